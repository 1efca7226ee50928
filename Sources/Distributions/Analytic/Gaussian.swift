public import Arrays
public import Randomness

/// The normal law N(mean, Σ), with independent coordinates or any covariance.
public struct Gaussian: DensityDistribution {
  /// The mean, one entry per coordinate.
  public let mean: [Double]
  private let spread: Spread
  /// The logarithm of the density at the mean.
  package let logPeak: Double

  private enum Spread: Sendable {
    case deviations([Double])
    case factor(CholeskyFactor)
  }

  /// The normal law with independent coordinates.
  ///
  /// - Parameters:
  ///   - mean: finite, one entry per coordinate.
  ///   - deviation: the standard deviation of each coordinate, positive.
  /// - Throws: `DistributionError`.
  public init(mean: [Double], deviation: [Double]) throws(DistributionError) {
    self.mean = try Self.checked(mean)
    guard deviation.count == mean.count else {
      throw .sizeMismatch(quantity: "deviation", expected: mean.count, found: deviation.count)
    }
    for value in deviation {
      _ = try positive(value, "deviation")
    }
    spread = .deviations(deviation)
    logPeak = Self.logPeak(
      dimension: mean.count, logDeterminant: deviation.reduce(0) { $0 + logarithm($1) })
  }

  /// The normal law with a full covariance.
  ///
  /// - Parameters:
  ///   - mean: finite, one entry per coordinate.
  ///   - covariance: symmetric and positive definite, shape [dimension, dimension].
  /// - Throws: `DistributionError`.
  public init(mean: [Double], covariance: Matrix<Double>) throws(DistributionError) {
    self.mean = try Self.checked(mean)
    let factor = try CholeskyFactor(covariance, size: mean.count)
    spread = .factor(factor)
    logPeak = Self.logPeak(dimension: mean.count, logDeterminant: factor.logDeterminant)
  }

  /// The law N(0, deviation² I).
  public static func standard(
    dimension: Int, deviation: Double = 1
  ) throws(DistributionError) -> Gaussian {
    let count = max(dimension, 0)
    return try Gaussian(
      mean: Array(repeating: 0, count: count), deviation: Array(repeating: deviation, count: count))
  }

  private static func checked(_ mean: [Double]) throws(DistributionError) -> [Double] {
    guard !mean.isEmpty else { throw .noCoordinates }
    if let value = mean.first(where: { !$0.isFinite }) {
      throw .notFinite(quantity: "mean", value: value)
    }
    return mean
  }

  private static func logPeak(dimension: Int, logDeterminant: Double) -> Double {
    -0.5 * Double(dimension) * logarithm(2 * Double.pi) - logDeterminant
  }

  /// The dimension of the space.
  public var dimension: Int { mean.count }

  /// A matrix L with covariance LLᵀ, lower triangular; shape [dimension, dimension].
  package var factor: Matrix<Double> {
    switch spread {
    case .deviations(let deviations): .diagonal(deviations)
    case .factor(let factor): factor.matrix
    }
  }

  /// L⁻¹, which takes x − mean to independent standard normal values; shape [dimension, dimension].
  package var whitening: Matrix<Double> {
    switch spread {
    case .deviations(let deviations): return .diagonal(deviations.map { 1 / $0 })
    case .factor(let factor):
      var inverse = Matrix<Double>(rows: dimension, columns: dimension, repeating: 0)
      for column in 0..<dimension {
        var unit = [Double](repeating: 0, count: dimension)
        unit[column] = 1
        factor.solve(&unit)
        for row in 0..<dimension { inverse[row, column] = unit[row] }
      }
      return inverse
    }
  }

  /// Draws independent points: one standard normal value per coordinate, row by row.
  public func fill(_ samples: inout Matrix<Float>, using stream: inout RandomStream) {
    precondition(samples.columns == dimension, "samples need one column per coordinate")
    stream.fillNormal(&samples.elements)
    guard case .deviations(let deviations) = spread else {
      for row in 0..<samples.rows { place(&samples.elements, row: row) }
      return
    }
    for (coordinate, (mean, deviation)) in zip(mean, deviations).enumerated() {
      for index in stride(from: coordinate, to: samples.elements.count, by: dimension) {
        let value = Double(samples.elements[index])
        samples.elements[index] = Float(mean + deviation * value)
      }
    }
  }

  /// Turns the standard normal values of one row into a point of this law.
  func place(_ elements: inout [Float], row: Int) {
    let start = row * dimension
    switch spread {
    case .deviations(let deviations):
      for (coordinate, deviation) in deviations.enumerated() {
        let value = Double(elements[start + coordinate])
        elements[start + coordinate] = Float(mean[coordinate] + deviation * value)
      }
    case .factor(let factor):
      var vector = elements[start..<start + dimension].map(Double.init)
      factor.multiply(&vector)
      for coordinate in 0..<dimension {
        elements[start + coordinate] = Float(mean[coordinate] + vector[coordinate])
      }
    }
  }

  /// The logarithm of the density at each row.
  public func logDensity(at points: Matrix<Double>) -> [Double] {
    precondition(points.columns == dimension, "points need one column per coordinate")
    return (0..<points.rows).map { logDensity(at: points[row: $0]) }
  }

  /// The score −Σ⁻¹(x − mean) at each row.
  public func score(at points: Matrix<Double>) -> Matrix<Double> {
    precondition(points.columns == dimension, "points need one column per coordinate")
    return Matrix(
      rows: points.rows, columns: dimension,
      elements: (0..<points.rows).flatMap { score(at: points[row: $0]) })
  }

  func logDensity(at point: ArraySlice<Double>) -> Double {
    logPeak - 0.5 * squaredDeviations(of: point)
  }

  /// The squared distance of a point from the mean in standard deviations (Mahalanobis).
  func squaredDeviations(of point: ArraySlice<Double>) -> Double {
    whitened(point).reduce(0) { $0 + $1 * $1 }
  }

  func score(at point: ArraySlice<Double>) -> [Double] {
    var vector = whitened(point)
    switch spread {
    case .deviations(let deviations):
      for (coordinate, deviation) in deviations.enumerated() {
        vector[coordinate] /= deviation
      }
    case .factor(let factor):
      factor.solveTransposed(&vector)
    }
    return vector.map { -$0 }
  }

  /// L⁻¹(x − mean), whose coordinates are independent standard normal values under this law.
  private func whitened(_ point: ArraySlice<Double>) -> [Double] {
    var vector = zip(point, mean).map { $0 - $1 }
    switch spread {
    case .deviations(let deviations):
      for (coordinate, deviation) in deviations.enumerated() {
        vector[coordinate] /= deviation
      }
    case .factor(let factor):
      factor.solve(&vector)
    }
    return vector
  }
}

extension Matrix where Element == Double {
  /// The matrix with these numbers on its diagonal and zeros elsewhere.
  fileprivate static func diagonal(_ numbers: [Double]) -> Matrix {
    var matrix = Matrix(rows: numbers.count, columns: numbers.count, repeating: 0)
    for (index, number) in numbers.enumerated() { matrix[index, index] = number }
    return matrix
  }
}
