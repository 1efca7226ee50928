import ArgumentParser
import Benchmarking
import Specification

/// `gfbench density`: implicit steps of the Fokker–Planck equation.
struct DensityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "density",
    abstract: "Implicit steps of a density, against SciPy.",
    discussion: """
      The Jensen–Shannon flow's Fokker–Planck equation on the line and in the plane: a step here is \
      a few implicit Euler steps of the trainer, with their functionals, from the same start. SciPy \
      solves the same equations by Newton's method with its sparse direct solver, a banded one or \
      conjugate gradients, and leaves the contest if its divergence differs by more than 1e-9.
      """)

  @OptionGroup var options: ContestOptions

  func run() throws {
    let session = Session(options)
    let reports = try DensityCase.all.map { item in
      let standings = session.contest(
        item.title,
        [item.contender(block: options.block)]
          + options.contenders(
            .scipy, script: "density", modes: item.modes, arguments: try item.arguments()))
      return ContestReport(
        title: item.title, standings: standings,
        requirements: item.requirements(
          standings, asked: options.peers.names.compactMap(Peer.init)))
    }
    try session.conclude(reports, products: nil)
  }
}
