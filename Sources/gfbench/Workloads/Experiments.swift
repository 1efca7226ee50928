/// The experiments that are measured, as users write them.
enum Experiments {
  /// WGAN-GP in the plane: an outer iteration is one critic step and one adversarial generator step.
  static func wganGP(width: Int, batch: Int) -> String {
    let network =
      "{kind: mlp, hidden: [\(width), \(width), \(width)], activation: relu, initializer: torch}"
    let optimizer = "{kind: adam, rate: 1.0e-4, beta1: 0.5, beta2: 0.9}"
    return """
      name: wgan-gp
      data:
        target: {kind: gaussian, dimension: 2}
        source: {kind: gaussian, dimension: 2}
      generator: \(network)
      potential: \(network)
      flow:
        kind: w1
        update: adversarial
        penalty: {kind: gradient, form: two-sided, weight: 10}
      schedule:
        iterations: 100000
        batch: \(batch)
        potential: {steps: 1, optimizer: \(optimizer)}
        generator: {optimizer: \(optimizer)}
      """
  }

  /// W1-FE on the ring of eight Gaussians with K = 5, in the sizes of the authors' code (Malik &
  /// Huang 2024); the metrics of `experiments/sweep.yaml`.
  static func ring(iterations: Int) -> String {
    """
    name: ring
    data:
      target: {kind: gaussian-ring, modes: 8, radius: 1.0, deviation: 0.1, balanced: true}
      source: {kind: gaussian, dimension: 2, deviation: 0.05}
    generator:
      kind: mlp
      hidden: [128, 128, 128]
      activation: relu
      normalization: {kind: batch, scale: {kind: normal, deviation: 0.01}}
      residual: true
      initializer: {kind: normal, deviation: 0.01}
    potential:
      kind: mlp
      hidden: [128, 128, 128]
      activation: relu
      initializer: {kind: normal, deviation: 0.1}
    flow:
      kind: w1
      update: forward-euler
      persistency: 5
      step: 1.0
      fit: element-mean
      penalty: {kind: gradient, form: one-sided, weight: 10}
    schedule:
      iterations: \(iterations)
      batch: 512
      potential: {steps: 5, optimizer: {kind: adam, rate: 5.0e-4, beta1: 0.9, beta2: 0.999}}
      generator: {optimizer: {kind: adam, rate: 1.0e-4, beta1: 0.9, beta2: 0.999}}
    metrics: {every: 10, count: 512, compute: [w1, w2, sw2, mmd2, energy-distance]}
    samples: {every: 250, count: 512}
    """
  }
}
