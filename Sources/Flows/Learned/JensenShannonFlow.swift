package import Graphs

/// The gradient flow of the Jensen–Shannon divergence to the target (Huang & Zhang 2023).
///
/// The potential is the logit d of a discriminator D = σ(d), trained by ascending
/// mean ln D(x) + mean ln(1 − D(y)) (their eq. 21). Particles move with velocity
/// ∇D / (2 (1 − D)) (eq. 20), which is ∇ ½ softplus(d) and in this form never divides by zero.
/// With the adversarial update this is the minimax GAN of Goodfellow et al. 2014 at half the rate;
/// not its non-saturating variant.
package struct JensenShannonFlow: Flow {
  /// The flow; it has no settings.
  package init() {}

  package func objective(of potentials: Potentials, at points: FlowPoints) -> Tensor {
    let onData = (-potentials[0](points.data)).softplus
    let onModel = potentials[0](points.model).softplus
    return -(onData.mean + onModel.mean)
  }

  package func ascent(of potentials: Potentials, at points: Tensor) -> Tensor {
    potentials[0](points).softplus * 0.5
  }
}
