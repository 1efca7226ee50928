import Arrays
internal import CKernels

/// The mean of a cloud and a factor of its covariance.
struct Moments: Sendable {
  let count: Int
  let mean: [Double]
  /// A with AᵀA the covariance, divided by count − 1: upper triangular, of as many rows as the
  /// covariance can have rank.
  let factor: Matrix<Double>

  /// The moments of a cloud of at least two points about `centre`.
  init(of points: Matrix<Double>, about centre: [Double]) {
    count = points.rows
    var elements = points.elements
    var sums = Array(repeating: CompensatedSum(), count: points.columns)
    for row in 0..<points.rows {
      for column in 0..<points.columns {
        elements[row * points.columns + column] -= centre[column]
        sums[column].add(elements[row * points.columns + column])
      }
    }
    let mean = sums.map { $0.value / Double(points.rows) }
    let scale = 1 / Double(points.rows - 1).squareRoot()
    for row in 0..<points.rows {
      for column in 0..<points.columns {
        let index = row * points.columns + column
        elements[index] = (elements[index] - mean[column]) * scale
      }
    }
    var work = Array(repeating: 0.0, count: points.rows + points.columns)
    unsafe gfk_triangular_factor(&elements, points.rows, points.columns, &work)
    let rank = min(points.rows, points.columns)
    factor = Matrix(
      rows: rank, columns: points.columns, elements: Array(elements.prefix(rank * points.columns)))
    self.mean = mean
  }

  /// The trace of the covariance.
  var trace: Double { factor.elements.lazy.map { $0 * $0 }.compensatedSum }
}

/// The singular values of a product A Bᵀ.
struct SingularValues {
  private var diagonal: [Double]
  private var above: [Double]
  /// A bound of them all.
  private let bound: Double

  /// The singular values of `a` times the transpose of `b`, which have equally many columns.
  init(of a: Matrix<Double>, times b: Matrix<Double>) {
    // The factorisation wants at least as many rows as columns.
    let (tall, wide) = a.rows >= b.rows ? (a, b) : (b, a)
    var product = Array(repeating: 0.0, count: tall.rows * wide.rows)
    unsafe gfk_product_with_transpose(
      tall.elements, wide.elements, &product, tall.rows, wide.rows, a.columns)
    diagonal = Array(repeating: 0.0, count: wide.rows)
    above = diagonal
    var work = Array(repeating: 0.0, count: tall.rows + wide.rows)
    unsafe gfk_bidiagonalise(&product, tall.rows, wide.rows, &diagonal, &above, &work)
    // The norm of a bidiagonal matrix is at most its greatest entry on the diagonal and above together.
    bound =
      (diagonal.lazy.map(\.magnitude).max() ?? 0) + (above.lazy.map(\.magnitude).max() ?? 0)
  }

  /// Their sum, each to a few units in the last place of the greatest.
  var sum: Double {
    guard bound > 0 else { return 0 }
    // In the unit of the bound nothing overflows, and what is below 2⁻¹⁰⁰ of it counts for nothing.
    let (d, e) = (diagonal.map { $0 / bound }, above.map { $0 / bound })
    var sum = CompensatedSum()
    var low = 0.0
    for rank in d.indices {
      low = value(rank: rank, d, e, above: low)
      sum.add(low)
    }
    return sum.value * bound
  }

  /// The singular value with `rank` smaller ones, by bisection.
  private func value(rank: Int, _ d: [Double], _ e: [Double], above least: Double) -> Double {
    var (low, high) = (least, 1.0 + 0x1p-40)
    while true {
      let middle = low + 0.5 * (high - low)
      guard middle > low, middle < high, high > 0x1p-100 else { return middle }
      if unsafe gfk_singular_values_below(d, e, d.count, middle) > rank {
        high = middle
      } else {
        low = middle
      }
      guard high - low > 0x1p-60 else { return low + 0.5 * (high - low) }
    }
  }
}
