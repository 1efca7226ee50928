/// The flows of free particles whose velocity needs no potential.
enum ParticleFlows {
  static let kinds = [mmd, networks, energy, sliced, sinkhorn, kale, svgd, langevin]

  /// Their names.
  static let names = Set(kinds.map(\.name))

  /// Those whose velocity comes from the target's score rather than from points of it.
  static let namesOfScored: Set<String> = ["svgd", "langevin"]

  private static let mmd = Kind(
    "mmd", "The gradient flow of half the squared maximum mean discrepancy.",
    fields: Kernels.fields + [step(0.1), injection]
  ).with {
    $0.formula =
      "x ← x − ε ∇f(x + β u), f = mean k(xⱼ, ·) − mean k(yⱼ, ·), u ~ N(0, I), β = noise-injection"
    $0.source =
      "Arbel, Korba, Salim & Gretton, Maximum mean discrepancy gradient flow, NeurIPS 2019; the step is their code's"
    $0.checks = [Kernels.keys]
  }

  private static let networks = Kind(
    "network-mmd",
    "The gradient flow of half the squared MMD between laws of networks: students that learn from teachers.",
    fields: [
      Field(
        "hidden", .integer(.within(1...65_536)), .defaults(to: 3),
        "H, the hidden units of a network; a particle has H weights for each coordinate of an input, and H more."
      ),
      Field(
        "width", .number(.positive), .defaults(to: 2.0), "The length scale of a network's answer."),
      Field(
        "inputs", .integer(.within(1...1_000_000)), .defaults(to: 100),
        "Inputs of an iteration, uniform on the unit sphere."),
      step(0.1), injection,
    ]
  ).with {
    $0.formula =
      "k(z, z′) = E ψ(x, z) ψ(x, z′), ψ(x, z) = exp(−s² / width²), s = Σ b_h max(w_h·x, 0), z = (w₁ … w_H, b); z ← z − ε ∇f(z + β u)"
    $0.source =
      "Arbel, Korba, Salim & Gretton, NeurIPS 2019, section 5; the answer and its width 2 are their code's"
  }

  private static let energy = Kind(
    "energy",
    "The gradient flow of half the energy distance: that of 'mmd' for the kernel −|x − y|.",
    fields: [
      Field(
        "evaluation",
        .choice([
          Choice("exact", "Over all pairs of points."),
          Choice(
            "sliced",
            "By sorting along directions, O(n log n) on each: v/|v| is a mean of sign(θ·v) θ."),
        ]), .defaults(to: "exact"), "How sums over pairs are taken."),
      directions(64), drawing("once"), step(0.1), injection,
    ]
  ).with {
    $0.formula =
      "v(x) = mean (yⱼ − x)/|yⱼ − x| − mean (xⱼ − x)/|xⱼ − x|, at x + β u where noise is injected"
    $0.source = "Székely & Rizzo 2013; Feydy et al., AISTATS 2019; by slicing: Hertrich et al. 2024"
    $0.checks = [
      withoutEffect("directions", unless: "evaluation", is: "sliced"),
      withoutEffect("directions-draw", unless: "evaluation", is: "sliced"),
      withoutEffect("noise-injection", unless: "evaluation", is: "exact"),
    ]
  }

  private static let sliced = Kind(
    "sliced-wasserstein",
    "The gradient flow of half the squared sliced Wasserstein-2 distance, on request with entropy.",
    fields: [
      directions(30), drawing("each-step"),
      Field(
        "entropy", .number(.nonNegative), .defaults(to: 0.0),
        "λ, the coefficient of the entropy: every step adds √(2λε) ξ to each coordinate."),
      step(1.0),
    ]
  ).with {
    $0.formula =
      "x ← x − ε mean over θ of ψ′(θ·x) θ + √(2λε) ξ, ψ′(z) = z − F⁻¹(F(z)) from the particles' to the target's law along θ, by sorting"
    $0.source =
      "Liutkus, Şimşekli, Majewski, Durmus & Stöter, Sliced-Wasserstein flows, ICML 2019, Algorithm 1 (there with quantiles in place of sorting)"
  }

  private static let sinkhorn = Kind(
    "sinkhorn", "The gradient flow of the debiased Sinkhorn divergence.",
    fields: [
      Field(
        "exponent", .integer(.within(1...2)), .defaults(to: 2),
        "The power p of the distance in the transport cost |x − y|ᵖ / p."),
      Field(
        "blur", .number(.positive), .defaults(to: 0.05),
        "The length blur with ε = blurᵖ, in the units of the samples."),
      step(0.05),
    ]
  ).with {
    $0.formula =
      "xᵢ ← xᵢ − τ n ∇ₓᵢ S, S = OT_ε(x, y) − ½ OT_ε(x, x) − ½ OT_ε(y, y), cost |x − y|ᵖ / p, ε = blurᵖ, τ = step"
    $0.source =
      "Feydy et al., Interpolating between optimal transport and MMD using Sinkhorn divergences, AISTATS 2019; the conventions are GeomLoss's"
  }

  private static let kale = Kind(
    "kale", "The gradient flow of KALE, between KL and half the squared MMD.",
    fields: Kernels.fields + [
      Field(
        "regularization", .number(.positive), .defaults(to: 0.1),
        "λ, the penalty on the witness: KL as it vanishes, MMD² / 2 as it grows."),
      step(1e-3), injection,
    ]
  ).with {
    $0.formula =
      "x ← x − ε (1 + λ)/λ ∇w(x + β u), w = mean k(xⱼ, ·) − Σ αᵢ k(yᵢ, ·), λ ln(m αᵢ) = w(yᵢ) for the m points y of the target"
    $0.source =
      "Glaser, Arbel & Gretton, KALE flow, NeurIPS 2021; their kernel exp(−r²/σ) has the bandwidth √(σ/2) here"
    $0.checks = [Kernels.keys, positiveDefinite]
  }

  private static let svgd = Kind(
    "svgd", "Stein variational gradient descent, from the target's score.",
    fields: [
      Field(
        "bandwidth",
        .either([
          .choice([
            Choice(
              "median",
              "h² = med / (2 ln(n + 1)) at every step, med the median of all n² squared distances.")
          ]), .number(.positive),
        ]), .defaults(to: "median"), "h, the length scale of the kernel exp(−|x − y|² / 2h²)."),
      step(0.01),
    ]
  ).with {
    $0.formula = "v(xᵢ) = 1/n Σⱼ [k(xⱼ, xᵢ) ∇ln p(xⱼ) + ∇ₓⱼ k(xⱼ, xᵢ)]"
    $0.source =
      "Liu & Wang, Stein variational gradient descent, NeurIPS 2016, Algorithm 1; their code moves particles by trainer.optimizer: adagrad"
  }

  private static let langevin = Kind(
    "langevin",
    "The unadjusted Langevin algorithm: the flow of KL(q ‖ p), from the target's score.",
    fields: [step(1e-3)]
  ).with {
    $0.formula = "x ← x + ε ∇ln p(x) + √(2ε) ξ"
    $0.source = "Roberts & Tweedie 1996; Jordan, Kinderlehrer & Otto 1998"
  }
}

// MARK: - Keys

extension ParticleFlows {
  private static func step(_ value: Double) -> Field {
    Field(
      "step", Schedules.numberOrSchedule(.number(.positive)), .defaults(to: .number(value)),
      "ε, the length of a step in flow time.")
  }

  private static let injection = Field(
    "noise-injection", Schedules.numberOrSchedule(.number(.nonNegative)), .defaults(to: 0.0),
    "β, the standard deviation of the noise added where velocities are looked up.")

  private static func directions(_ count: Int) -> Field {
    Field(
      "directions", .integer(.within(1...65_536)), .defaults(to: .integer(count)),
      "Number of directions.")
  }

  private static func drawing(_ standard: String) -> Field {
    Field(
      "directions-draw",
      .choice([
        Choice(
          "once", "The same at every step: equispaced in the plane, orthogonal blocks above."),
        Choice("each-step", "Independent and uniform at every step."),
      ]), .defaults(to: .string(standard)), "When directions are drawn.")
  }

  private static func withoutEffect(_ key: Path, unless other: String, is value: String) -> Check {
    Check(reads: [Path(other), key], doubting: key) { flow, context in
      guard flow[other].textOrNil != value, context.isGiven(key) else { return [] }
      return [
        Finding(
          key, "'\(key)' has no effect unless '\(other)' is \(value)", severity: .warning,
          isAboutKey: true)
      ]
    }
  }

  /// −|x − y| has no space of functions in which the penalty is a norm.
  private static let positiveDefinite = Check(reads: ["kernel"]) { flow, _ in
    guard flow["kernel"].textOrNil == "energy" else { return [] }
    return [
      Finding(
        "kernel", "flow 'kale' needs a positive definite kernel, which 'energy' is not",
        hint: "expected gaussian, mixture, rational-quadratic or laplace")
    ]
  }
}
