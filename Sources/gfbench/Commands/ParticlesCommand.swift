import ArgumentParser
import Benchmarking

/// `gfbench particles`: steps of free particles.
struct ParticlesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "particles",
    abstract: "Steps of free particles along kernel flows, against dense steps in NumPy.",
    discussion: """
      A step moves every particle by the velocity of the flow; of gfrun it is an outer iteration of the \
      trainer that 'gfrun run' drives, of NumPy the same sums over all pairs, in blocks that fit the \
      memory, with distances by matrix products.
      """)

  @Option(help: "The flows: 'mmd', 'energy-sliced', 'energy'; all, unless given.")
  var only: [ParticleWorkload] = []

  @OptionGroup var options: ContestOptions

  func run() throws {
    let session = Session(options)
    let workloads = only.isEmpty ? ParticleWorkload.allCases : only
    let reports = workloads.map { workload in
      let standings = session.contest(
        workload.rawValue,
        [workload.contender(block: options.block)]
          + options.contenders(.numpy, script: "particles", modes: [workload.peerMode]))
      return ContestReport(
        title: "particles: \(workload.title)", standings: standings,
        requirements: requirements(workload, standings))
    }
    try session.conclude(reports, products: nil)
  }

  private func requirements(
    _ workload: ParticleWorkload, _ standings: [Standing]
  ) -> [Requirement] {
    guard let factor = workload.factor, options.peers.names.contains(Peer.numpy.rawValue) else {
      return []
    }
    let best = standings.best(of: Peer.numpy.title)
    return [
      Requirement(
        "\(best?.name ?? Peer.numpy.title) over gfrun", .atLeast(factor),
        value: best?.ratio(to: standings[0]))
    ]
  }
}

extension ParticleWorkload: ExpressibleByArgument {}
