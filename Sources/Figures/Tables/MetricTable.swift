import Results
import Specification

/// Prepares the kind `table`: for each configuration the mean of metrics over seeds, and its interval.
package struct MetricTable {
  private let figure: FigureRequest
  private let runs: FinishedRuns
  private let grid: PanelGrid
  private let band: SeedBand

  /// Groups the runs of a table.
  ///
  /// - Throws: `FigureError` where a cell would mix runs.
  package init(_ figure: FigureRequest, _ runs: FinishedRuns) throws(FigureError) {
    (self.figure, self.runs) = (figure, runs)
    let value = figure.value
    let columns = value["columns"].names
    let rows =
      value["rows"].isNull ? Grouping.telling(runs, besides: columns) : value["rows"].names
    grid = PanelGrid(runs, rows: rows, columns: columns, labels: value["labels"])
    band = SeedBand(rawValue: value["interval"].text) ?? .confidence
    try figure.checkDifferences(of: runs, within: rows + columns)
  }

  /// Reads what the table shows.
  ///
  /// - Throws: `FigureError.unmeasured`; `ResultsError`.
  package func content() throws -> TableContent {
    let readings = try runs.items.map { try $0.isDone ? Reading(runs.file(of: $0)) : nil }
    let metrics = try metrics(of: readings.compactMap(\.self))
    let members = zip(runs.items, readings).map { item, reading in
      (place: grid.place(of: item), reading: reading)
    }
    let columns = grid.columns.groups.indices.flatMap { column in
      metrics.map { (column: column, metric: $0) }
    }
    return TableContent(
      corner: grid.rows.names.map { LabelText.short($0, among: grid.rows.names) }
        .joined(separator: " · "),
      columns: columns.map { heading($0.column, $0.metric, isOnly: metrics.count == 1) },
      rows: grid.rows.groups.enumerated().map { row, group in
        TableContent.Row(
          label: group.label,
          cells: columns.map { column in
            cell(
              members.filter { $0.place == (row, column.column) }.map(\.reading), column.metric)
          })
      }, note: note)
  }

  private func heading(_ column: Int, _ metric: String, isOnly: Bool) -> String {
    let label = grid.columns.groups[column].label
    let name = metric.hasPrefix("training/") ? String(metric.dropFirst(9)) : metric
    if label.isEmpty { return figure.value["labels"][name].textOrNil ?? name }
    return isOnly ? label : "\(label) · \(name)"
  }

  private func metrics(of readings: [Reading]) throws(FigureError) -> [String] {
    var known: [String] = []
    for name in readings.flatMap(\.names) where !known.contains(name) { known.append(name) }
    let asked = figure.value["metrics"]
    let names = asked.isNull ? known.filter { !$0.hasPrefix("training/") } : asked.names
    if let missing = names.first(where: { !known.contains($0) }) {
      throw .unmeasured(figure: figure.id, name: missing, known: known)
    }
    guard !names.isEmpty else {
      throw .unmeasured(figure: figure.id, name: "metrics", known: known)
    }
    return names
  }

  /// The summary over the finished ones of some runs; runs that have no such number diverged before.
  private func cell(_ readings: [Reading?], _ metric: String) -> TableContent.Cell {
    let values = readings.compactMap { $0?.number(metric, at: figure.value["at"]) }
    guard !values.isEmpty else { return .missing }
    let summary = band.summary(of: values, confidence: figure.value["confidence"].number)
    return summary.count == 0 ? .diverged : .summary(summary)
  }

  private var note: String {
    let place =
      switch figure.value["at"] {
      case .string("best"): "least value of each run"
      case .integer(let iteration): "iteration \(iteration)"
      case .list(let ends): "mean over iterations \(ends[0].integer) to \(ends[1].integer)"
      default: "last evaluation"
      }
    let words = band.words(confidence: figure.value["confidence"].number)
    return place + (words.isEmpty ? "" : "; ± " + words.replacing("± ", with: ""))
  }
}

/// The numbers of one run that a table reads.
private struct Reading {
  private let series: [(name: String, iterations: [Int], values: [Double])]

  init(_ path: String) throws(ResultsError) {
    let metrics = try RunFile.metrics(of: path)
    let training = try RunFile.training(of: path)
    series =
      metrics.series.map { ($0.name, metrics.iterations, $0.values) }
      + training.series.map { ("training/\($0.name)", training.iterations, $0.values) }
  }

  var names: [String] { series.map(\.name) }

  /// The number that a series contributes; not a number where it has none there, nil for no such series.
  func number(_ name: String, at place: Value) -> Double? {
    guard let (_, iterations, values) = series.first(where: { $0.name == name }) else { return nil }
    switch place {
    case .string("best"): return values.filter(\.isFinite).min() ?? .nan
    case .integer(let iteration):
      return iterations.firstIndex(of: iteration).map { values[$0] } ?? .nan
    case .list(let ends):
      let window = zip(iterations, values).filter {
        ends[0].integer <= $0.0 && $0.0 <= ends[1].integer
      }.map(\.1)
      return window.isEmpty ? .nan : window.reduce(0, +) / Double(window.count)
    default: return values.last ?? .nan
    }
  }
}
