package import Graphs

/// An f-divergence F(q) = ∫ f(r) dq, r = p / q, with p the target and q the current law, and what
/// its gradient flow needs, all on the logit d = ln r so that r = eᵈ is positive by itself.
///
/// The flow climbs h with h′(d) = r² f″(r), so h = r f′(r) − f(r) up to a constant (Yi, Zhu & Liu,
/// MonoFlow, ICML 2023). The closed forms below drop the constants and cannot cancel; those that
/// grow exponentially leave single precision where their value does.
package enum Divergence: String, CaseIterable, Hashable, Sendable {
  /// KL(p ‖ q): f = r ln r.
  case kl
  /// KL(q ‖ p): f = −ln r.
  case reverseKL = "reverse-kl"
  /// Pearson's χ²: f = (r − 1)².
  case chiSquared = "chi-squared"
  /// Squared Hellinger: f = (√r − 1)².
  case hellinger
  /// Twice Jensen–Shannon: f = r ln r − (r + 1) ln((r + 1) / 2).
  case jensenShannon = "jensen-shannon"

  /// h, the ascent function of the divergence's gradient flow.
  package func ascent(_ logit: Tensor) -> Tensor {
    switch self {
    case .kl: logit.exponential
    case .reverseKL: logit
    case .chiSquared: (logit * 2).exponential
    case .hellinger: (logit * 0.5).exponential
    case .jensenShannon: logit.softplus
    }
  }

  /// f′(eᵈ) without constants: what the dual form of the divergence takes on the data.
  package func dual(_ logit: Tensor) -> Tensor {
    switch self {
    case .kl: logit
    case .reverseKL: -(-logit).exponential
    case .chiSquared: logit.exponential * 2
    case .hellinger: -(logit * -0.5).exponential
    case .jensenShannon: -(-logit).softplus
    }
  }

  /// f(eᵈ), the integrand of the divergence.
  package func integrand(_ logit: Tensor) -> Tensor {
    switch self {
    case .kl: return logit * logit.exponential
    case .reverseKL: return -logit
    case .chiSquared: return (logit.exponential - 1).squared
    case .hellinger: return ((logit * 0.5).exponential - 1).squared
    case .jensenShannon:
      // r (ln r − ln(1 + r)) = −r softplus(−d): the difference of large terms is never formed.
      let ratio = logit.exponential
      return (ratio + 1) * Self.logarithmOfTwo - ratio * (-logit).softplus - logit.softplus
    }
  }

  /// Whether −f(eᵈ) increases everywhere, so that descending the integrand is a MonoFlow.
  package var decreasesInRatio: Bool { self == .reverseKL }

  private static let logarithmOfTwo = 0.693_147_180_559_945_3
}
