/// An optimal way to carry weighted points to others, with its certificate.
public struct TransportPlan: Sendable, Equatable {
  /// A share of the mass that goes from one point to another.
  public struct Move: Sendable, Equatable {
    /// The row of the source.
    public let source: Int
    /// The row of the target.
    public let target: Int
    /// The share of the whole mass, positive.
    public let mass: Double
  }

  /// The p-Wasserstein distance, in the units of the points; the root is taken.
  public let distance: Double
  /// The duality gap of the transport cost Σ mass |x − y|ᵖ, divided by that cost: no transport whatever
  /// costs less than (1 − `relativeGap`) times this one, up to rounding.
  public let relativeGap: Double
  /// By ascending source and target; at most one less than there are points, and the masses add to 1.
  public let moves: [Move]
}
