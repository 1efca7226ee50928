/// The networks that are built in, and what they are made of.
enum Networks {
  static let mlp = Kind(
    "mlp", "A multilayer perceptron: affine layers with an activation after all but the last.",
    fields: [
      Field(
        "hidden", .list(ListRule(of: .integer(.within(1...65_536)), count: 0...256)),
        .defaults(to: [128, 128, 128]), "Widths of the hidden layers; none makes an affine map."),
      Field(
        "activation", .union(.activation, default: nil), .defaults(to: "relu"),
        "What follows every hidden layer."),
      Field(
        "normalization", .union(.normalization, default: nil), .defaults(to: "none"),
        "What stands between a hidden layer and its activation."),
      Field(
        "residual", .boolean, .defaults(to: false),
        "Add the input to the output: x + MLP(x), which needs equal dimensions."),
      Field(
        "initializer", .union(.initializer, default: nil), .defaults(to: "he-normal"),
        "How the weights start."),
      Field(
        "output", .union(.output, default: nil), .optional,
        "What is done to the last layer's value, before the input is added; without it, nothing."),
    ]
  ).with { $0.formula = "xₗ₊₁ = activation(normalization(xₗ Wₗ + bₗ)), the last layer affine" }

  static let affine = Kind(
    "affine", "An affine map, whose law is known where that of the source is.",
    fields: [
      Field(
        "shift", Laws.numberOrCoordinates, .defaults(to: 0.0),
        "Where every coordinate of μ starts, or each."),
      Field(
        "matrix", .either([.number(.any), Laws.matrix]), .defaults(to: 1.0),
        "Where S starts, row by row, or the number whose multiple of the identity it is."),
    ]
  ).with { $0.formula = "x = μ + S z, all entries of μ and S trained" }

  static let outputs = [
    Kind("linear", "Nothing.").with { $0.formula = "x" },
    Kind(
      "tanh", "A hyperbolic tangent.",
      fields: [Field("bound", .number(.positive), .defaults(to: 1.0), "The limit at +∞.")]
    ).with { $0.formula = "bound · tanh x" },
  ]

  static let activations = [
    kind("relu", "The positive part.", "max(x, 0)"),
    kind(
      "leaky-relu", "The positive part with a slope on the negative side.", "max(x, slope·x)",
      [Field("slope", .number(.fraction), .defaults(to: 0.01), "Slope for negative x.")]),
    kind(
      "elu", "Exponential linear unit.", "x for x > 0, alpha·(eˣ − 1) otherwise",
      [Field("alpha", .number(.positive), .defaults(to: 1.0), "Minus the limit at −∞.")]
    ).with { $0.source = "Clevert, Unterthiner & Hochreiter 2016" },
    kind("tanh", "Hyperbolic tangent.", "tanh x"),
    kind("softplus", "A smooth positive part.", "ln(1 + eˣ)"),
    kind("silu", "Sigmoid linear unit.", "x / (1 + e⁻ˣ)").with {
      $0.aliases = ["swish"]
      $0.source = "Hendrycks & Gimpel 2016; Ramachandran, Zoph & Le 2017"
    },
  ]

  static let normalizations = [
    Kind("none", "No normalisation.").with { $0.formula = "x" },
    scaled(
      "batch",
      "Batch normalisation: zero mean and unit variance over the batch, then scale and shift."
    ).with {
      $0.formula =
        "scale · (x − mean) / √(variance + epsilon) + shift, with the mean and the variance of the batch"
      $0.source = "Ioffe & Szegedy 2015"
    },
    scaled(
      "layer",
      "Layer normalisation: zero mean and unit variance over the features of each sample, then scale and shift."
    ).with {
      $0.formula =
        "scale · (x − mean) / √(variance + epsilon) + shift, with those of the features of the sample"
      $0.source = "Ba, Kiros & Hinton 2016"
    },
    Kind(
      "spectral",
      "Spectral normalisation: every weight, the output layer's too, over its greatest singular value, by one power iteration per step."
    ).with {
      $0.formula =
        "W / σ, σ = v W uᵀ, u ← v W / ‖·‖, v ← u Wᵀ / ‖·‖; gradients see u and v as constants"
      $0.source = "Miyato et al. 2018"
    },
  ]

  private static func scaled(_ name: String, _ summary: String) -> Kind {
    Kind(
      name, summary,
      fields: [
        Field("epsilon", .number(.positive), .defaults(to: 1e-5), "Added to the variance."),
        Field(
          "scale", .union(.scale, default: nil), .defaults(to: "ones"), "How the scales start."),
      ])
  }

  static let scales = [
    Kind("ones", "All scales start at 1.").with { $0.formula = "1" },
    Kind(
      "normal", "Scales start as draws from a Gaussian.",
      fields: [
        Field("mean", .number(.any), .defaults(to: 0.0), "Mean of the draws."),
        Field("deviation", .number(.positive), "Standard deviation of the draws."),
      ]
    ).with { $0.formula = "N(mean, deviation²)" },
  ]

  static let initializers = [
    Kind("he-normal", "Gaussian weights of variance 2 / fan-in, biases 0.").with {
      $0.formula = "W ~ N(0, 2 / fan-in)"
      $0.source = "He et al. 2015"
    },
    Kind("he-uniform", "Uniform weights of variance 2 / fan-in, biases 0.").with {
      $0.formula = "W ~ U(−√(6 / fan-in), √(6 / fan-in))"
      $0.source = "He et al. 2015"
    },
    Kind("glorot-normal", "Gaussian weights of variance 2 / (fan-in + fan-out), biases 0.").with {
      $0.formula = "W ~ N(0, 2 / (fan-in + fan-out))"
      $0.source = "Glorot & Bengio 2010"
    },
    Kind("glorot-uniform", "Uniform weights of variance 2 / (fan-in + fan-out), biases 0.").with {
      $0.formula = "W ~ U(−√(6 / (fan-in + fan-out)), √(6 / (fan-in + fan-out)))"
      $0.source = "Glorot & Bengio 2010"
    },
    Kind("torch", "What torch.nn.Linear does: weights and biases uniform in ±1 / √fan-in.").with {
      $0.formula = "W, b ~ U(−1 / √fan-in, 1 / √fan-in)"
      $0.source = "PyTorch, torch.nn.Linear"
    },
    Kind(
      "normal", "Gaussian weights, biases 0.",
      fields: [Field("deviation", .number(.positive), "Standard deviation of the weights.")]
    ).with { $0.formula = "W ~ N(0, deviation²)" },
  ]

  private static func kind(
    _ name: String, _ summary: String, _ formula: String, _ fields: [Field] = []
  ) -> Kind {
    Kind(name, summary, fields: fields).with { $0.formula = formula }
  }
}
