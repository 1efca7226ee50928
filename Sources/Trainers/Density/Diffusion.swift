package import Flows
import Glibc

/// The diffusion Φ of a flow that is known in closed form: with v = u / p the ratio of the density u
/// to the target's p, u_t = div(p ∇Φ(v)).
///
/// A flow with velocity h′(ln r) ∇ln r, r = 1 / v (MonoFlow; Yi, Zhu & Liu 2023), moves u by
/// u_t = −div(u h′(ln r) ∇ln r) = div(p h′(−ln v) ∇v), so Φ′(v) = h′(−ln v). The Jensen–Shannon flow
/// of Huang & Zhang (2023, equation 32) has Φ = ½ ln(1 + v). Where Φ increases the flow descends
/// ∫ G(v) dp with G″ = Φ′ / v, which is the divergence ∫ f(r) du in the other variable.
package enum Diffusion: Hashable, Sendable {
  /// Φ′ = scale / (1 + slope · v).
  case logistic(scale: Double, slope: Double)
  /// Φ′ = scale · vᵉ, e the exponent: fast diffusion for e < 0, slow, as in porous media, for e > 0.
  case power(scale: Double, exponent: Double)
  /// Φ′ = v / (1 + v).
  case nonSaturated
  /// Φ′ = 2 v² / (1 + v)³.
  case leastSquares

  /// The Jensen–Shannon flow.
  package static let jensenShannon = Diffusion.logistic(scale: 0.5, slope: 1)

  /// The diffusion of a MonoFlow; nil where h need not increase or Φ has no closed form.
  package init?(_ h: AscentFunction) {
    switch h {
    case .vanilla(let shift): self = .logistic(scale: 1, slope: exp(-shift))
    case .nonSaturated: self = .nonSaturated
    case .logit: self = .power(scale: 1, exponent: 0)
    case .maximumLikelihood: self = .power(scale: 1, exponent: -1)
    case .exponential(let rate): self = .power(scale: rate, exponent: -rate)
    case .divergence(let divergence), .bGAN(let divergence): self = Self.flow(of: divergence)
    case .divergenceLoss(.reverseKL): self = .power(scale: 1, exponent: 0)
    case .leastSquares: self = .leastSquares
    case .fGAN(let divergence): self = Self.dualFlow(of: divergence)
    case .arcsinh, .divergenceLoss: return nil
    }
  }

  /// h′ = r² f″(r).
  private static func flow(of divergence: Divergence) -> Diffusion {
    switch divergence {
    case .kl: .power(scale: 1, exponent: -1)
    case .reverseKL: .power(scale: 1, exponent: 0)
    case .chiSquared: .power(scale: 2, exponent: -2)
    case .hellinger: .power(scale: 0.5, exponent: -0.5)
    case .jensenShannon: .logistic(scale: 1, slope: 1)
    }
  }

  /// h′ = r f″(r), which is v r² f″(r).
  private static func dualFlow(of divergence: Divergence) -> Diffusion {
    switch divergence {
    case .kl: .power(scale: 1, exponent: 0)
    case .reverseKL: .power(scale: 1, exponent: 1)
    case .chiSquared: .power(scale: 2, exponent: -1)
    case .hellinger: .power(scale: 0.5, exponent: 0.5)
    case .jensenShannon: .nonSaturated
    }
  }
}

// MARK: - Values

extension Diffusion {
  /// Φ(v) of a ratio v ≥ 0.
  package func callAsFunction(_ v: Double) -> Double {
    switch self {
    case .logistic(let scale, let slope): return scale / slope * log1p(slope * v)
    case .power(let scale, let exponent):
      if exponent == 0 { return scale * v }
      if exponent == -1 { return scale * log(v) }
      return scale * pow(v, exponent + 1) / (exponent + 1)
    case .nonSaturated: return Self.excess(v)
    case .leastSquares:
      // With t = v / (1 + v): −2 ln(1 − t) − 2t − t², whose terms cancel to 2t³/3 for small t.
      let t = v / (1 + v)
      guard t < 0.05 else { return 2 * log1p(v) - 2 * t - t * t }
      let series = Self.reciprocals(3...14, t)
      return 2 * t * t * t * series
    }
  }

  /// Φ′(v).
  package func slope(_ v: Double) -> Double {
    switch self {
    case .logistic(let scale, let slope): return scale / (1 + slope * v)
    case .power(let scale, let exponent):
      return exponent == 0 ? scale : exponent == -1 ? scale / v : scale * pow(v, exponent)
    case .nonSaturated: return v / (1 + v)
    case .leastSquares:
      let t = v / (1 + v)
      return 2 * t * t / (1 + v)
    }
  }

  /// v − ln(1 + v) without cancellation.
  private static func excess(_ v: Double) -> Double {
    guard v < 0.05 else { return v - log1p(v) }
    return v * v * reciprocals(2...13, -v)
  }

  /// Σ x^(k − first) / k over the exponents k.
  private static func reciprocals(_ exponents: ClosedRange<Int>, _ x: Double) -> Double {
    var sum = 0.0
    for exponent in exponents.reversed() { sum = x * sum + 1 / Double(exponent) }
    return sum
  }

  /// The ratio at which Φ has the value `w`; nil where it has it nowhere, or where Newton's method
  /// does better to move v itself: Φ concave and singular at 0 is what asks for moving Φ.
  func ratio(at w: Double) -> Double? {
    guard case .power(let scale, let exponent) = self, exponent < 0 else { return nil }
    if exponent == -1 { return exp(w / scale) }
    let base = (exponent + 1) * w / scale
    return base > 0 ? pow(base, 1 / (exponent + 1)) : nil
  }

  /// The least ratio that Φ is evaluated at: where Φ′ stays within double precision.
  var leastRatio: Double {
    guard case .power(let scale, let exponent) = self, exponent < 0 else { return 0 }
    return pow(1e240 / scale, 1 / exponent)
  }

  /// G(v), with G(1) = 0: the flow descends ∫ G(v) dp.
  package func energy(_ v: Double) -> Double {
    switch self {
    case .logistic(let scale, let slope):
      let own = v > 0 ? v * log(v) : 0
      let mixed = (1 + slope * v) * log1p(slope * v)
      let atTarget = (1 + slope) * log1p(slope)
      return scale * (own - (mixed - atTarget) / slope)
    case .power(let scale, let exponent):
      if exponent == 0 { return v > 0 ? scale * v * log(v) : 0 }
      if exponent == -1 { return -scale * log(v) }
      return scale * (pow(v, exponent + 1) - 1) / (exponent * (exponent + 1))
    case .nonSaturated: return (1 + v) * log1p(v) - 2 * log(2)
    case .leastSquares:
      let atTarget = 0.5 - 2 * log(2)
      return v - 2 * log1p(v) - 1 / (1 + v) - atTarget
    }
  }

  /// G′(v) = ∫ Φ′(v) / v dv.
  package func pressure(_ v: Double) -> Double {
    switch self {
    case .logistic(let scale, let slope): return scale * (log(v) - log1p(slope * v))
    case .power(let scale, let exponent):
      return exponent == 0 ? scale * log(v) : scale * pow(v, exponent) / exponent
    case .nonSaturated: return log1p(v)
    case .leastSquares:
      let t = v / (1 + v)
      return t * t
    }
  }
}
