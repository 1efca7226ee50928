/// A table in plain text: columns as wide as their widest cell, two spaces between them.
package struct TextTable {
  /// Where the cells of a column stand.
  package enum Alignment: Sendable {
    /// At the left, as words do.
    case left
    /// At the right, as numbers do.
    case right
  }

  private let columns: [(title: String, alignment: Alignment)]
  private var rows: [[String]] = []

  /// A table without rows.
  package init(_ columns: [(title: String, alignment: Alignment)]) {
    self.columns = columns
  }

  /// Adds a row with one cell per column.
  package mutating func append(_ cells: [String]) {
    precondition(cells.count == columns.count, "one cell per column")
    rows.append(cells)
  }

  /// The lines of the table, the titles first.
  package var lines: [String] {
    let all = [columns.map(\.title)] + rows
    let widths = columns.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    return all.map { cells in
      let padded = cells.indices.map { column in
        let space = String(repeating: " ", count: widths[column] - cells[column].count)
        return switch columns[column].alignment {
        case .left: cells[column] + space
        case .right: space + cells[column]
        }
      }
      let line = padded.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }
}
