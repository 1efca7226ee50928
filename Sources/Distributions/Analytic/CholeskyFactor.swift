import Arrays

/// The lower triangular factor L of a symmetric positive definite matrix LLᵀ.
struct CholeskyFactor: Sendable {
  let size: Int
  /// Row by row; entries above the diagonal are zero.
  private var lower: [Double]

  /// Factorises `matrix` without pivoting.
  ///
  /// - Throws: `DistributionError` where the matrix is not square of this size, finite, symmetric
  ///   (to 1e-12 of its diagonal) and positive definite to rounding.
  init(_ matrix: Matrix<Double>, size: Int) throws(DistributionError) {
    guard matrix.rows == size, matrix.columns == size else {
      throw .sizeMismatch(
        quantity: "covariance", expected: size * size, found: matrix.elements.count)
    }
    if let value = matrix.elements.first(where: { !$0.isFinite }) {
      throw .notFinite(quantity: "covariance", value: value)
    }
    self.size = size
    lower = Array(repeating: 0, count: size * size)
    for row in 0..<size {
      for column in 0...row {
        try factorise(matrix, row: row, column: column)
      }
    }
  }

  private mutating func factorise(
    _ matrix: Matrix<Double>, row: Int, column: Int
  ) throws(DistributionError) {
    let entry = matrix[row, column]
    let scale = (matrix[row, row] * matrix[column, column]).magnitude.squareRoot()
    guard (entry - matrix[column, row]).magnitude <= 1e-12 * scale else {
      throw .notSymmetric(row: row, column: column)
    }
    var rest = entry
    for k in 0..<column {
      rest -= lower[row * size + k] * lower[column * size + k]
    }
    if row > column {
      lower[row * size + column] = rest / lower[column * size + column]
    } else {
      // Below this the pivot is rounding noise of the subtraction above.
      guard rest > 1e-14 * entry, rest > 0 else {
        throw .notPositiveDefinite(pivot: row, value: rest)
      }
      lower[row * size + row] = rest.squareRoot()
    }
  }

  /// L itself.
  var matrix: Matrix<Double> { Matrix(rows: size, columns: size, elements: lower) }

  /// The logarithm of the determinant of L.
  var logDeterminant: Double {
    (0..<size).reduce(0) { $0 + logarithm(lower[$1 * size + $1]) }
  }

  /// Replaces `vector` by L · `vector`.
  func multiply(_ vector: inout [Double]) {
    for row in stride(from: size - 1, through: 0, by: -1) {
      var sum = 0.0
      for column in 0...row {
        sum += lower[row * size + column] * vector[column]
      }
      vector[row] = sum
    }
  }

  /// Replaces `vector` by L⁻¹ · `vector`.
  func solve(_ vector: inout [Double]) {
    for row in 0..<size {
      var rest = vector[row]
      for column in 0..<row {
        rest -= lower[row * size + column] * vector[column]
      }
      vector[row] = rest / lower[row * size + row]
    }
  }

  /// Replaces `vector` by L⁻ᵀ · `vector`.
  func solveTransposed(_ vector: inout [Double]) {
    for row in stride(from: size - 1, through: 0, by: -1) {
      var rest = vector[row]
      for k in row + 1..<max(size, row + 1) {
        rest -= lower[k * size + row] * vector[k]
      }
      vector[row] = rest / lower[row * size + row]
    }
  }
}
