import Results
package import Specification

/// Prepares the kind `curves`: a line and a band for each series in each panel.
package struct CurvesJob {
  private let figure: FigureRequest
  private let runs: FinishedRuns
  private let grid: PanelGrid
  private let series: Grouping
  private let band: SeedBand
  private let quantity: String

  /// Groups the runs of a figure.
  ///
  /// - Throws: `FigureError` where lines would mix runs, or nothing is measured; `ResultsError`.
  package init(_ figure: FigureRequest, _ runs: FinishedRuns) throws {
    self.figure = figure
    self.runs = runs
    let value = figure.value
    grid = PanelGrid(
      runs, rows: value["rows"].names, columns: value["columns"].names, labels: value["labels"])
    let names =
      value["series"].isNull
      ? Grouping.telling(runs, besides: grid.rows.names + grid.columns.names)
      : value["series"].names
    series = Grouping(runs, by: names, labels: value["labels"])
    band = SeedBand(rawValue: value["band"].text) ?? .deviation
    try figure.checkDifferences(
      of: runs, within: names + grid.rows.names + grid.columns.names)
    quantity = try value["y"].textOrNil ?? figure.firstMetric(of: runs)
  }

  /// What the drawing program is told.
  package func job() throws -> Value {
    let value = figure.value
    var name = quantity
    var floors: [Double] = []
    var found = false
    var panels: [Value] = []
    for (row, cells) in grid.cells(runs.items).enumerated() {
      for (column, items) in cells.enumerated() {
        var lines: [Value] = []
        for (index, group) in series.groups.enumerated() {
          let members = items.filter { series.index(of: $0) == index }
          let curves = try members.filter(\.isDone).compactMap { item in
            try Curve(quantity, from: runs.file(of: item)).map { (item, $0) }
          }
          guard let first = curves.first else { continue }
          (found, name) = (true, first.1.name)
          floors += curves.compactMap(\.1.floor)
          lines.append(try line(index, group, members, curves))
        }
        panels.append([
          "row": .integer(row), "column": .integer(column), "runs": .integer(items.count),
          "lines": .list(lines),
        ])
      }
    }
    guard found else { throw try unmeasured() }
    return [
      "panels": .list(panels), "rows": labels(grid.rows), "columns": labels(grid.columns),
      "series": labels(series), "x": axis("x", xLabel), "y": axis("y", name),
      "floors": value["floor"].boolean ? .list(floors.map(Value.finite)) : [],
      "lines": value["lines"].isNull ? [] : value["lines"], "note": .string(note),
    ]
  }

  private func labels(_ grouping: Grouping) -> Value {
    .list(grouping.groups.map { .string($0.label) })
  }

  private func axis(_ axis: String, _ label: String) -> Value {
    [
      "label": .string(label), "scale": figure.value["\(axis)-scale"],
      "limits": figure.value["\(axis)-limits"],
    ]
  }

  private var xLabel: String {
    switch figure.value["x"].text {
    case "flow-time": "flow time"
    case "wall-time": "training time in seconds"
    default: "iteration"
    }
  }

  /// The mean and the band of the seeds of one series.
  private func line(
    _ index: Int, _ group: Grouping.Group, _ members: [FinishedRuns.Item],
    _ curves: [(FinishedRuns.Item, Curve)]
  ) throws -> Value {
    let value = figure.value
    let smoothed = curves.map { ($0, $1.smoothed(over: value["smoothing"].integer)) }
    let iterations = Set(smoothed.flatMap(\.1.iterations)).sorted()
    let places = smoothed.map { _, curve in
      Dictionary(
        zip(curve.iterations, curve.iterations.indices), uniquingKeysWith: { first, _ in first })
    }
    let confidence = value["confidence"].number
    let summaries = iterations.map { iteration in
      band.summary(
        of: zip(smoothed, places).compactMap { run, places in
          places[iteration].map { run.1.values[$0] }
        }, confidence: confidence)
    }
    let diverged = members.count { $0.hasDiverged }
    return [
      "series": .integer(index),
      "x": .list(try abscissae(iterations, smoothed, places).map(Value.finite)),
      "center": .list(summaries.map { .finite($0.center) }),
      "low": .list(summaries.map { .finite($0.low) }),
      "high": .list(summaries.map { .finite($0.high) }), "seeds": .integer(curves.count),
      "diverged": .integer(diverged),
    ]
  }

  /// Where the points of a line stand.
  private func abscissae(
    _ iterations: [Int], _ curves: [(FinishedRuns.Item, Curve)], _ places: [[Int: Int]]
  ) throws -> [Double] {
    switch figure.value["x"].text {
    case "flow-time":
      let outline = try RunFile.sampleOutline(of: runs.file(of: curves[0].0))
      let time = Interpolation(x: outline.iterations.map(Double.init), y: outline.flowTime)
      return iterations.map { time(Double($0)) }
    case "wall-time":
      return iterations.map { iteration in
        let times = zip(curves, places).compactMap { run, places in
          places[iteration].map { run.1.wallTime[$0] }
        }
        return times.reduce(0, +) / Double(times.count)
      }
    default: return iterations.map(Double.init)
    }
  }

  private func unmeasured() throws -> FigureError {
    let known = try runs.items.first(where: \.isDone).map {
      try Curve.quantities(of: runs.file(of: $0))
    }
    return .unmeasured(figure: figure.id, name: quantity, known: known ?? [])
  }

  private var note: String {
    let words = band.words(confidence: figure.value["confidence"].number)
    return words.isEmpty ? "" : (band == .quartiles ? "median and " : "") + words
  }
}
