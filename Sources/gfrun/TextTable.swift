/// A table in plain text: columns as wide as their widest cell, two spaces between them.
struct TextTable {
  /// Where the cells of a column stand.
  enum Alignment {
    case left
    case right
  }

  private let columns: [(title: String, alignment: Alignment)]
  private var rows: [[String]] = []

  init(_ columns: [(title: String, alignment: Alignment)]) {
    self.columns = columns
  }

  /// Adds a row with one cell per column.
  mutating func append(_ cells: [String]) {
    precondition(cells.count == columns.count, "one cell per column")
    rows.append(cells)
  }

  /// The lines of the table, the titles first.
  var lines: [String] {
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
