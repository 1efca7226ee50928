import ArgumentParser
import Benchmarking
import Specification

/// `gfbench ring`: a whole outer iteration of W1-FE.
struct RingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ring",
    abstract: "One outer iteration of W1-FE on the ring of eight Gaussians, against PyTorch.",
    discussion: """
      The sizes of the authors' code (Malik & Huang 2024): five critic steps with a one-sided \
      gradient penalty, five generator steps towards the moved samples, batches of 512, three hidden \
      layers of 128, batch normalisation and a residual connection in the generator, Adam.
      """)

  @OptionGroup var options: ContestOptions

  func run() throws {
    let session = Session(options)
    let products = ProductPeak(session, options)
    let ring = TrainerWorkload(experiment: Experiments.ring(iterations: 5000))
    let standings = session.contest(
      "ring",
      [ring.contender(block: options.block)]
        + options.contenders(.torch, script: "torch_ring", modes: ["eager", "for-loop", "fused"]))
    let share = products.share(of: Self.operations, taking: standings[0].minimum)
    let workspace = try ring.workspace()
    let memory = try Memory.peakOfRun()
    let best = standings.best(of: Peer.torch.title)
    let asked = options.peers.names.contains(Peer.torch.rawValue)
    let report = ContestReport(
      title: "ring: W1-FE, 5 critic and 5 generator steps, width 128, batch 512",
      standings: standings,
      requirements: (asked
        ? [
          Requirement(
            "\(best?.name ?? Peer.torch.title) over gfrun", .atLeast(3),
            value: best?.ratio(to: standings[0]))
        ] : [])
        + [Memory.requirement(memory)],
      notes: [share.text, Memory.text("workspace of the plans", workspace)],
      details: [
        "workspace_bytes": .integer(workspace), "peak_memory_bytes": .integer(memory),
        "products": share.json,
      ])
    try session.conclude([report], products: products)
  }

  private static var operations: Int {
    let generator = ProductCount(widths: [2, 128, 128, 128, 2], batch: 512)
    let critic = ProductCount(widths: [2, 128, 128, 128, 1], batch: 512)
    return 5 * ProductCount.criticStep(generator: generator, critic: critic)
      + ProductCount.eulerSteps(generator: generator, critic: critic, persistency: 5)
  }
}
