public import Arrays

/// What moves particles at given points: the ascent function H(d(y)) and the velocity it gives.
public struct PotentialField: Sendable, Equatable {
  /// H(d(y)) at each point.
  public let heights: [Float]
  /// ∇H(d(y)) at each point: shape [points, dimension].
  public let velocities: Matrix<Float>

  /// The field with these values at some points.
  public init(heights: [Float], velocities: Matrix<Float>) {
    precondition(heights.count == velocities.rows, "a point has a height and a velocity")
    self.heights = heights
    self.velocities = velocities
  }
}

extension Trainer {
  /// None.
  public func field(at points: Matrix<Float>) throws -> PotentialField? { nil }
}
