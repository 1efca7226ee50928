public import Arrays

/// The squared maximum mean discrepancy to the target.
///
/// E k(x, x′) + E k(y, y′) − 2 E k(x, y) for a kernel k. The unbiased estimate is negative about half
/// the time at equality, so no root is taken. Bandwidths are frozen on the target: one taken from the
/// samples would change the metric from one evaluation to the next.
///
/// - SeeAlso: Gretton et al., *A kernel two-sample test*, JMLR 2012, equations 3 and 5.
public struct MMD: ScalarMetric {
  /// Where the bandwidths come from.
  public enum Bandwidths: Sendable, Equatable {
    /// The median of the target's pairwise distances.
    case median
    /// The median times each of these factors.
    case medianMultiples([Double])
    /// These lengths.
    case lengths([Double])
  }

  /// The frozen bandwidths of all terms of the kernel, in the units of the points.
  public let bandwidths: [Double]
  /// The kernel.
  public let kernel: Kernel
  private let source: Bandwidths
  private let statistic: TwoSampleStatistic
  private let isNegative: Bool

  /// The discrepancy to `target`, of shape [count, dimension] with count ≥ 2.
  ///
  /// - Throws: `MetricError` where the target is too small or not finite, a bandwidth is not
  ///   positive, or the median that is asked for is zero.
  public init(
    target: Matrix<Double>, kernel: Kernel = .gaussian, bandwidths: Bandwidths = .median,
    estimator: PairEstimator = .unbiased
  ) throws(MetricError) {
    try check(target: target, minimum: estimator == .unbiased ? 2 : 1)
    self.bandwidths = try Self.freeze(bandwidths, of: kernel, on: target)
    self.kernel = kernel
    if case .rationalQuadratic(let exponents) = kernel {
      guard !exponents.isEmpty else { throw .noBandwidth }
      for exponent in exponents where !(exponent > 0 && exponent.isFinite) {
        throw .badBandwidth(exponent)
      }
    }
    source = bandwidths
    let (function, isNegative) = kernel.function(bandwidths: self.bandwidths)
    self.isNegative = isNegative
    statistic = TwoSampleStatistic(
      target: PairwiseCloud(target), function: function, estimator: estimator)
  }

  static func freeze(
    _ bandwidths: Bandwidths, of kernel: Kernel, on target: Matrix<Double>
  ) throws(MetricError) -> [Double] {
    guard kernel.hasBandwidth else { return [] }
    var lengths: [Double]
    switch bandwidths {
    case .median:
      lengths = [try MedianDistance.of(target)]
    case .medianMultiples(let factors):
      let median = try MedianDistance.of(target)
      lengths = factors.map { $0 * median }
    case .lengths(let given):
      lengths = given
    }
    guard !lengths.isEmpty else { throw .noBandwidth }
    for length in lengths where !(length > 0 && length.isFinite) {
      throw .badBandwidth(length)
    }
    if kernel == .mixture {
      lengths = lengths.flatMap { length in Kernel.mixtureFactors.map { $0 * length } }
    }
    return lengths
  }

  /// `mmd2`.
  public var name: String { "mmd2" }

  /// The estimator, the kernel and its bandwidths.
  public var attributes: [MetricAttribute] {
    standardAttributes(
      longName: "squared maximum mean discrepancy", units: "1",
      estimator: statistic.estimator.statistic,
      error: "standard error of first order, both clouds drawn anew",
      targetCount: statistic.target.count,
      [MetricAttribute("kernel", .string(kernel.words))] + shapeAttributes)
  }

  private var shapeAttributes: [MetricAttribute] {
    guard kernel.hasBandwidth else { return [] }
    let median = MedianDistance.rule(statistic.target.count)
    let rule =
      switch source {
      case .median: median
      case .medianMultiples: "multiples of the \(median)"
      case .lengths: "given"
      }
    var attributes = [
      MetricAttribute("bandwidths", .reals(bandwidths)),
      MetricAttribute("bandwidth_rule", .string(rule)),
    ]
    if case .rationalQuadratic(let exponents) = kernel {
      attributes.append(MetricAttribute("exponents", .reals(exponents)))
    }
    return attributes
  }

  /// The standard error.
  public var errorMeasure: MetricErrorMeasure { .standardError }

  /// The squared discrepancy of the samples; `error` is the standard error.
  public func evaluate(_ samples: Matrix<Double>) throws(MetricError) -> MetricValue {
    let target = statistic.target
    try check(
      samples: samples, targetRows: target.count, dimension: target.dimension,
      minimum: statistic.minimum, paired: false)
    let found = statistic.evaluate(samples)
    return MetricValue(value: isNegative ? -found.value : found.value, error: found.error)
  }
}
