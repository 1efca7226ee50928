/// The trainer of free particles, and how they follow a velocity.
enum Particles {
  static let trainer = Kind(
    "particles", "Free particles follow the flow, with no generator.",
    fields: [
      Field(
        "count", .integer(.within(1...1e7)), .defaults(to: 1000),
        "Number of particles, drawn from data.source; the first of them are the samples."),
      Field(
        "optimizer", .union(.particleOptimizer, default: nil), .defaults(to: "euler"),
        "How particles follow the velocity."),
      Field(
        "noise", Schedules.numberOrSchedule(.number(.nonNegative)), .defaults(to: 0.0),
        "ν, the standard deviation of Gaussian noise added to every coordinate after each step."),
      Field(
        "target-count", .integer(.within(1...1e7)), .optional,
        "Points of the target that velocities are computed from; as many as particles where it is not said."
      ),
      Field(
        "target-draw",
        .choice([
          Choice("once", "Drawn before the first iteration, and kept."),
          Choice("each-step", "Drawn anew at every iteration."),
          Choice("all", "All points of a target of kind 'points', each once."),
        ]), .defaults(to: "once"),
        "When those points are drawn; a learned potential sees schedule.batch fresh ones instead."),
    ]
  ).with {
    $0.formula =
      "x ← x + ε v(x) + ν ξ for every particle, v the velocity of the flow, ε = flow.step"
    $0.source =
      "Yi, Zhu & Liu, MonoFlow, ICML 2023, \"GANs without generators\"; the flows' own papers"
  }

  static let optimizers = [
    Kind("euler", aliases: ["sgd"], "A forward Euler step of the flow.").with {
      $0.formula = "x ← x + ε v"
    },
    Kind(
      "adam", "Adam on the gradient −v, with the rate ε = flow.step and bias correction.",
      fields: [
        Field(
          "beta1", .number(.fraction), .defaults(to: 0.9), "Decay of the average of velocities."),
        Field(
          "beta2", .number(.fraction), .defaults(to: 0.999),
          "Decay of the average of squared velocities."),
        epsilon(1e-8),
      ]
    ).with {
      $0.formula =
        "m ← beta1 · m + (1 − beta1) v, s ← beta2 · s + (1 − beta2) v², x ← x + ε m̂ / (√ŝ + epsilon)"
      $0.source = "Kingma & Ba 2015"
    },
    Kind(
      "adagrad", "Velocities over the root of a running average of their squares.",
      fields: [
        Field(
          "decay", .number(.fraction), .defaults(to: 0.9),
          "Decay of the average of squared velocities, which starts as the first of them."),
        epsilon(1e-6),
      ]
    ).with {
      $0.formula =
        "s ← decay · s + (1 − decay) v², s = v² at first, x ← x + ε v / (epsilon + √s)"
      $0.source = "Liu & Wang, NeurIPS 2016: \"AdaGrad with momentum\" of their code"
    },
  ]

  private static func epsilon(_ value: Double) -> Field {
    Field(
      "epsilon", .number(.positive), .defaults(to: .number(value)),
      "Added to the root, against division by 0.")
  }
}
