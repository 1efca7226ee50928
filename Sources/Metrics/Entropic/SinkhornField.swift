package import Arrays

/// The gradient field of a debiased Sinkhorn divergence to a target.
///
/// S = OT_ε(x, y) − ½ OT_ε(x, x) − ½ OT_ε(y, y) with the cost |x − y|ᵖ / p and ε = blurᵖ, as in GeomLoss:
/// half of `SinkhornDivergence` at √2 times the blur for p = 2, the same for p = 1. Particles that follow
/// −n ∇ₓᵢ S = Σⱼ qᵢⱼ ∇c(xᵢ, xⱼ) − Σⱼ pᵢⱼ ∇c(xᵢ, yⱼ), p and q the plans from each particle to the target and to
/// the cloud itself, close a gap of the means as e^(−t) for p = 2.
///
/// - SeeAlso: Feydy et al., *Interpolating between optimal transport and MMD using Sinkhorn
///   divergences*, AISTATS 2019.
package struct SinkhornField: Sendable {
  private let target: Matrix<Double>
  private let centre: [Double]
  private let transport: EntropicTransport

  /// The field of a target, of shape [count, dimension].
  ///
  /// - Throws: `MetricError` where the target is empty or not finite, or the blur is not positive.
  package init(
    target: Matrix<Double>, exponent: ExactTransport.Exponent, blur: Double
  ) throws(MetricError) {
    try check(target: target, minimum: 1)
    guard blur > 0, blur.isFinite else { throw .badBandwidth(blur) }
    self.target = target
    centre = exactCentre(of: target)
    transport = EntropicTransport(
      exponent: exponent.rawValue, epsilon: exponent == .one ? blur : 2 * blur * blur,
      greatestMarginalError: 1e-6)
  }

  /// −n ∇S at each of `particles`; shape as they.
  ///
  /// - Throws: `MetricError.notConverged` where a plan cannot be found to the precision of metrics.
  package func velocity(of particles: Matrix<Double>) throws(MetricError) -> Matrix<Double> {
    let (p, epsilon) = (transport.exponent, transport.epsilon)
    let x = CentredCloud(particles, nil, about: centre, exponent: p)
    let y = CentredCloud(target, nil, about: centre, exponent: p)
    let g = try transport.solve(x.measure, y.measure).potential
    let own = try transport.solve(x.measure).potential
    let across = x.measure.cloud.plannedMeans(
      over: y.measure.cloud, potential: g, epsilon, exponent: p)
    let within = x.measure.cloud.plannedMeans(
      over: x.measure.cloud, potential: own, epsilon, exponent: p)
    // Each cloud lies about its own mean: what was taken from their difference is the same for all.
    let gap = zip(y.mean, x.mean).map { $0 - $1 }
    return Matrix(
      rows: particles.rows, columns: particles.columns,
      elements: across.indices.map { within[$0] - across[$0] + gap[$0 % gap.count] })
  }
}

extension PairwiseCloud {
  /// Σⱼ pᵢⱼ eᵢⱼ as `means`, with pᵢⱼ the plan of the potential of the other cloud.
  fileprivate func plannedMeans(
    over other: PairwiseCloud, potential: [Double], _ epsilon: Double, exponent: Int
  ) -> [Double] {
    let (weights, rate) = (potential.map { $0 / epsilon }, 1 / epsilon)
    let sums = logSums(over: other, weights: weights, rate: rate, exponent: exponent)
    return means(over: other, logSums: sums, weights: weights, rate: rate, exponent: exponent)
  }
}
