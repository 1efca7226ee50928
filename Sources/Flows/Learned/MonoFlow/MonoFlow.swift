package import Graphs

/// Particles climb a function h of a potential that estimates the density ratio (MonoFlow; Yi, Zhu &
/// Liu, ICML 2023).
///
/// The potential ascends mean φ(d(x)) + mean ψ(d(y)) for the pair (φ, ψ) of its row in the paper's
/// Table 1; at the optimum it is a function of the ratio r of the target to the current law:
///
/// - a classifier, φ = ln σ(d), ψ = ln(1 − σ(d)), d* = ln r, for every h of the logit;
/// - least squares, φ = −(d − 1)², ψ = −d², d* = r / (1 + r);
/// - b-GAN, φ = f′, ψ = f − r f′ at the estimate of r, and f-GAN, φ = id, ψ = −f̃ (the convex
///   conjugate) at the estimate of f′(r). Both estimates are taken at r = eᵈ, which keeps them in
///   the domains of f and f̃; then f̃(f′(r)) = r f′(r) − f(r) makes the two objectives one, d* = ln r,
///   and the rows differ in what the generator climbs.
package struct MonoFlow: Flow {
  /// What the particles climb, and by it the row of the table.
  package let ascentFunction: AscentFunction

  /// The flow that climbs `ascentFunction`.
  package init(_ ascentFunction: AscentFunction) {
    self.ascentFunction = ascentFunction
  }

  package func objective(of potentials: Potentials, at points: FlowPoints) -> Tensor {
    let (onData, onModel) = (potentials[0](points.data), potentials[0](points.model))
    switch ascentFunction {
    case .vanilla, .nonSaturated, .logit, .maximumLikelihood, .exponential, .arcsinh, .divergence,
      .divergenceLoss:
      return -((-onData).softplus.mean + onModel.softplus.mean)
    case .leastSquares: return -((onData - 1).squared.mean + onModel.squared.mean)
    case .bGAN(let divergence), .fGAN(let divergence):
      return divergence.dual(onData).mean - divergence.ascent(onModel).mean
    }
  }

  package func ascent(of potentials: Potentials, at points: Tensor) -> Tensor {
    ascentFunction(potentials[0](points))
  }
}
