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
  }

  /// −∇f at each row of `points`, f the witness of the law of `samples`; shape as `points`.
  package func velocity(at points: Matrix<Double>, of samples: Matrix<Double>) -> Matrix<Double> {
    let places = PairwiseCloud(differencesOf: points)
    let own = PairwiseCloud(differencesOf: samples)
    let zero = Matrix(rows: points.rows, columns: points.columns, repeating: 0.0)
    return
      zero
      .adding(-sign / Double(own.count), places.gradients(of: function, over: own))
      .adding(sign / Double(target.count), places.gradients(of: function, over: target))
  }
}
