extension Slot {
  /// How the law is moved.
  public static let trainer = Slot(
    name: "trainer", noun: "trainer",
    summary: "How the law is moved.")
  /// Laws that samples are drawn from: `data.target` and `data.source`.
  public static let law = Slot(
    name: "data", noun: "law", plural: "data",
    summary: "The laws that samples are drawn from.")
  /// What maps the source to samples: `generator`.
  public static let network = Slot(
    name: "network", noun: "network",
    summary: "What maps the source to samples.")
  /// Where the potential of a flow comes from: `potential`.
  public static let potential = Slot(
    name: "potential", noun: "potential",
    summary: "Where the potential of a flow comes from.")
  /// What is done to the last layer's value of a network.
  public static let output = Slot(
    name: "output", noun: "output",
    summary: "What is done to the last layer's value of a network.")
  /// Activations of a network.
  public static let activation = Slot(
    name: "activation", noun: "activation",
    summary: "What follows every hidden layer of a network.")
  /// Normalisations between the layers of a network.
  public static let normalization = Slot(
    name: "normalization", noun: "normalization",
    summary: "What stands between a hidden layer and its activation.")
  /// How the scales of a normalisation start.
  public static let scale = Slot(
    name: "scale", noun: "initializer of scales",
    summary: "How the scales of a normalisation start.")
  /// How the weights of a network start.
  public static let initializer = Slot(
    name: "initializer", noun: "initializer",
    summary: "How the weights of a network start.")
  /// Gradient flows.
  public static let flow = Slot(
    name: "flow", noun: "flow",
    summary: "The gradient flows that the law follows.")
  /// What the particles of a MonoFlow climb.
  public static let ascent = Slot(
    name: "ascent", noun: "ascent function",
    summary: "What the particles of a MonoFlow climb: its h, a function of the logit d.")
  /// Penalties on the potential.
  public static let penalty = Slot(
    name: "penalty", noun: "penalty", plural: "penalties",
    summary: "What keeps a potential regular.")
  /// Optimisers.
  public static let optimizer = Slot(
    name: "optimizer", noun: "optimizer",
    summary: "How parameters are moved against their gradient.")
  /// How particles follow a velocity.
  public static let particleOptimizer = Slot(
    name: "particle-optimizer", noun: "optimizer of particles", plural: "particle-optimizers",
    summary: "How free particles follow the velocity of a flow.")
  /// Numbers that depend on the iteration.
  public static let schedule = Slot(
    name: "schedule", noun: "schedule",
    summary: "Numbers that depend on the iteration.")
  /// Metrics between samples.
  public static let metric = Slot(
    name: "metric", noun: "metric",
    summary: "What is measured between samples and target.")
  /// Figures of the results: `figures`.
  public static let figure = Slot(
    name: "figure", noun: "figure",
    summary: "What can be drawn of the results.")
}

extension Vocabulary {
  /// The kinds that gfrun comes with.
  public static let builtIn: Vocabulary = {
    var vocabulary = Vocabulary()
    vocabulary.add(Trainers.kinds, to: .trainer)
    vocabulary.add(Laws.kinds, to: .law)
    vocabulary.add([Networks.mlp, Networks.affine], to: .network)
    vocabulary.add([Networks.mlp] + Potentials.kinds, to: .potential)
    vocabulary.add(Networks.outputs, to: .output)
    vocabulary.add(Networks.activations, to: .activation)
    vocabulary.add(Networks.normalizations, to: .normalization)
    vocabulary.add(Networks.scales, to: .scale)
    vocabulary.add(Networks.initializers, to: .initializer)
    vocabulary.add(Flows.kinds + ParticleFlows.kinds, to: .flow)
    vocabulary.add(MonoFlows.ascents, to: .ascent)
    vocabulary.add(Flows.penalties, to: .penalty)
    vocabulary.add(Schedules.kinds, to: .schedule)
    vocabulary.add(Optimizers.kinds, to: .optimizer)
    vocabulary.add(Particles.optimizers, to: .particleOptimizer)
    vocabulary.add(Metrics.kinds, to: .metric)
    vocabulary.add(FigureLanguage.kinds, to: .figure)
    return vocabulary
  }()
}

/// The trainers that are built in.
enum Trainers {
  static let kinds = [
    Kind("generator", "A network maps the source to samples and is trained along the flow.").with {
      $0.formula =
        "forward Euler: ζ = y + ε ∇H(d(y)), y = G(z), then K steps on |G(z) − ζ|²; adversarial: descend −H(d(G(z)))"
      $0.source =
        "Huang & Zhang, JMLR 2023, Algorithm 1 and Proposition 8; Malik & Huang 2024, W1-FE"
    },
    Particles.trainer,
    process,
    Densities.trainer,
  ]

  private static let process = Kind(
    "process", "Another program trains; it speaks the trainer protocol, version 1.",
    fields: [
      Field(
        "command",
        .list(ListRule(of: .string(.any), count: 1...1000)),
        "The program, found on the PATH or from where gfrun is called, and its arguments."),
      Field(
        "options",
        .map(
          MapRule(
            keys: "an option of the program",
            value: .either([.boolean, .number(.any), .string(.any)]))), .defaults(to: [:]),
        "What the program is told; it declares itself what there may be."),
      Field(
        "timeout",
        .string(
          StringRule(
            pattern: "[0-9]+(\\.[0-9]+)?(ms|s|min|h|d)",
            expectation: "a duration such as 90s or 10min")
        ), .defaults(to: "10min"),
        "How long the program may be silent before it is ended; no part of a run's identity."),
    ]
  ).with {
    $0.formula = "whatever the program does; scripts/trainers/README.md describes the protocol"
  }
}
