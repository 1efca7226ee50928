/// What a table shows, before it is put into a format.
package struct TableContent: Equatable {
  /// One cell.
  package enum Cell: Equatable {
    /// A number by itself.
    case number(Double)
    /// A mean with its interval over so many seeds.
    case summary(SeedBand.Summary)
    /// A chance, which is never shown as none.
    case probability(Double)
    /// How many, of how many.
    case count(Int, of: Int)
    /// Words.
    case words(String)
    /// All runs diverged.
    case diverged
    /// There is nothing to show yet.
    case missing
  }

  /// One row: what stands before it, and its cells.
  package struct Row: Equatable {
    package let label: String
    package let cells: [Cell]

    /// A row.
    package init(label: String, cells: [Cell]) { (self.label, self.cells) = (label, cells) }
  }

  /// What stands above the labels of the rows.
  package let corner: String
  /// What stands above the columns.
  package let columns: [String]
  /// The rows.
  package let rows: [Row]
  /// What the numbers are, in words.
  package let note: String

  /// A table.
  package init(corner: String, columns: [String], rows: [Row], note: String) {
    (self.corner, self.columns, self.rows, self.note) = (corner, columns, rows, note)
  }
}
