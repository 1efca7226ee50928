public import Arrays

/// The exact Wasserstein distance W₁ or W₂ to the target, certified by the dual problem.
///
/// Its value is 0 only for a permuted copy of the target: two independent draws of one law are
/// n^(−1/2) apart in one dimension, (log n / n)^(1/2) in two and n^(−1/d) above, so a value means
/// something only beside its floor. Do not confuse it with a critic's estimate of W₁.
public struct Wasserstein: ScalarMetric {
  private let target: Matrix<Double>
  private let transport: ExactTransport

  /// The distance W_p to `target`, of shape [count, dimension].
  ///
  /// - Throws: `MetricError` where the target is empty or not finite.
  public init(
    target: Matrix<Double>, exponent: ExactTransport.Exponent
  ) throws(MetricError) {
    try check(target: target, minimum: 1)
    self.target = target
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
        ? "exact, by sorting" : "exact assignment of equally many points",
      error: "certified relative duality gap of the transport cost", targetCount: target.rows,
      [
        MetricAttribute("exponent", .integer(p)),
        MetricAttribute("ground_metric", .string("euclidean")),
        MetricAttribute("greatest_certified_gap", .real(ExactTransport.certifiedGap)),
      ])
  }

  /// The duality gap of the transport cost.
  public var errorMeasure: MetricErrorMeasure { .relativeGap }

  /// The distance of as many samples as the target has points; `error` is the relative gap.
  public func evaluate(_ samples: Matrix<Double>) throws(MetricError) -> MetricValue {
    try check(
      samples: samples, targetRows: target.rows, dimension: target.columns, minimum: 1,
      paired: true)
    let found = try transport.solve(source: samples, target: target)
    return MetricValue(value: found.distance, error: found.relativeGap)
  }
}
