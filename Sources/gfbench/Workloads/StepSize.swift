import Benchmarking

/// A size of the WGAN-GP step, with what is asked of gfrun there.
struct StepSize {
  /// Width of the three hidden layers of both networks.
  let width: Int
  /// Samples of a batch.
  let batch: Int

  /// The sizes that are measured unless another is asked for: where calls cost most, the usual one,
  /// and where products cost most.
  static let all = [
    StepSize(width: 32, batch: 64), StepSize(width: 128, batch: 512),
    StepSize(width: 256, batch: 512),
  ]

  /// How many times as long the peers are to take: PyTorch in its best mode, JAX in a loop around
  /// one compiled step.
  private var factors: (torch: Double, jax: Double)? {
    switch (width, batch) {
    case (32, 64): (30, 7)
    case (128, 512): (2, 1.3)
    case (256, 512): (1.5, 1.1)
    default: nil
    }
  }

  /// Whether the workspace of the plans is held to a number.
  var limitsWorkspace: Bool { (width, batch) == (128, 512) }

  /// What the standings of a contest at this size are held to.
  func requirements(
    _ standings: [Standing], asked: [Peer], workspace: Int
  ) -> [Requirement] {
    var requirements: [Requirement] = []
    if let factors, asked.contains(.torch) {
      let best = standings.best(of: Peer.torch.title)
      requirements.append(
        Requirement(
          "\(best?.name ?? Peer.torch.title) over gfrun", .atLeast(factors.torch),
          value: best?.ratio(to: standings[0])))
    }
    if let factors, asked.contains(.jax) {
      let jit = standings.first { $0.side == Peer.jax.title && $0.name.hasSuffix(" jit") }
      requirements.append(
        Requirement(
          "\(jit?.name ?? "JAX jit") over gfrun", .atLeast(factors.jax),
          value: jit?.ratio(to: standings[0])))
    }
    if limitsWorkspace {
      requirements.append(
        Requirement(
          "workspace of the plans", .atMost(8), value: Memory.mebibytes(workspace), unit: " MiB"))
    }
    return requirements
  }

  /// Floating-point operations of the matrix products of a step.
  var operations: Int {
    let generator = ProductCount(widths: [2, width, width, width, 2], batch: batch)
    let critic = ProductCount(widths: [2, width, width, width, 1], batch: batch)
    return ProductCount.criticStep(generator: generator, critic: critic)
      + ProductCount.adversarialStep(generator: generator, critic: critic)
  }
}
