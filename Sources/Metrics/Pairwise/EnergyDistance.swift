public import Arrays

/// The energy distance 2E|x − y| − E|x − x′| − E|y − y′| to the target.
///
/// A squared kernel distance without a parameter, in the units of the points. No root is taken: the
/// unbiased estimate is negative about half the time at equality. SciPy's `energy_distance` is the root
/// of the biased one, on the line only.
///
/// - SeeAlso: Székely & Rizzo, *Energy statistics*, 2013.
public struct EnergyDistance: ScalarMetric {
  private let statistic: TwoSampleStatistic

  /// The energy distance to `target`, of shape [count, dimension] with count ≥ 2, or ≥ 1 where biased.
  ///
  /// - Throws: `MetricError` where the target is too small or not finite.
  public init(
    target: Matrix<Double>, estimator: PairEstimator = .unbiased
  ) throws(MetricError) {
    try check(target: target, minimum: estimator == .unbiased ? 2 : 1)
    statistic = TwoSampleStatistic(
      target: PairwiseCloud(target), function: .distance, estimator: estimator)
  }

  /// `energy_distance`.
  public var name: String { "energy_distance" }

  /// The estimator.
  public var attributes: [MetricAttribute] {
    standardAttributes(
      longName: "energy distance", units: "1", estimator: statistic.estimator.statistic,
      error: "standard error of first order, both clouds drawn anew",
      targetCount: statistic.target.count, [])
  }

  /// The standard error.
  public var errorMeasure: MetricErrorMeasure { .standardError }

  /// The energy distance of the samples; `error` is the standard error.
  public func evaluate(_ samples: Matrix<Double>) throws(MetricError) -> MetricValue {
    let target = statistic.target
    try check(
      samples: samples, targetRows: target.count, dimension: target.dimension,
      minimum: statistic.minimum, paired: false)
    let found = statistic.evaluate(samples)
    return MetricValue(value: -found.value, error: found.error)
  }
}
