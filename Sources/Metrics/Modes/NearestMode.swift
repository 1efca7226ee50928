public import Arrays

/// The mode of a law that a point is nearest to.
public struct NearestMode: Sendable, Equatable {
  /// The mode, counted from 0.
  public let index: Int
  /// The squared distance to its centre in its own standard deviations (Mahalanobis).
  public let squaredDeviations: Double

  /// The mode `index`, at this distance.
  public init(index: Int, squaredDeviations: Double) {
    self.index = index
    self.squaredDeviations = squaredDeviations
  }
}

/// The modes of a law.
public struct Modes: Sendable {
  /// The probability of each mode; sums to 1.
  public let weights: [Double]
  /// The mode that each row of a matrix is nearest to.
  public let nearest: @Sendable (Matrix<Double>) -> [NearestMode]

  /// Modes of these weights.
  public init(
    weights: [Double], nearest: @escaping @Sendable (Matrix<Double>) -> [NearestMode]
  ) {
    self.weights = weights
    self.nearest = nearest
  }
}
