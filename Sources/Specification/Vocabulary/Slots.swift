extension Slot {
  /// How the law is moved.
  public static let trainer = Slot(name: "trainer", noun: "trainer")
  /// Laws that samples are drawn from: `data.target` and `data.source`.
  public static let law = Slot(name: "data", noun: "law")
  /// What maps the source to samples: `generator`.
  public static let network = Slot(name: "network", noun: "network")
  /// Where the potential of a flow comes from: `potential`.
  public static let potential = Slot(name: "potential", noun: "potential")
  /// What is done to the last layer's value of a network.
  public static let output = Slot(name: "output", noun: "output")
  /// Activations of a network.
  public static let activation = Slot(name: "activation", noun: "activation")
  /// Normalisations between the layers of a network.
  public static let normalization = Slot(name: "normalization", noun: "normalization")
  /// How the scales of a normalisation start.
  public static let scale = Slot(name: "scale", noun: "initializer of scales")
  /// How the weights of a network start.
  public static let initializer = Slot(name: "initializer", noun: "initializer")
  /// Gradient flows.
  public static let flow = Slot(name: "flow", noun: "flow")
  /// What the particles of a MonoFlow climb.
  public static let ascent = Slot(name: "ascent", noun: "ascent function")
  /// Penalties on the potential.
  public static let penalty = Slot(name: "penalty", noun: "penalty")
  /// Optimisers.
  public static let optimizer = Slot(name: "optimizer", noun: "optimizer")
  /// Numbers that depend on the iteration.
  public static let schedule = Slot(name: "schedule", noun: "schedule")
  /// Metrics between samples.
  public static let metric = Slot(name: "metric", noun: "metric")
}

extension Vocabulary {
  /// The kinds that gfrun comes with.
  public static let builtIn: Vocabulary = {
    var vocabulary = Vocabulary()
    vocabulary.add(Trainers.kinds, to: .trainer)
    vocabulary.add(Laws.kinds, to: .law)
    vocabulary.add([Networks.mlp, Networks.affine], to: .network)
    vocabulary.add([Networks.mlp, Potentials.exactRatio], to: .potential)
    vocabulary.add(Networks.outputs, to: .output)
    vocabulary.add(Networks.activations, to: .activation)
    vocabulary.add(Networks.normalizations, to: .normalization)
    vocabulary.add(Networks.scales, to: .scale)
    vocabulary.add(Networks.initializers, to: .initializer)
    vocabulary.add(Flows.kinds, to: .flow)
    vocabulary.add(MonoFlows.ascents, to: .ascent)
    vocabulary.add(Flows.penalties, to: .penalty)
    vocabulary.add(Schedules.kinds, to: .schedule)
    vocabulary.add(Optimizers.kinds, to: .optimizer)
    vocabulary.add(Metrics.kinds, to: .metric)
    return vocabulary
  }()
}

/// The trainers that are built in.
enum Trainers {
  static let kinds = [
    Kind("generator", "A network maps the source to samples and is trained along the flow.")
  ]
}
