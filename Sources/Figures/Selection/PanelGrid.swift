import Specification

/// The panels of a figure: which runs stand in which row and column.
struct PanelGrid {
  let rows: Grouping
  let columns: Grouping

  /// Lays out `runs` by the paths, or cases, that `rows` and `columns` name.
  init(_ runs: FinishedRuns, rows: [String], columns: [String], labels: Value) {
    self.rows = Grouping(runs, by: rows, labels: labels)
    self.columns = Grouping(runs, by: columns, labels: labels)
  }

  /// The row and the column of a run.
  func place(of item: FinishedRuns.Item) -> (row: Int, column: Int) {
    (rows.index(of: item) ?? 0, columns.index(of: item) ?? 0)
  }

  /// The runs in each panel, row by row.
  func cells(_ items: [FinishedRuns.Item]) -> [[[FinishedRuns.Item]]] {
    var cells = rows.groups.map { _ in columns.groups.map { _ in [FinishedRuns.Item]() } }
    for item in items {
      let (row, column) = place(of: item)
      cells[row][column].append(item)
    }
    return cells
  }
}

extension Value {
  /// The names in a grouping: one string, a list of them, or nothing.
  var names: [String] {
    textOrNil.map { [$0] } ?? (listOrNil ?? []).compactMap(\.textOrNil)
  }
}
