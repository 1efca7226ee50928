/// Small experiments that touch every part of a run and take a second together.
enum Experiments {
  /// Four runs: two cases, two seeds.
  static let small = """
    name: small
    data:
      target: {kind: gaussian-ring, modes: 4, radius: 1.0, deviation: 0.1, balanced: true}
      source: {kind: gaussian, dimension: 2, deviation: 0.5}
    generator: {kind: mlp, hidden: [16, 16], normalization: batch, residual: true}
    potential: {kind: mlp, hidden: [16, 16], activation: silu}
    flow: {kind: w1, persistency: 2}
    schedule:
      iterations: 30
      batch: 64
      potential: {steps: 2}
    metrics: {every: 10, count: 64, compute: [w1, w2, sw2, mmd2, energy-distance]}
    samples: {every: 15, count: 32}
    sweep:
      cases:
        w1-fe: {flow.update: forward-euler}
        jsd: {flow.kind: jsd, flow.step: 0.5}
      seeds: 2

    """

  /// One run that takes long enough to be interrupted.
  static let long = """
    name: long
    data:
      target: {kind: two-moons}
    generator: {kind: mlp, hidden: [64, 64]}
    potential: {kind: mlp, hidden: [64, 64]}
    flow: {kind: w1}
    schedule: {iterations: 100000, batch: 128}
    metrics: {every: 100, count: 64}

    """

  /// One run whose rates are absurd.
  static let diverging = """
    name: diverging
    data:
      target: {kind: swiss-roll}
    generator: {kind: mlp, hidden: [16]}
    potential: {kind: mlp, hidden: [16], activation: softplus}
    flow: {kind: w1}
    schedule:
      iterations: 200
      batch: 32
      potential: {optimizer: {kind: sgd, rate: 1.0e+20}}
      generator: {optimizer: {kind: sgd, rate: 1.0e+20}}
    metrics: {every: 10, count: 32}

    """
}
