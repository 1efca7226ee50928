/// An optimal way to carry one cloud of points to another one to one, with its certificate.
public struct Transport: Sendable, Equatable {
  /// The p-Wasserstein distance, in the units of the points; the root is taken.
  public let distance: Double
  /// The duality gap of the transport cost mean |x − y|ᵖ, divided by that cost: no transport whatever
  /// costs less than (1 − `relativeGap`) times this one, up to rounding.
  public let relativeGap: Double
  /// Source row `i` goes to target row `assignment[i]`.
  public let assignment: [Int]
}
