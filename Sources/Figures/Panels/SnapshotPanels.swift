import Planning
import Results
import Specification

/// The panels of a figure that shows runs at their snapshots: one run at one snapshot in each.
struct SnapshotPanels {
  /// One panel.
  struct Panel {
    let row: Int
    let column: Int
    /// What stands above it, where rows and columns do not say it.
    let title: String
    /// The run; nil where none is finished.
    let run: FinishedRuns.Item?
    /// The iteration of the snapshot; nil where the run has none there.
    let iteration: Int?
    /// The place of the configuration among all, for its colour.
    let series: Int
  }

  private(set) var panels: [Panel] = []
  /// What stands before the rows.
  private(set) var rowLabels: [String] = []
  /// What stands above the columns.
  private(set) var columnLabels: [String] = []
  private let figure: FigureRequest
  private let runs: FinishedRuns

  /// Lays out the runs of a figure.
  ///
  /// - Throws: `FigureError` where panels would mix runs; `ResultsError`.
  init(_ figure: FigureRequest, _ runs: FinishedRuns) throws {
    self.figure = figure
    self.runs = runs
    let value = figure.value
    let columnNames = value["columns"].names
    let areSnapshots = columnNames == [FigureLanguage.snapshot]
    let columns = areSnapshots ? [] : columnNames
    let rows =
      value["rows"].isNull ? Grouping.telling(runs, besides: columns) : value["rows"].names
    let grid = PanelGrid(runs, rows: rows, columns: columns, labels: value["labels"])
    try figure.checkDifferences(of: runs, within: rows + columns)
    let chosen = grid.cells(runs.items).map { $0.map(representative) }
    if areSnapshots {
      try layOutSnapshots(grid.rows, chosen.map { $0.first ?? nil })
    } else {
      try layOut(grid, chosen)
    }
    wrap()
  }

  /// The finished run that stands for the seeds of a configuration.
  private func representative(_ items: [FinishedRuns.Item]) -> FinishedRuns.Item? {
    let finished = items.filter(\.isDone)
    guard let seed = figure.value["seed"].integerOrNil else { return finished.first }
    return finished.first { $0.run.seed == seed }
  }

  private mutating func layOutSnapshots(
    _ rows: Grouping, _ chosen: [FinishedRuns.Item?]
  ) throws {
    let stored = try chosen.map { item in
      try item.map { try RunFile.sampleOutline(of: runs.file(of: $0)).iterations } ?? []
    }
    let iterations = self.iterations(among: Set(stored.joined()).sorted())
    rowLabels = rows.groups.map(\.label)
    columnLabels = iterations.map { "iteration \($0)" }
    for (row, item) in chosen.enumerated() {
      for (column, iteration) in iterations.enumerated() {
        panels.append(
          Panel(
            row: row, column: column, title: "", run: item,
            iteration: stored[row].contains(iteration) ? iteration : nil, series: row))
      }
    }
  }

  /// The iterations that are asked for: those listed, or as many as are asked for, evenly chosen.
  private func iterations(among stored: [Int]) -> [Int] {
    if let listed = figure.value["snapshots"].listOrNil { return listed.map(\.integer) }
    let count = min(figure.value["snapshots"].integerOrNil ?? 6, stored.count)
    guard count > 1 else { return Array(stored.suffix(count)) }
    return (0..<count).map { place in
      stored[Int((Double(place * (stored.count - 1)) / Double(count - 1)).rounded())]
    }
  }

  private mutating func layOut(_ grid: PanelGrid, _ chosen: [[FinishedRuns.Item?]]) throws {
    let listed = figure.value["snapshots"].listOrNil?.map(\.integer)
    if let listed, listed.count > 1 {
      throw FigureError.unsuitable(
        figure: figure.id, reason: "several snapshots need 'columns: snapshot'")
    }
    rowLabels = grid.rows.groups.map(\.label)
    columnLabels = grid.columns.groups.map(\.label)
    for (row, items) in chosen.enumerated() {
      for (column, item) in items.enumerated() {
        let stored = try item.map {
          try RunFile.sampleOutline(of: runs.file(of: $0)).iterations
        }
        let wanted = listed?.first ?? stored?.last
        panels.append(
          Panel(
            row: row, column: column, title: "", run: item,
            iteration: wanted.flatMap { stored?.contains($0) == true ? $0 : nil },
            series: rowLabels.count > 1 ? row : column))
      }
    }
  }

  /// Breaks a single row or column of panels into rows of the width that is asked for.
  private mutating func wrap() {
    guard let width = figure.value["wrap"].integerOrNil,
      rowLabels.count <= 1 || columnLabels.count <= 1
    else { return }
    let labels = rowLabels.count > 1 ? rowLabels : columnLabels
    panels = panels.enumerated().map { place, panel in
      Panel(
        row: place / width, column: place % width, title: labels[place], run: panel.run,
        iteration: panel.iteration, series: panel.series)
    }
    rowLabels = Array(repeating: "", count: (panels.count + width - 1) / width)
    columnLabels = Array(repeating: "", count: min(width, panels.count))
  }
}
