extension Kind {
  /// A flow that learns a potential, with the keys, defaults and checks that all of them share:
  /// `update`, `step`, `persistency`, `fit` and `penalty`.
  ///
  /// - Parameters:
  ///   - name: the name in `flow: kind`, in kebab-case.
  ///   - summary: what it is, in one sentence.
  ///   - fields: keys of its own; they come first.
  ///   - penalty: what keeps the potential regular unless a file says otherwise, as it would say it.
  ///   - potentialSteps: the default of `schedule.potential.steps`.
  /// - Returns: the kind, to which formula, source and further checks may be added.
  public static func flow(
    _ name: String, _ summary: String, fields: [Field] = [], penalty: Value = "none",
    potentialSteps: Int = 1
  ) -> Kind {
    Kind(name, summary, fields: fields + Flows.common(penalty: penalty)).with {
      $0.checks = Flows.checks
      $0.defaultsElsewhere = ["schedule.potential.steps": .integer(potentialSteps)]
    }
  }
}

/// The flows that are built in, and the penalties on their potentials.
enum Flows {
  static let kinds = [
    jsd, w1, w2, MonoFlows.flow,
  ]

  private static let jsd = Kind.flow(
    "jsd", "The gradient flow of the Jensen–Shannon divergence."
  ).with {
    $0.formula =
      "d ascends mean ln σ(d(x)) + mean ln(1 − σ(d(y))); particles climb H(d) = ½ softplus(d), velocity ½ σ(d) ∇d = ∇D / 2(1 − D), D = σ(d)"
    $0.source =
      "Huang & Zhang, GANs as Gradient Flows that Converge, JMLR 24(217), 2023: equations 20 and 22, Algorithm 1"
  }

  private static let w1 = Kind.flow(
    "w1", "The gradient flow of the Wasserstein-1 distance.",
    penalty: ["kind": "gradient", "form": "one-sided", "weight": 10.0], potentialSteps: 5
  ).with {
    $0.formula =
      "φ ascends mean φ(x) − mean φ(y) − penalty, a Kantorovich potential that is high on the data; particles climb H(φ) = φ, velocity ∇φ"
    $0.source =
      "Malik & Huang, A Differential Equation Approach for Wasserstein GANs and Beyond, arXiv 2405.16351, 2024: W1-FE"
  }

  private static let w2 = Kind.flow(
    "w2", "The gradient flow of half the squared Wasserstein-2 distance.",
    fields: [
      Field(
        "weight", .number(.nonNegative), .defaults(to: 200.0),
        "λ, the factor of the four quadratic terms that make φ and ψ = −φ + eps a pair."),
      Field(
        "target",
        .choice([
          Choice("psi", "Move by −∇ψ, as the mathematics asks: K = 1 is W2-GAN."),
          Choice("phi", "Move by +∇φ, as the authors' code does."),
        ]), .defaults(to: "psi"), "Which potential the Euler targets come from."),
      Field(
        "sign-weight", .number(.positive), .optional,
        "Factor of a further term, mean max(ψ(y), 0)², that keeps ψ at or below 0; the authors' code has 10 for images and none in the plane."
      ),
    ], potentialSteps: 5
  ).with {
    $0.formula =
      "φ and ψ ascend mean φ(x) + mean ψ(y) − four quadratic terms, the Kantorovich pair of ½|x − y|²; particles climb H(ψ) = −ψ, velocity −∇ψ"
    $0.source =
      "Huang & Malik, arXiv 2406.13619, 2024: W2-FE; the potentials of W2-GAN, Leygonie et al. 2019"
  }

  static let penalties = [
    Kind("none", "No penalty.").with { $0.formula = "0" },
    Kind(
      "gradient",
      "A penalty on the norm of the gradient at uniform points between pairs of samples.",
      fields: [
        Field(
          "form",
          .choice([
            Choice("two-sided", "(‖∇φ‖ − 1)²: WGAN-GP (Gulrajani et al. 2017)."),
            Choice("one-sided", "max(‖∇φ‖ − 1, 0)²: WGAN-LP (Petzka et al. 2018)."),
          ]), .defaults(to: "one-sided"), "Which norms are penalised."),
        Field(
          "weight", .number(.nonNegative), .defaults(to: 10.0), "λ, the factor of the penalty."),
      ]
    ).with {
      $0.formula = "λ mean pen(‖∇φ(u)‖), u = a x + (1 − a) y, a ~ U(0, 1) for each pair of samples"
      $0.source = "Gulrajani et al. 2017 (WGAN-GP); Petzka, Fischer & Lukovnikov 2018 (WGAN-LP)"
    },
    zeroCentered("r1", "A penalty on the gradient at samples of the target.", "x"),
    zeroCentered("r2", "A penalty on the gradient at samples of the current law.", "y"),
    Kind(
      "clip", "No penalty, but every parameter of the potential is kept within ±bound.",
      fields: [
        Field("bound", .number(.positive), .defaults(to: 0.01), "The largest size of a parameter.")
      ]
    ).with {
      $0.formula = "θ ← min(max(θ, −bound), bound) after every step on the potential"
      $0.source = "Arjovsky, Chintala & Bottou 2017, Algorithm 1"
    },
  ]

  private static func zeroCentered(_ name: String, _ summary: String, _ point: String) -> Kind {
    Kind(
      name, summary,
      fields: [
        Field(
          "weight", .number(.nonNegative), .defaults(to: 10.0),
          "γ, twice the factor of the mean squared norm.")
      ]
    ).with {
      $0.formula = "½ γ mean |∇φ(\(point))|²"
      $0.source =
        "Mescheder, Geiger & Nowozin 2018, Which training methods for GANs do actually converge?"
    }
  }

  /// The keys that every flow with a potential has.
  fileprivate static func common(penalty: Value) -> [Field] {
    [
      Field(
        "update",
        .choice([
          Choice(
            "forward-euler", "Fit the generator to samples moved by one Euler step of the flow."),
          Choice("adversarial", "Descend −H(d(G(z))): the GAN of the flow."),
        ]), .defaults(to: "forward-euler"), "How the generator follows the flow."),
      Field(
        "step", Schedules.numberOrSchedule(.number(.positive)), .defaults(to: 1.0),
        "ε, the length of an Euler step in flow time."),
      Field(
        "persistency", Schedules.numberOrSchedule(.integer(.within(1...1_000_000))),
        .defaults(to: 1),
        "K, the number of generator steps on the same batch; a schedule is rounded."),
      Field(
        "fit",
        .choice([
          Choice(
            "half-mean", "½ · mean over the batch of |G(z) − ζ|²: with K = 1 the step is the GAN's."
          ),
          Choice("element-mean", "Mean over all elements, as in the authors' torch code."),
          Choice(
            "assigned",
            "half-mean, after samples and targets are matched by exact assignment (Huang & Zhang, 3.3)."
          ),
        ]), .defaults(to: "half-mean"), "The loss of the fit to the moved samples."),
      Field(
        "penalty", .union(.penalty, default: nil), .defaults(to: penalty),
        "What keeps the potential regular; of the two of 'w2' a penalty on gradients sees φ only."),
    ]
  }

  fileprivate static let checks = [
    withoutEffect("step", hint: "an adversarial update takes no Euler step"),
    withoutEffect("fit", hint: "an adversarial update has no targets to fit"),
    Schedules.atLeastOne("persistency"),
  ]

  private static func withoutEffect(_ key: Path, hint: String) -> Check {
    Check(reads: ["update", key], doubting: key) { flow, context in
      guard flow["update"].textOrNil == "adversarial", context.isGiven(key) else { return [] }
      return [
        Finding(
          key, "'\(key)' has no effect when 'update' is adversarial", hint: hint,
          severity: .warning, isAboutKey: true)
      ]
    }
  }
}
