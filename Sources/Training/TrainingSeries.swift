/// What a trainer records on its way: one row per outer iteration, one named column per quantity.
public struct TrainingSeries: Sendable, Equatable {
  /// The names of the columns, as they are called in the result file: `[a-z][a-z0-9_]*`.
  public let names: [String]
  /// The outer iteration of each row, counted from 1.
  public private(set) var iterations: [Int] = []
  /// The columns, in the order of `names`; each as long as `iterations`.
  public private(set) var columns: [[Double]]

  /// An empty series with the given columns.
  public init(names: [String]) {
    self.names = names
    columns = Array(repeating: [], count: names.count)
  }

  /// A series of the given rows, column by column.
  package init(names: [String], iterations: [Int], columns: [[Double]]) {
    precondition(columns.count == names.count, "one column per name")
    precondition(columns.allSatisfy { $0.count == iterations.count }, "one value per row")
    self.names = names
    self.iterations = iterations
    self.columns = columns
  }

  /// Adds the row of one iteration; `values` follow the order of `names`.
  public mutating func append(iteration: Int, _ values: [Double]) {
    precondition(values.count == names.count, "one value per column")
    iterations.append(iteration)
    for (column, value) in values.enumerated() { columns[column].append(value) }
  }

  /// Adds the rows of a later series with the same columns.
  public mutating func append(_ later: TrainingSeries) {
    precondition(later.names == names, "series of one trainer have the same columns")
    iterations += later.iterations
    for column in columns.indices { columns[column] += later.columns[column] }
  }

  /// The first iteration with a value that is not finite, if there is one.
  public var firstNonFiniteIteration: Int? {
    iterations.indices.first { row in columns.contains { !$0[row].isFinite } }
      .map { iterations[$0] }
  }

  /// Drops the rows after `iteration`.
  mutating func truncate(after iteration: Int) {
    let kept = iterations.firstIndex { $0 > iteration } ?? iterations.count
    iterations.removeSubrange(kept...)
    for column in columns.indices { columns[column].removeSubrange(kept...) }
  }
}
