import Results
import Specification

/// Prepares the kind `table`: for each configuration the mean of metrics over seeds, and its interval.
struct MetricTable {
  /// One cell.
  struct Cell: Equatable {
    /// The summary over the finished seeds.
    let summary: SeedBand.Summary
    /// How many of the runs diverged.
    let diverged: Int
  }

  /// What stands above the columns of labels: the last words of the paths of the rows.
  let corner: String
  /// What stands before the rows.
  let rowLabels: [String]
  /// What stands above the columns.
  private(set) var columnLabels: [String] = []
  /// The cells, row by row; nil where no run is finished.
  private(set) var cells: [[Cell?]]
  private let figure: FigureRequest
  private let band: SeedBand

  /// Reads what the table shows.
  ///
  /// - Throws: `FigureError` where a cell would mix runs, or nothing is measured; `ResultsError`.
  init(_ figure: FigureRequest, _ runs: FinishedRuns) throws {
    self.figure = figure
    let value = figure.value
    let columns = value["columns"].names
    let rows =
      value["rows"].isNull ? Grouping.telling(runs, besides: columns) : value["rows"].names
    let grid = PanelGrid(runs, rows: rows, columns: columns, labels: value["labels"])
    try figure.checkDifferences(of: runs, within: rows + columns)
    band = SeedBand(rawValue: value["interval"].text) ?? .confidence
    corner = rows.map { LabelText.short($0, among: rows) }.joined(separator: " · ")
    rowLabels = grid.rows.groups.map(\.label)
    cells = grid.rows.groups.map { _ in [] }
    let records = try runs.items.map { item in
      item.isDone ? try RunFile.metrics(of: runs.file(of: item)) : nil
    }
    let metrics = try Self.metrics(value["metrics"], records.compactMap(\.self), figure)
    for (column, group) in grid.columns.groups.enumerated() {
      for metric in metrics {
        let name = metrics.count > 1 || group.label.isEmpty ? metric : ""
        columnLabels.append(
          [group.label, name].filter { !$0.isEmpty }.joined(separator: " · "))
        for row in cells.indices {
          let members = zip(runs.items, records).filter { item, _ in
            grid.place(of: item) == (row, column)
          }
          cells[row].append(cell(members.map { ($0, $1) }, metric))
        }
      }
    }
  }

  private static func metrics(
    _ asked: Value, _ records: [MetricRecord], _ figure: FigureRequest
  ) throws -> [String] {
    var known: [String] = []
    for name in records.flatMap(\.series).map(\.name) where !known.contains(name) {
      known.append(name)
    }
    let names = asked.isNull ? known : asked.names
    let missing = names.first { !known.contains($0) }
    guard missing == nil, !names.isEmpty else {
      throw FigureError.unmeasured(figure: figure.id, name: missing ?? "metrics", known: known)
    }
    return names
  }

  private func cell(_ runs: [(FinishedRuns.Item, MetricRecord?)], _ metric: String) -> Cell? {
    let values = runs.compactMap { _, record in record.flatMap { number(metric, $0) } }
    guard !values.isEmpty else { return nil }
    return Cell(
      summary: band.summary(of: values, confidence: figure.value["confidence"].number),
      diverged: runs.count { $0.0.hasDiverged })
  }

  /// The number that a run contributes; not a number where it has none there.
  private func number(_ metric: String, _ record: MetricRecord) -> Double? {
    guard let series = record.series.first(where: { $0.name == metric }) else { return nil }
    switch figure.value["at"] {
    case .string("best"): return series.values.filter(\.isFinite).min() ?? .nan
    case .integer(let iteration):
      return record.iterations.firstIndex(of: iteration).map { series.values[$0] } ?? .nan
    case .list(let ends):
      let window = zip(record.iterations, series.values).filter {
        ends[0].integer <= $0.0 && $0.0 <= ends[1].integer
      }.map(\.1)
      return window.isEmpty ? .nan : window.reduce(0, +) / Double(window.count)
    default: return series.values.last ?? .nan
    }
  }

  /// What the numbers are, in words.
  var note: String {
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
