/// The optimisers that are built in.
enum Optimizers {
  static let kinds = [
    Kind(
      "adam", "Adam with bias correction.",
      fields: [
        rate(1e-4),
        Field(
          "beta1", .number(.fraction), .defaults(to: 0.9), "Decay of the average of gradients."),
        Field(
          "beta2", .number(.fraction), .defaults(to: 0.999),
          "Decay of the average of squared gradients."),
        epsilon,
      ]
    ).with {
      $0.formula =
        "m ← beta1 · m + (1 − beta1) g, v ← beta2 · v + (1 − beta2) g², θ ← θ − rate · m̂ / (√v̂ + epsilon), m̂ = m / (1 − beta1ᵗ), v̂ = v / (1 − beta2ᵗ)"
      $0.source = "Kingma & Ba 2015"
    },
    Kind(
      "sgd", "Gradient descent, with heavy-ball momentum on request.",
      fields: [
        rate(1e-2),
        Field(
          "momentum", .number(.fraction), .defaults(to: 0.0), "What is kept of the last direction."),
      ]
    ).with {
      $0.formula = "v ← momentum · v + g, θ ← θ − rate · v"
      $0.source = "Robbins & Monro 1951; Polyak 1964 (momentum), in PyTorch's form"
    },
    Kind(
      "rmsprop", "Gradients over the root of the average of their squares.",
      fields: [
        rate(1e-4),
        Field(
          "decay", .number(.fraction), .defaults(to: 0.99),
          "Decay of the average of squared gradients."),
        epsilon,
      ]
    ).with {
      $0.formula = "s ← decay · s + (1 − decay) · g², θ ← θ − rate · g / (√s + epsilon)"
      $0.source = "Tieleman & Hinton 2012, Lecture 6.5"
    },
  ]

  private static let epsilon = Field(
    "epsilon", .number(.positive), .defaults(to: 1e-8), "Added to the root, against division by 0.")

  private static func rate(_ value: Double) -> Field {
    Field(
      "rate", Schedules.numberOrSchedule(.number(.positive)), .defaults(to: .number(value)),
      "Learning rate; a schedule counts outer iterations.")
  }
}
