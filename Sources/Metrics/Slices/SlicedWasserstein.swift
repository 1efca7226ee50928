public import Arrays

/// The sliced Wasserstein distance SW_p to the target: (mean over directions of W_pᵖ)^(1/p).
///
/// In the plane the directions are equispaced, θₖ = π(k + ½)/L, which converges spectrally where
/// random ones give per cents; above it they are blocks of orthonormal vectors, uniform on the
/// rotations and the same for every run; on the line there is one and the value is W_p.
///
/// - SeeAlso: Bonneel et al., *Sliced and Radon Wasserstein barycenters of measures*, 2015.
public struct SlicedWasserstein: ScalarMetric {
  private let target: SlicedTarget

  /// The sliced distance to `target`, of shape [count, dimension], over `directions` directions.
  ///
  /// - Throws: `MetricError` where the target is empty or not finite, or there are no directions.
  public init(
    target: Matrix<Double>, exponent: ExactTransport.Exponent = .two, directions: Int = 64
  ) throws(MetricError) {
    try check(target: target, minimum: 1)
    guard directions >= 1 else { throw .noDirections }
    self.target = SlicedTarget(target: target, directions: directions, exponent: exponent)
  }

  /// `sw1` or `sw2`.
  public var name: String { "sw\(target.exponent.rawValue)" }

  /// The estimator, the exponent and the directions.
  public var attributes: [MetricAttribute] {
    let p = target.exponent.rawValue
    let mean = p == 1 ? "mean" : "root mean square"
    return standardAttributes(
      longName: "sliced \(p)-Wasserstein distance", units: "1",
      estimator: "\(mean) over fixed directions of the exact distance on the line",
      error: "unknown", targetCount: target.cloud.count,
      [
        MetricAttribute("exponent", .integer(p)),
        MetricAttribute("directions", .integer(target.directions.count)),
        MetricAttribute("direction_set", .string(target.directions.kind)),
      ])
  }

  /// The distance of the samples, of which there may be more or fewer than target points.
  public func evaluate(_ samples: Matrix<Double>) throws(MetricError) -> MetricValue {
    try check(
      samples: samples, targetRows: target.cloud.count, dimension: target.cloud.dimension,
      minimum: 1, paired: false)
    let costs = target.costs(of: SlicedCloud(samples, centre: target.centre))
    let mean = costs.compensatedSum / Double(costs.count)
    return MetricValue(
      value: target.exponent == .one ? mean : mean.squareRoot(), error: nil)
  }
}
