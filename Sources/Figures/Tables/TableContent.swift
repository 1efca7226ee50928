/// What a table shows, before it is put into a format.
struct TableContent: Equatable {
  /// One cell.
  enum Cell: Equatable {
    /// A number by itself.
    case number(Double)
    /// A mean with its interval over so many seeds.
    case summary(SeedBand.Summary)
    /// All runs diverged.
    case diverged
    /// There is nothing to show yet.
    case missing
  }

  /// One row: what stands before it, and its cells.
  struct Row: Equatable {
    let label: String
    let cells: [Cell]
  }

  /// What stands above the labels of the rows.
  let corner: String
  /// What stands above the columns.
  let columns: [String]
  /// The rows.
  let rows: [Row]
  /// What the numbers are, in words.
  let note: String
}
