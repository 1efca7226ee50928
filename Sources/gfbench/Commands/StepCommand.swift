import ArgumentParser
import Benchmarking
import Specification

/// `gfbench step`: the WGAN-GP step.
struct StepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "step",
    abstract: "One WGAN-GP step in the plane, against PyTorch and JAX.",
    discussion: """
      A critic step with a two-sided gradient penalty and Adam, then an adversarial generator step \
      and Adam; generator 2-W-W-W-2, critic 2-W-W-W-1, ReLU; fresh samples and latents each. Of gfrun \
      it is an outer iteration of the trainer that 'gfrun run' drives.
      """)

  @Option(help: "Width of the hidden layers; with --batch in place of the three sizes.")
  var width: Int?

  @Option(help: "Samples of a batch.")
  var batch: Int?

  @OptionGroup var options: ContestOptions

  func validate() throws {
    guard (width == nil) == (batch == nil) else {
      throw ValidationError("'--width' and '--batch' are given together.")
    }
    if let width, let batch, width < 1 || batch < 1 {
      throw ValidationError("'--width' and '--batch' take whole numbers from 1.")
    }
  }

  func run() throws {
    let session = Session(options)
    let products = ProductPeak(session, options)
    let sizes =
      if let width, let batch { [StepSize(width: width, batch: batch)] } else { StepSize.all }
    let reports = try sizes.map { try report($0, session, products) }
    try session.conclude(reports, products: products)
  }

  private func report(
    _ size: StepSize, _ session: Session, _ products: ProductPeak
  ) throws -> ContestReport {
    let experiment = TrainerWorkload(
      experiment: Experiments.wganGP(width: size.width, batch: size.batch))
    let arguments = ["--width", "\(size.width)", "--batch", "\(size.batch)"]
    let standings = session.contest(
      "step \(size.width)/\(size.batch)",
      [experiment.contender(block: options.block)]
        + options.contenders(
          .torch, script: "torch_step", modes: ["eager", "for-loop", "fused", "compile"],
          arguments: arguments)
        + options.contenders(
          .jax, script: "jax_step", modes: ["jit", "donated", "scan"], arguments: arguments))
    let share = products.share(of: size.operations, taking: standings[0].minimum)
    let workspace = try experiment.workspace()
    return ContestReport(
      title: "step: width \(size.width), batch \(size.batch)", standings: standings,
      requirements: size.requirements(
        standings, asked: options.peers.names.compactMap(Peer.init), workspace: workspace),
      notes: [share.text]
        + (size.limitsWorkspace ? [] : [Memory.text("workspace of the plans", workspace)]),
      details: [
        "width": .integer(size.width), "batch": .integer(size.batch),
        "workspace_bytes": .integer(workspace), "products": share.json,
      ])
  }
}
