package import Graphs

/// What the particles of a MonoFlow climb: H(y) = h(d(y)), h a function of the potential d.
///
/// The names are those of the generator losses −mean h(d(G(z))) (Yi, Zhu & Liu 2023, Table 1 and
/// section 4). Where h increases the flow decreases KL(q ‖ p), whatever the divergence in its name.
package enum AscentFunction: Hashable, Sendable {
  /// softplus(d + shift), the minimax GAN's −ln(1 − σ(d)) for shift 0; h′ = σ(d + shift).
  case vanilla(shift: Double = 0)
  /// ln σ(d); h′ = 1 − σ(d).
  case nonSaturated
  /// d; h′ = 1: the flow of KL(q ‖ p).
  case logit
  /// eᵈ; h′ = eᵈ: the flow of KL(p ‖ q).
  case maximumLikelihood
  /// e^(rate · d); h′ = rate · e^(rate · d).
  case exponential(rate: Double)
  /// asinh d; h′ = 1 / √(1 + d²).
  case arcsinh
  /// h with h′ = r² f″(r), r = eᵈ: the gradient flow of the divergence.
  case divergence(Divergence)
  /// −f(eᵈ), the divergence itself taken for a loss: increasing for reverse KL only.
  case divergenceLoss(Divergence)
  /// −(d − 1)², with the potential of the least-squares GAN, d* = r / (1 + r).
  case leastSquares
  /// r f′(r) − f(r), with the potential of b-GAN on d = ln r.
  case bGAN(Divergence)
  /// f′(r), with the potential of f-GAN on d = ln r: its "trick" loss, h′ = r f″(r).
  case fGAN(Divergence)

  /// h of every element.
  package func callAsFunction(_ d: Tensor) -> Tensor {
    switch self {
    case .vanilla(let shift): (d + shift).softplus
    case .nonSaturated: -(-d).softplus
    case .logit: d
    case .maximumLikelihood: d.exponential
    case .exponential(let rate): (d * rate).exponential
    case .arcsinh: Self.inverseHyperbolicSine(d)
    case .divergence(let divergence), .bGAN(let divergence): divergence.ascent(d)
    case .divergenceLoss(let divergence): -divergence.integrand(d)
    case .leastSquares: -(d - 1).squared
    case .fGAN(let divergence): divergence.dual(d)
    }
  }

  /// ln(|d| + √(d² + 1)) with the sign of d: the plain formula cancels for negative d.
  private static func inverseHyperbolicSine(_ d: Tensor) -> Tensor {
    let magnitude = d.gated(by: d, slope: -1)
    return (magnitude + (magnitude.squared + 1).squareRoot).logarithm.gated(by: d, slope: -1)
  }
}
