package import Arrays

/// A square matrix factorised as PA = LU, with rows exchanged for the greatest pivots.
package struct TriangularFactors: Sendable {
  private let size: Int
  /// L below the diagonal, whose own is 1, and U above and on it; row by row.
  private var elements: [Double]
  /// Row `i` of LU is row `order[i]` of the matrix.
  private var order: [Int]

  /// Factorises a square matrix; nil where it is singular to the last digit or not finite.
  package init?(_ matrix: Matrix<Double>) {
    precondition(matrix.rows == matrix.columns, "only a square matrix has an inverse")
    guard matrix.elements.allSatisfy(\.isFinite) else { return nil }
    size = matrix.rows
    elements = matrix.elements
    order = Array(0..<size)
    for column in 0..<size {
      guard eliminate(column) else { return nil }
    }
  }

  private mutating func eliminate(_ column: Int) -> Bool {
    var pivot = column
    for row in column..<size
    where elements[row * size + column].magnitude > elements[pivot * size + column].magnitude {
      pivot = row
    }
    if pivot != column {
      order.swapAt(pivot, column)
      for k in 0..<size { elements.swapAt(pivot * size + k, column * size + k) }
    }
    let diagonal = elements[column * size + column]
    guard diagonal != 0, diagonal.isFinite else { return false }
    for row in column + 1..<max(size, column + 1) {
      let factor = elements[row * size + column] / diagonal
      elements[row * size + column] = factor
      guard factor != 0 else { continue }
      for k in column + 1..<max(size, column + 1) {
        elements[row * size + k] -= factor * elements[column * size + k]
      }
    }
    return true
  }

  /// log |det A|.
  package var logDeterminant: Double {
    (0..<size).reduce(0) { $0 + logarithm(elements[$1 * size + $1].magnitude) }
  }

  /// A⁻¹.
  package var inverse: Matrix<Double> {
    var inverse = Matrix<Double>(rows: size, columns: size, repeating: 0)
    for column in 0..<size {
      for (row, value) in solved(unit: column).enumerated() { inverse[row, column] = value }
    }
    return inverse
  }

  /// A⁻¹ times the unit vector along a coordinate.
  private func solved(unit coordinate: Int) -> [Double] {
    var vector = order.map { $0 == coordinate ? 1.0 : 0.0 }
    for row in 0..<size {
      for k in 0..<row { vector[row] -= elements[row * size + k] * vector[k] }
    }
    for row in stride(from: size - 1, through: 0, by: -1) {
      for k in row + 1..<max(size, row + 1) { vector[row] -= elements[row * size + k] * vector[k] }
      vector[row] /= elements[row * size + row]
    }
    return vector
  }
}
