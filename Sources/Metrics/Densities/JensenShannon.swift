public import Arrays

/// The Jensen–Shannon divergence between the law and the target, in nats: what the flow `jsd` lowers.
///
/// ½ E log(2ρ/(ρ + ρ_d)) over the law ρ plus ½ E log(2ρ_d/(ρ + ρ_d)) over the target ρ_d, from 0 to
/// log 2; no root is taken. The law's density is estimated, the target's where it is not known; near
/// equality the estimate may be slightly negative.
///
/// - SeeAlso: Huang & Zhang, *GANs as gradient flows that converge*, JMLR 2023, equation 1.2.
public struct JensenShannon: ScalarMetric {
  private let comparison: DensityComparison

  /// The divergence to `target`, of shape [count, dimension] with count ≥ 2.
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

  /// `jsd`.
  public var name: String { "jsd" }

  /// The estimator, the densities and their bandwidth.
  public var attributes: [MetricAttribute] {
    standardAttributes(
      longName: "Jensen-Shannon divergence", units: "1",
      estimator: "mean log ratios of densities, left-one-out where estimated at own points",
      error: "standard error of the means", targetCount: comparison.target.count,
      comparison.attributes)
  }

  /// The standard error.
  public var errorMeasure: MetricErrorMeasure { .standardError }

  /// The divergence of at least two samples; `error` is the standard error over points.
  public func evaluate(_ samples: Matrix<Double>) throws(MetricError) -> MetricValue {
    let ratios = try comparison.logRatios(samples)
    let ofSamples = meanWithError(ratios.atSamples.map { Self.share($0) })
    let ofTarget = meanWithError(ratios.atTarget.map { $0.map { Self.share(-$0) } ?? 0 })
    let errors = (ofSamples.error, ofTarget.error)
    let error: Double? =
      if let a = errors.0, let b = errors.1 { 0.5 * (a * a + b * b).squareRoot() } else { nil }
    return MetricValue(value: 0.5 * (ofSamples.value + ofTarget.value), error: error)
  }

  /// log(2ρ / (ρ + ρ_d)) of log(ρ / ρ_d): log 2 − log(1 + e^−r), where the ratio overflows too.
  private static func share(_ logRatio: Double) -> Double {
    logarithm(2) - (max(-logRatio, 0) + logOnePlus(exponential(-logRatio.magnitude)))
  }
}
