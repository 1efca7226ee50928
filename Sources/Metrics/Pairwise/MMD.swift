public import Arrays

/// The squared maximum mean discrepancy to the target under a gaussian kernel, unbiased.
///
/// The kernel is the mean over bandwidths s of exp(−|x − y|² / (2s²)), with s in the units of the
/// points; the estimate is the U-statistic, negative about half the time at equality, so no root is
/// taken. Bandwidths are frozen on the target: one taken from the samples would change the metric
/// from one evaluation to the next.
///
/// - SeeAlso: Gretton et al., *A kernel two-sample test*, JMLR 2012.
public struct MMD: Metric {
  /// Where the bandwidths come from.
  public enum Bandwidths: Sendable, Equatable {
    /// The median of the target's pairwise distances.
    case median
    /// The median times each of these factors.
    case medianMultiples([Double])
    /// These lengths.
    case lengths([Double])
  }

  /// The frozen bandwidths, in the units of the points.
  public let bandwidths: [Double]
  private let source: Bandwidths
  private let target: PairwiseCloud
  private let statistics: [TwoSampleStatistic]

  /// The points whose pairwise distances give the median, where the target has more.
  static let medianPoints = 2000

  /// The discrepancy to `target`, of shape [count, dimension] with count ≥ 2.
  ///
  /// - Throws: `MetricError` where the target is too small or not finite, a bandwidth is not
  ///   positive, or the median that is asked for is zero.
  public init(target: Matrix<Double>, bandwidths: Bandwidths = .median) throws(MetricError) {
    try check(target: target, minimum: 2)
    let cloud = PairwiseCloud(target)
    let frozen = try Self.freeze(bandwidths, on: target)
    self.bandwidths = frozen
    source = bandwidths
    self.target = cloud
    statistics = frozen.map {
      TwoSampleStatistic(target: cloud, function: .gaussian(bandwidth: $0))
    }
  }

  private static func freeze(
    _ bandwidths: Bandwidths, on target: Matrix<Double>
  ) throws(MetricError) -> [Double] {
    let lengths: [Double]
    switch bandwidths {
    case .median:
      lengths = [try medianDistance(of: target)]
    case .medianMultiples(let factors):
      let median = try medianDistance(of: target)
      lengths = factors.map { $0 * median }
    case .lengths(let given):
      lengths = given
    }
    guard !lengths.isEmpty else { throw .noBandwidth }
    for length in lengths where !(length > 0 && length.isFinite) {
      throw .badBandwidth(length)
    }
    return lengths
  }

  /// The median distance of the pairs among the first `medianPoints` points.
  private static func medianDistance(of target: Matrix<Double>) throws(MetricError) -> Double {
    let rows = min(target.rows, medianPoints)
    let head = Matrix(
      rows: rows, columns: target.columns,
      elements: Array(target.elements.prefix(rows * target.columns)))
    var distances = PairwiseCloud(head).pairDistances
    let upper = distances.selectSmallest(distances.count / 2)
    let median =
      distances.count.isMultiple(of: 2)
      ? 0.5 * (distances.selectSmallest(distances.count / 2 - 1) + upper) : upper
    guard median > 0 else { throw .zeroMedianDistance }
    return median
  }

  private static func medianRule(_ count: Int) -> String {
    let points = count > medianPoints ? "first \(medianPoints) target points'" : "target's"
    return "median of the \(points) pairwise distances"
  }

  /// `mmd2`.
  public var name: String { "mmd2" }

  /// The estimator, the kernel and its bandwidths.
  public var attributes: [MetricAttribute] {
    let rule =
      switch source {
      case .median: Self.medianRule(target.count)
      case .medianMultiples: "multiples of the \(Self.medianRule(target.count))"
      case .lengths: "given"
      }
    return standardAttributes(
      longName: "squared maximum mean discrepancy", units: "1",
      estimator: "U-statistic over all pairs",
      error: "standard error of first order, both clouds drawn anew",
      targetCount: target.count,
      [
        MetricAttribute("kernel", .string("gaussian, mean over bandwidths")),
        MetricAttribute("bandwidths", .reals(bandwidths)),
        MetricAttribute("bandwidth_rule", .string(rule)),
      ])
  }

  /// The standard error.
  public var errorMeasure: MetricErrorMeasure { .standardError }

  /// The squared discrepancy of at least two samples; `error` is the standard error.
  public func evaluate(_ samples: Matrix<Double>) throws(MetricError) -> MetricValue {
    try check(
      samples: samples, targetRows: target.count, dimension: target.dimension, minimum: 2,
      paired: false)
    let cloud = PairwiseCloud(samples)
    let share = 1 / Double(statistics.count)
    var value = 0.0
    var ofSamples = Array(repeating: 0.0, count: cloud.count)
    var ofTarget = Array(repeating: 0.0, count: target.count)
    for statistic in statistics {
      let one = statistic.evaluate(cloud)
      value += share * one.value
      for index in ofSamples.indices { ofSamples[index] += share * one.ofSamples[index] }
      for index in ofTarget.indices { ofTarget[index] += share * one.ofTarget[index] }
    }
    return MetricValue(value: value, error: standardError(ofSamples, ofTarget))
  }
}
