/// The ascent functions of MonoFlow.
enum MonoFlows {
  /// The flow itself.
  static let flow = Kind.flow(
    "monoflow", "Particles climb an increasing function of the learned density ratio.",
    fields: [Field("h", .union(.ascent, default: nil), "What the particles climb.")]
  ).with {
    $0.formula =
      "d ascends mean ln σ(d(x)) + mean ln(1 − σ(d(y))), so that d* = ln r, r = p / q; particles climb H = h(d), velocity h′(d) ∇d"
    $0.source = "Yi, Zhu & Liu, MonoFlow, ICML 2023, Table 1"
  }

  static let ascents = [
    kind(
      "vanilla", "The minimax GAN, on request with a shifted logit.",
      "h = softplus(d + shift), h′ = σ(d + shift)",
      fields: [
        Field("shift", .number(.any), .defaults(to: 0.0), "C, added to the logit.")
      ]),
    kind(
      "non-saturated", "The non-saturating GAN.", "h = ln σ(d), h′ = 1 − σ(d)",
      aliases: ["non-saturating"]),
    kind("logit", "The logit itself: the flow of KL(q ‖ p).", "h = d, h′ = 1"),
    kind("mle", "The density ratio: the flow of KL(p ‖ q).", "h = h′ = eᵈ"),
    kind(
      "exp", "A power of the density ratio.", "h = e^(rate · d), h′ = rate · e^(rate · d)",
      fields: [
        Field("rate", .number(.positive), .defaults(to: 1.5), "The power of the ratio.")
      ]),
    kind("arcsinh", "The inverse hyperbolic sine of the logit.", "h = asinh d, h′ = 1 / √(1 + d²)"),
    kind(
      "divergence", "The gradient flow of an f-divergence.",
      "h = r f′(r) − f(r) at r = eᵈ, up to a constant: h′ = r² f″(r)",
      fields: [divergence]),
    kind(
      "divergence-loss", "The f-divergence itself taken for the generator's loss.",
      "h = −f(eᵈ), which need not increase",
      fields: [divergence]
    ).with {
      $0.source = "Yi, Zhu & Liu, MonoFlow, ICML 2023, section 4.3"
    },
    kind(
      "least-squares",
      "The least-squares GAN: the potential descends mean (d(x) − 1)² + mean d(y)².",
      "h = −(d − 1)², h′ = 2 (1 − d), d* = r / (1 + r)"
    ).with { $0.source = "Mao et al. 2017" },
    kind(
      "b-gan", "b-GAN: the potential ascends mean f′(r(x)) − mean h(d(y)), r = eᵈ.",
      "h = r f′(r) − f(r), h′ = r² f″(r)", fields: [divergence]
    ).with { $0.source = "Uehara et al. 2016" },
    kind(
      "f-gan",
      "f-GAN: the potential ascends mean f′(r(x)) − mean f̃(f′(r(y))), r = eᵈ, f̃ the conjugate of f.",
      "h = f′(r), h′ = r f″(r)", fields: [divergence]
    ).with { $0.source = "Nowozin, Cseke & Tomioka 2016" },
  ]

  private static let divergence = Field(
    "of",
    .choice([
      Choice("kl", "KL(p ‖ q), p the target: f = r ln r."),
      Choice("reverse-kl", "KL(q ‖ p): f = −ln r."),
      Choice("chi-squared", "Pearson's χ²: f = (r − 1)²."),
      Choice("hellinger", "Squared Hellinger: f = (√r − 1)²."),
      Choice("jensen-shannon", "Twice Jensen–Shannon: f = r ln r − (r + 1) ln((r + 1) / 2)."),
    ]), "The divergence ∫ f(r) dq, r = p / q.")

  private static func kind(
    _ name: String, _ summary: String, _ formula: String, aliases: [String] = [],
    fields: [Field] = []
  ) -> Kind {
    Kind(name, summary, fields: fields).with {
      $0.aliases = aliases
      $0.formula = formula
      $0.source = "Yi, Zhu & Liu, MonoFlow, ICML 2023, Table 1 and section 4"
    }
  }
}
