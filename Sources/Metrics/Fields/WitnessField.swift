package import Arrays

/// The gradient field of a squared maximum mean discrepancy to a target.
///
/// The first variation of ½ MMD² at a law is the witness function f = mean k(xⱼ, ·) − mean k(yⱼ, ·),
/// x the law's points and y the target's; particles that follow −∇f descend it.
///
/// - SeeAlso: Arbel, Korba, Salim & Gretton, *Maximum mean discrepancy gradient flow*, NeurIPS 2019.
package struct WitnessField: Sendable {
  /// The bandwidths of all terms of the kernel, in the units of the points.
  package let bandwidths: [Double]
  private let function: PairFunction
  private let sign: Double
  private let target: PairwiseCloud
  /// The target in single precision, and the frame it has there.
  private let single: (cloud: FloatCloud, frame: CloudFrame)?

  /// The field of a target, of shape [count, dimension].
  ///
  /// - Throws: `MetricError`, as `MMD`.
  package init(
    target: Matrix<Double>, kernel: Kernel, bandwidths: MMD.Bandwidths
  ) throws(MetricError) {
    try check(target: target, minimum: 1)
    self.bandwidths = try MMD.freeze(bandwidths, of: kernel, on: target)
    let (function, isNegative) = kernel.function(bandwidths: self.bandwidths)
    self.function = function
    sign = isNegative ? -1 : 1
    self.target = PairwiseCloud(differencesOf: target)
    let frame = CloudFrame(target)
    single = FloatCloud(target, frame: frame).map { ($0, frame) }
  }

  /// Pairs of points from which on single precision is used: rounding is then lost in the mean.
  package static let leastSinglePairs = 1 << 20

  /// −∇f at each row of `points`, f the witness of the law of `samples`; shape as `points`.
  ///
  /// Few pairs are summed in double precision; many, in up to eight dimensions, to about a part in 10⁷
  /// of the greatest sums, in single precision but for a rational quadratic kernel.
  package func velocity(at points: Matrix<Double>, of samples: Matrix<Double>) -> Matrix<Double> {
    let zero = Matrix(rows: points.rows, columns: points.columns, repeating: 0.0)
    let (own, others) =
      manyGradients(at: points, of: samples) ?? gradients(at: points, of: samples)
    return
      zero
      .adding(-sign / Double(samples.rows), own)
      .adding(sign / Double(target.count), others)
  }

  private func gradients(
    at points: Matrix<Double>, of samples: Matrix<Double>
  ) -> (own: [Double], others: [Double]) {
    let places = PairwiseCloud(differencesOf: points)
    return (
      places.gradients(of: function, over: PairwiseCloud(differencesOf: samples)),
      places.gradients(of: function, over: target)
    )
  }

  /// The same in single precision; nil where there are few pairs, or they do not fit it.
  private func manyGradients(
    at points: Matrix<Double>, of samples: Matrix<Double>
  ) -> (own: [Double], others: [Double])? {
    if case .rationalQuadratic = function { return nil }
    guard points.rows * (samples.rows + target.count) >= Self.leastSinglePairs, let single,
      let places = FloatCloud(points, frame: single.frame),
      let own = FloatCloud(samples, frame: single.frame)
    else { return nil }
    return (
      places.gradients(of: function, over: own, frame: single.frame),
      places.gradients(of: function, over: single.cloud, frame: single.frame)
    )
  }
}
