import Planning
import Results
import Specification

/// Prepares the kind `table`: for each configuration the mean of metrics over seeds, and its interval.
package struct MetricTable {
  private let figure: FigureRequest
  private let runs: FinishedRuns
  private let grid: PanelGrid
  private let band: SeedBand

  /// A run in a cell.
  private struct Member {
    let place: (row: Int, column: Int)
    let reading: RunReading?
    /// What its numbers are divided by: nil for nothing, nil in it for a run that is not finished.
    let reference: RunReading??

    /// Its number; nil where there is none yet.
    func number(_ metric: String, at place: Value) -> Double? {
      guard let number = reading?.number(metric, at: place) else { return nil }
      guard let reference else { return number }
      return reference?.number(metric, at: place).map { number / $0 }
    }
  }

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
    let readings = try runs.items.map { try $0.isDone ? RunReading(runs.file(of: $0)) : nil }
    let references = try references()
    let metrics = try metrics(of: readings.compactMap(\.self))
    let members = zip(runs.items.indices, readings).map { index, reading in
      Member(
        place: grid.place(of: runs.items[index]), reading: reading,
        reference: references.map { readings[$0[index]] })
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
            cell(members.filter { $0.place == (row, column.column) }, column.metric)
          })
      }, note: note)
  }

  private func heading(_ column: Int, _ metric: String, isOnly: Bool) -> String {
    let label = grid.columns.groups[column].label
    let name = metric.hasPrefix("training/") ? String(metric.dropFirst(9)) : metric
    if label.isEmpty { return figure.value["labels"][name].textOrNil ?? name }
    return isOnly ? label : "\(label) · \(name)"
  }

  private func metrics(of readings: [RunReading]) throws(FigureError) -> [String] {
    var known: [String] = []
    for name in readings.flatMap(\.names) where !known.contains(name) { known.append(name) }
    let asked = figure.value["metrics"]
    let names =
      asked.isNull
      ? known.filter { !$0.hasPrefix("training/") && $0 != RunReading.wallTime } : asked.names
    if let missing = names.first(where: { !known.contains($0) }) {
      throw .unmeasured(figure: figure.id, name: missing, known: known)
    }
    guard !names.isEmpty else {
      throw .unmeasured(figure: figure.id, name: "metrics", known: known)
    }
    return names
  }

  /// The summary over the finished ones of some runs; runs that have no such number diverged before.
  private func cell(_ members: [Member], _ metric: String) -> TableContent.Cell {
    let values = members.compactMap { $0.number(metric, at: figure.value["at"]) }
    guard !values.isEmpty else { return .missing }
    let summary = band.summary(of: values, confidence: figure.value["confidence"].number)
    return summary.count == 0 ? .diverged : .summary(summary)
  }

  /// What the numbers are divided by, in words; nil where by nothing.
  private var reference: String? {
    let conditions = figure.value["relative-to"].objectOrNil?.members ?? []
    guard !conditions.isEmpty else { return nil }
    return conditions.map { condition in
      let values = condition.value.listOrNil ?? [condition.value]
      let words = values.map { value in
        figure.value["labels"][LabelText.text(of: value)].textOrNil
          ?? LabelText.text(of: value, at: condition.key, among: [condition.key])
      }
      return words.joined(separator: " or ")
    }.joined(separator: ", ")
  }

  /// For each run the place of the run that it is compared with; nil where there is nothing to compare.
  ///
  /// - Throws: `FigureError.unsuitable` where a run would be compared with several or with none.
  private func references() throws(FigureError) -> [Int]? {
    let wanted = figure.value["relative-to"]
    guard let conditions = wanted.objectOrNil else { return nil }
    let chosen = runs.items.indices.filter { runs.items[$0].meets(wanted) }
    let names = (["seed"] + grid.rows.names + grid.columns.names)
      .filter { conditions[$0] == nil }
    var references: [Int] = []
    for item in runs.items {
      let partners = chosen.filter { place in
        names.allSatisfy { runs.items[place].value(of: $0) == item.value(of: $0) }
      }
      guard partners.count == 1 else {
        throw .unsuitable(
          figure: figure.id,
          reason: "relative-to stands for \(partners.count) runs beside run \(item.run.id), not one"
        )
      }
      references.append(partners[0])
    }
    return references
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
    let reference = reference.map { "; in units of \($0)" } ?? ""
    return place + reference + (words.isEmpty ? "" : "; ± " + words.replacing("± ", with: ""))
  }
}
