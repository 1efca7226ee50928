public import Arrays

/// A metric that can weigh the points of both clouds; the target's weights are given when it is made.
public protocol WeightedMetric: ScalarMetric {
  /// Compares weighted samples with the target.
  ///
  /// - Parameters:
  ///   - samples: shape [count, dimension].
  ///   - weights: a number ≥ 0 per sample, not all 0, in any unit; nil for equal weights.
  /// - Returns: the number and its error.
  /// - Throws: `MetricError` as `evaluate(_:classes:)`, and for weights that cannot be used.
  func evaluate(
    _ samples: Matrix<Double>, weights: [Double]?
  ) throws(MetricError) -> MetricValue
}

extension WeightedMetric {
  /// The number for samples of equal weight.
  public func evaluate(_ samples: Matrix<Double>) throws(MetricError) -> MetricValue {
    try evaluate(samples, weights: nil)
  }
}
