public import Arrays

/// The exact Wasserstein distance W₁ or W₂ to the target, certified by the dual problem.
///
/// Its value is 0 only for a permuted copy of the target: two independent draws of one law are
/// n^(−1/2) apart in one dimension, (log n / n)^(1/2) in two and n^(−1/d) above, so a value means
/// something only beside its floor. Do not confuse it with a critic's estimate of W₁. The clouds may
/// be of different size, as a minibatch beside a data set is, and their points may have weights.
public struct Wasserstein: WeightedMetric {
  private let target: Matrix<Double>
  private let targetWeights: [Double]?
  private let transport: ExactTransport

  /// The distance W_p to `target`, of shape [count, dimension].
  ///
  /// - Parameters:
  ///   - target: the fixed points.
  ///   - weights: a number ≥ 0 per point of the target; nil for equal weights.
  ///   - exponent: the power p.
  /// - Throws: `MetricError` where the target is empty or not finite, or for weights that cannot be
  ///   used.
  public init(
    target: Matrix<Double>, weights: [Double]? = nil, exponent: ExactTransport.Exponent
  ) throws(MetricError) {
    try check(target: target, minimum: 1)
    if let weights { try check(weights: weights, of: .target, count: target.rows) }
    self.target = target
    targetWeights = weights
    transport = ExactTransport(exponent: exponent)
  }

  /// `w1` or `w2`.
  public var name: String { "w\(transport.exponent.rawValue)" }

  /// The estimator, the exponent and the greatest certified gap.
  public var attributes: [MetricAttribute] {
    let p = transport.exponent.rawValue
    return standardAttributes(
      longName: "\(p)-Wasserstein distance", units: "1",
      estimator: target.columns == 1
        ? "exact, by sorting" : "exact transport plan",
      error: "certified relative duality gap of the transport cost", targetCount: target.rows,
      [
        MetricAttribute("exponent", .integer(p)),
        MetricAttribute("ground_metric", .string("euclidean")),
        MetricAttribute("greatest_certified_gap", .real(ExactTransport.certifiedGap)),
      ])
  }

  /// The duality gap of the transport cost.
  public var errorMeasure: MetricErrorMeasure { .relativeGap }

  /// The distance of the samples; `error` is the relative gap.
  public func evaluate(
    _ samples: Matrix<Double>, weights: [Double]?
  ) throws(MetricError) -> MetricValue {
    try check(
      samples: samples, targetRows: target.rows, dimension: target.columns, minimum: 1,
      paired: false)
    let found = try transport.plan(
      source: samples, target: target, sourceWeights: weights, targetWeights: targetWeights)
    return MetricValue(value: found.distance, error: found.relativeGap)
  }
}
