public import Arrays

/// The Kullback–Leibler divergences between the law and the target, in nats, both ways.
///
/// Two numbers: `kl` = E log(ρ/ρ_d) over the law ρ, and `kl_reverse` = E log(ρ_d/ρ) over the target ρ_d.
/// Each is a mean over draws of a ratio of densities, of which the law's is always estimated, the
/// target's where it is not known; so it is blurred by the bandwidth, may be negative near equality, and
/// is infinite where samples fall outside a known support.
public struct KullbackLeibler: Metric {
  private let comparison: DensityComparison

  /// The divergences to `target`, of shape [count, dimension] with count ≥ 2.
  ///
  /// - Parameters:
  ///   - target: the fixed draws.
  ///   - bandwidth: the width of the normal laws that densities are estimated with.
  ///   - density: the target's density; nil to estimate it too.
  /// - Throws: `MetricError` where the target is too small, not finite, or gives no bandwidth.
  public init(
    target: Matrix<Double>, bandwidth: DensityBandwidth = .crossValidated,
    density: TargetDensity? = nil
  ) throws(MetricError) {
    comparison = try DensityComparison(target: target, bandwidth: bandwidth, density: density)
  }

  /// `kl` and `kl_reverse`.
  public var quantities: [MetricQuantity] {
    [("kl", "of the law from the target"), ("kl_reverse", "of the target from the law")].map {
      MetricQuantity(
        name: $0,
        attributes: standardAttributes(
          longName: "Kullback-Leibler divergence \($1)", units: "1",
          estimator: "mean log ratio of densities, left-one-out where estimated at own points",
          error: "standard error of the mean", targetCount: comparison.target.count,
          comparison.attributes), errorMeasure: .standardError)
    }
  }

  /// The divergences of at least two samples; `error` is the standard error over points.
  public func evaluate(
    _ samples: Matrix<Double>, classes: [Int]?
  ) throws(MetricError) -> [MetricValue] {
    let ratios = try comparison.logRatios(samples)
    return [
      meanWithError(ratios.atSamples),
      // A point of density 0 is no part of the integral over the target.
      meanWithError(ratios.atTarget.map { $0.map { -$0 } ?? 0 }),
    ]
  }
}
