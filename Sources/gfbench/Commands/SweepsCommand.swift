import ArgumentParser
import Benchmarking

/// `gfbench sweeps`: what a runner costs around the runs.
struct SweepsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweeps",
    abstract: "What running runs costs, against Hydra's basic launcher.",
    discussion: """
      Whole commands, from their start to their end, in turns: what happens before a job, a job that \
      does next to nothing, a sweep of such jobs, status and plan of large sweeps. Hydra's job is an empty \
      function in Hydra's own process; gfrun's is a run of one iteration in a process of its own, which \
      publishes a file that survives a power cut. gfrun is the program beside gfbench.
      """)

  /// What can be measured alone.
  enum Part: String, CaseIterable, ExpressibleByArgument {
    case startUp = "start-up"
    case jobs
    case looking
    case publishing
  }

  @Option(help: "Only these parts: start-up, jobs, looking, publishing.")
  var only: [Part] = []

  @Option(help: "Jobs of the sweep.")
  var count = 33

  @Option(help: "Runs of the sweep whose status is asked for.")
  var stored = 10_000

  @Flag(
    help: ArgumentHelp(
      "Measure the CPU time of commands and their processes, which a busy machine disturbs less, "
        + "instead of the time that passes."))
  var cpu = false

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
    let session = Session(
      options, clock: cpu ? "CPU time of commands and their processes" : "time that passes")
    let bench = try SweepBench(
      program: gfrun ?? SweepBench.programBeside, clock: cpu ? .processor : .wall,
      options: options)
    defer { bench.remove() }
    let parts = only.isEmpty ? Part.allCases : only
    try session.conclude(
      try parts.map { part in
        let standings = session.contest(part.rawValue, try contenders(part, bench))
        return ContestReport(
          title: "sweeps: \(title(part))", standings: standings,
          requirements: requirements(part, standings))
      }, products: nil)
  }

  private func title(_ part: Part) -> String {
    switch part {
    case .startUp: "start-up"
    case .jobs: "\(count) jobs that do nothing, per job"
    case .looking: "looking"
    case .publishing: "publishing a run file"
    }
  }

  private func contenders(_ part: Part, _ bench: SweepBench) throws -> [any Contender] {
    switch part {
    case .startUp: try bench.starts()
    case .jobs: try bench.sweeps(jobs: count)
    case .looking: try bench.looks(stored: stored)
    case .publishing: try bench.publications()
    }
  }

  private func requirements(_ part: Part, _ standings: [Standing]) -> [Requirement] {
    switch part {
    case .startUp:
      // Hydra's job is empty, so its call is all start-up; gfrun's is what it does up to the first run.
      return [
        Requirement(
          "Hydra over gfrun, start-up", .atLeast(8), value: standings[2].ratio(to: standings[0]))
      ]
    case .jobs: return furtherJobs(standings)
    case .looking:
      return standings.prefix(2).map { standing in
        Requirement(
          "\(standing.name) over Hydra's start-up", .atMost(2),
          value: standing.ratio(to: standings[3]))
      }
    case .publishing:
      // Built the bytes are by libhdf5, whoever writes them.
      let own = standings[0].minimum.flatMap { all in standings[2].minimum.map { all - $0 } }
      return [
        Requirement(
          "publishing, the bytes once built, over writing with fsync", .atMost(3),
          value: own.flatMap { own in standings[1].minimum.map { own / $0 } })
      ]
    }
  }

  /// What a further job costs: the sweep less the single job, by the shortest times.
  private func furtherJobs(_ standings: [Standing]) -> [Requirement] {
    func further(_ many: Int, _ one: Int) -> Double? {
      guard let all = standings[many].minimum, let one = standings[one].minimum else { return nil }
      return (all * Double(count) - one) / Double(count - 1)
    }
    let value = further(1, 3).flatMap { hydra in further(0, 2).map { hydra / $0 } }
    return [Requirement("Hydra over gfrun, a further job", .atLeast(3), value: value)]
  }
}
