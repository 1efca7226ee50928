public import Arrays

/// Which modes of the target the samples reach, and how well.
///
/// A sample belongs to the mode it is nearest to, in standard deviations of the mode, and is of high
/// quality within a few of them. Three numbers: `modes_captured`, the modes with enough samples of high
/// quality; `modes_high_quality`, the share of such samples, which for a perfect sample in d dimensions is
/// the probability of a χ_d variable below the limit, 1 − e^(−9/2) for three deviations in the plane;
/// and `modes_kl`, the Kullback–Leibler divergence in nats of the shares of samples per mode from the
/// modes' weights.
///
/// - SeeAlso: Srivastava et al., *VEEGAN*, 2017; Lin et al., *PacGAN*, 2018; Metz et al., *Unrolled GAN*.
public struct ModeStatistics: Metric {
  private let modes: Modes
  private let dimension: Int
  private let targetCount: Int
  private let deviations: Double
  private let leastShare: Double

  /// The statistics of samples of a target with modes.
  ///
  /// - Parameters:
  ///   - target: the fixed draws, which only say how many coordinates there are.
  ///   - modes: the target's modes.
  ///   - deviations: within how many standard deviations of its mode a sample is of high quality.
  ///   - leastShare: the share of the samples expected of a mode that captures it; one sample of high
  ///     quality is always needed, and enough where this is 0.
  /// - Throws: `MetricError` where the target is empty or not finite.
  public init(
    target: Matrix<Double>, modes: Modes, deviations: Double = 3, leastShare: Double = 0
  ) throws(MetricError) {
    try check(target: target, minimum: 1)
    guard deviations > 0, deviations.isFinite else { throw .badBandwidth(deviations) }
    self.modes = modes
    dimension = target.columns
    targetCount = target.rows
    self.deviations = deviations
    self.leastShare = leastShare
  }

  /// `modes_captured`, `modes_high_quality` and `modes_kl`.
  public var quantities: [MetricQuantity] {
    let rule = MetricAttribute("least_share", .real(leastShare))
    let limit = MetricAttribute("deviations", .real(deviations))
    let count = MetricAttribute("modes", .integer(modes.weights.count))
    func quantity(
      _ name: String, _ longName: String, _ estimator: String, _ error: String,
      _ others: [MetricAttribute]
    ) -> MetricQuantity {
      MetricQuantity(
        name: name,
        attributes: standardAttributes(
          longName: longName, units: "1", estimator: estimator, error: error,
          targetCount: targetCount, [count] + others))
    }
    return [
      quantity(
        "modes_captured", "number of captured modes",
        "modes with a sample of high quality, and with the least share of those expected",
        "unknown", [limit, rule]),
      quantity(
        "modes_high_quality", "share of samples of high quality",
        "share of samples within the deviations of their nearest mode",
        "binomial standard error", [limit]),
      quantity(
        "modes_kl", "Kullback-Leibler divergence of mode shares from weights",
        "plug-in, over all samples by nearest mode", "unknown",
        [MetricAttribute("logarithm", .string("natural"))]),
    ]
  }

  /// The three numbers.
  public func evaluate(
    _ samples: Matrix<Double>, classes: [Int]?
  ) throws(MetricError) -> [MetricValue] {
    try check(
      samples: samples, targetRows: targetCount, dimension: dimension, minimum: 1, paired: false)
    var counts = Array(repeating: 0, count: modes.weights.count)
    var good = counts
    for mode in modes.nearest(samples) {
      counts[mode.index] += 1
      if mode.squaredDeviations <= deviations * deviations { good[mode.index] += 1 }
    }
    let n = Double(samples.rows)
    let captured = zip(good, modes.weights).count { count, weight in
      count >= 1 && Double(count) >= leastShare * n * weight
    }
    let divergence = zip(counts, modes.weights).map { count, weight in
      count == 0 ? 0 : Double(count) / n * logarithm(Double(count) / n / weight)
    }.compensatedSum
    return [
      MetricValue(value: Double(captured), error: nil),
      share(Double(good.reduce(0, +)), of: samples.rows),
      MetricValue(value: max(divergence, 0), error: nil),
    ]
  }
}
