public import Arrays

/// The energy distance 2E|x − y| − E|x − x′| − E|y − y′| to the target, unbiased.
///
/// A squared kernel distance without a parameter, in the units of the points. No root is taken: the
/// U-statistic is negative about half the time at equality. SciPy's `energy_distance` is the root of
/// the biased V-statistic, on the line only.
///
/// - SeeAlso: Székely & Rizzo, *Energy statistics*, 2013.
public struct EnergyDistance: Metric {
  private let statistic: TwoSampleStatistic

  /// The energy distance to `target`, of shape [count, dimension] with count ≥ 2.
  ///
  /// - Throws: `MetricError` where the target is too small or not finite.
  public init(target: Matrix<Double>) throws(MetricError) {
    try check(target: target, minimum: 2)
    statistic = TwoSampleStatistic(target: PairwiseCloud(target), function: .distance)
  }

  /// `energy_distance`.
  public var name: String { "energy_distance" }

  /// The estimator.
  public var attributes: [MetricAttribute] {
    standardAttributes(
      longName: "energy distance", units: "1", estimator: "U-statistic over all pairs",
      error: "standard error of first order, both clouds drawn anew",
      targetCount: statistic.target.count, [])
  }

  /// The standard error.
  public var errorMeasure: MetricErrorMeasure { .standardError }

  /// The energy distance of at least two samples; `error` is the standard error.
  public func evaluate(_ samples: Matrix<Double>) throws(MetricError) -> MetricValue {
    let target = statistic.target
    try check(
      samples: samples, targetRows: target.count, dimension: target.dimension, minimum: 2,
      paired: false)
    let found = statistic.evaluate(PairwiseCloud(samples))
    return MetricValue(
      value: -found.value, error: standardError(found.ofSamples, found.ofTarget))
  }
}
