public import Arrays
public import Randomness

/// The uniform law on a box.
public struct Uniform: DensityDistribution {
  /// The lower end of each coordinate.
  public let low: [Double]
  /// The upper end of each coordinate.
  public let high: [Double]

  /// The uniform law on the box of the intervals [low, high].
  ///
  /// - Throws: `DistributionError` where an interval is empty or not finite, or the sizes differ.
  public init(low: [Double], high: [Double]) throws(DistributionError) {
    guard !low.isEmpty else { throw .noCoordinates }
    guard low.count == high.count else {
      throw .sizeMismatch(quantity: "high", expected: low.count, found: high.count)
    }
    for coordinate in low.indices {
      let (low, high) = (low[coordinate], high[coordinate])
      guard low.isFinite else { throw .notFinite(quantity: "low", value: low) }
      guard high.isFinite else { throw .notFinite(quantity: "high", value: high) }
      guard low < high else {
        throw .emptyInterval(coordinate: coordinate, low: low, high: high)
      }
    }
    self.low = low
    self.high = high
  }

  /// The dimension of the space.
  public var dimension: Int { low.count }

  /// Draws independent points: one uniform value per coordinate, row by row.
  public func fill(_ samples: inout Matrix<Float>, using stream: inout RandomStream) {
    precondition(samples.columns == dimension, "samples need one column per coordinate")
    stream.fillUniform(&samples.elements)
    for row in 0..<samples.rows {
      for column in 0..<dimension {
        let share = Double(samples[row, column])
        samples[row, column] = Float(low[column] + (high[column] - low[column]) * share)
      }
    }
  }

  /// Minus the logarithm of the volume inside the closed box, −∞ outside.
  public func logDensity(at points: Matrix<Double>) -> [Double] {
    precondition(points.columns == dimension, "points need one column per coordinate")
    let inside = -zip(low, high).reduce(0) { $0 + logarithm($1.1 - $1.0) }
    return (0..<points.rows).map { row in
      let point = points[row: row]
      let isInside = zip(point, zip(low, high)).allSatisfy { $1.0 <= $0 && $0 <= $1.1 }
      return isInside ? inside : -.infinity
    }
  }

  /// Zero everywhere.
  public func score(at points: Matrix<Double>) -> Matrix<Double> {
    Matrix(rows: points.rows, columns: dimension, repeating: 0)
  }
}
