public import Arrays

/// The densities of two clouds' laws at the points of both, of which the target is fixed.
///
/// The samples' density is estimated by normal laws of a width that is frozen on the target; the
/// target's likewise, or known. A point's own estimate is made of the other points, so that at equality
/// both estimates err alike.
struct DensityComparison: Sendable {
  let target: KernelDensity
  let width: Double
  let bandwidth: DensityBandwidth
  private let exact: TargetDensity?
  private let ownLogs: [Double]

  init(
    target: Matrix<Double>, bandwidth: DensityBandwidth, density: TargetDensity?
  ) throws(MetricError) {
    try check(target: target, minimum: 2)
    let estimate = KernelDensity(target)
    let width = try bandwidth.freeze(on: estimate, deviation: deviation(of: target))
    self.bandwidth = bandwidth
    self.width = width
    self.target = estimate
    exact = density
    ownLogs = density.map { $0(target) } ?? estimate.leaveOneOut(width: width)
  }

  /// The log ratios of the samples' density to the target's, at the samples and at the target points.
  ///
  /// A target point where a known density is 0, as rounding may put it there, has the ratio nil.
  func logRatios(
    _ samples: Matrix<Double>
  ) throws(MetricError) -> (atSamples: [Double], atTarget: [Double?]) {
    try check(
      samples: samples, targetRows: target.count, dimension: target.dimension, minimum: 2,
      paired: false)
    let estimate = KernelDensity(samples)
    let known = exact.map { $0(samples) } ?? target.log(at: estimate, width: width)
    let least = -logarithm(Double(samples.rows))
    let atSamples = zip(estimate.leaveOneOut(width: width), known).map { max($0 - $1, least) }
    let greatest = logarithm(Double(target.count))
    let atTarget = zip(estimate.log(at: target, width: width), ownLogs).map {
      $1 == -.infinity ? nil : min($0 - $1, greatest)
    }
    return (atSamples, atTarget)
  }

  /// What a result file says of how the densities were had.
  var attributes: [MetricAttribute] {
    [
      MetricAttribute(
        "target_density", .string(exact == nil ? "estimated from its draws" : "exact")),
      MetricAttribute("kernel", .string("gaussian")),
      MetricAttribute("bandwidths", .reals([width])),
      MetricAttribute("bandwidth_rule", .string(bandwidth.rule)),
      MetricAttribute("logarithm", .string("natural")),
    ]
  }
}

/// The natural logarithm of a law's density at each row of a matrix; −∞ outside its support.
public typealias TargetDensity = @Sendable (Matrix<Double>) -> [Double]

/// The mean of the values and its standard error, which is nil where it is not finite.
func meanWithError(_ values: [Double]) -> MetricValue {
  let n = Double(values.count)
  let mean = values.compensatedSum / n
  guard mean.isFinite else { return MetricValue(value: values.reduce(0, +) / n, error: nil) }
  let squares = values.lazy.map { ($0 - mean) * ($0 - mean) }.compensatedSum
  let error = (squares / (n - 1) / n).squareRoot()
  return MetricValue(value: mean, error: error.isFinite ? error : nil)
}
