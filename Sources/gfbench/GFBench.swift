import ArgumentParser

/// The command line of gfbench; see `Commands` for what each word does.
@main
struct GFBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gfbench",
    abstract: "Measures how fast gfrun is beside its peers.",
    discussion: """
      Every contender makes a block of the same steps in turn, all on one core, one thread each, \
      peers in processes of their own. Times are CPU times per step; the ratio is the shortest time \
      of the peer over the shortest of gfrun. A peer that is not installed is named and left out.

      EXIT CODES
        0    measured
        1    with --require: a required number is missed or could not be measured
        64   the command line is wrong
        70   a bug
      """,
    subcommands: [
      StepCommand.self, RingCommand.self, MetricsCommand.self, TransportCommand.self,
      ParticlesCommand.self, DensityCommand.self, SweepsCommand.self, MemoryCommand.self,
    ])
}
