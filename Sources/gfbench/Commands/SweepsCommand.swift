import ArgumentParser
import Benchmarking
import Foundation
import Specification

/// `gfbench sweeps`: what a runner costs around the runs.
struct SweepsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweeps",
    abstract: "What running runs costs, against Hydra's basic launcher.",
    discussion: """
      Whole commands, from their start to their end, in turns: a single job that does next to \
      nothing, a sweep of such jobs, status and plan of large sweeps. Hydra's job is an empty \
      function in Hydra's own process; gfrun's is a run of one iteration in a process of its own, which \
      publishes a file that survives a power cut. gfrun is the program beside gfbench.
      """)

  @Option(help: "Jobs of the sweep.")
  var count = 33

  @Option(help: "Runs of the sweep whose status is asked for.")
  var stored = 10_000

  @Option(
    help: ArgumentHelp("The gfrun to measure; the one beside gfbench, unless given."),
    completion: .file())
  var gfrun: String?

  @OptionGroup var options: ContestOptions

  func validate() throws {
    if count < 2 { throw ValidationError("'--count' takes a whole number from 2.") }
    if stored < 1 { throw ValidationError("'--stored' takes a whole number from 1.") }
  }

  func run() throws {
    let session = Session(options, clock: "time that passes")
    let bench = try SweepBench(program: gfrun ?? SweepBench.programBeside, options: options)
    defer { bench.remove() }
    let standings = session.contest(
      "calls", try bench.calls(jobs: count, stored: stored),
      rounds: min(options.rounds, 5))
    let files = session.contest("publishing", try bench.publications())
    try session.conclude(
      [
        report("a job that does nothing", standings[0..<2], oneJob(standings)),
        report("\(count) such jobs, per job", standings[2..<5], manyJobs(standings)),
        report("looking", standings[5..<8], looking(standings)),
        report("publishing a run file", files[...], [publishing(files)]),
      ], products: nil)
  }

  private func report(
    _ title: String, _ standings: ArraySlice<Standing>, _ requirements: [Requirement]
  ) -> ContestReport {
    ContestReport(
      title: "sweeps: \(title)", standings: Array(standings), requirements: requirements)
  }

  private func oneJob(_ standings: [Standing]) -> [Requirement] {
    [
      Requirement(
        "Hydra over gfrun, start-up with one job", .atLeast(8),
        value: standings[1].ratio(to: standings[0]))
    ]
  }

  /// What a further job costs: the sweep less the single job, by the shortest times.
  private func manyJobs(_ standings: [Standing]) -> [Requirement] {
    func further(_ many: Int, _ one: Int) -> Double? {
      guard let all = standings[many].minimum, let one = standings[one].minimum else { return nil }
      return (all * Double(count) - one) / Double(count - 1)
    }
    let hydra = further(4, 1)
    return [(2, "a worker for all"), (3, "a process per run")].map { index, mode in
      let value = hydra.flatMap { hydra in further(index, 0).map { hydra / $0 } }
      return Requirement("Hydra over gfrun, a further job, \(mode)", .atLeast(3), value: value)
    }
  }

  private func looking(_ standings: [Standing]) -> [Requirement] {
    (5..<8).map { index in
      Requirement(
        "\(standings[index].name) over Hydra's start-up", .atMost(2),
        value: standings[index].ratio(to: standings[1]))
    }
  }

  private func publishing(_ standings: [Standing]) -> Requirement {
    Requirement(
      "publishing over writing with fsync", .atMost(3), value: standings[0].ratio(to: standings[1]))
  }
}
