import ArgumentParser
import Execution
import Glibc
import Planning
import Specification

/// How a sweep is carried out.
struct ExecutionArguments: ParsableArguments {
  @Option(
    name: [.customShort("j", allowingJoined: true), .long],
    help: "Runs at a time; the processors, unless given.")
  var jobs: Int?

  @Option(help: "How often a run whose process crashed is tried again.")
  var retries = 1

  @Option(help: "The longest that a run may take: 90s, 15min, 2h. It keeps a checkpoint.")
  var timeout: TimeSpan?

  @Option(help: "The longest that all may take; exit code 75 then says: to be continued.")
  var sweepTimeout: TimeSpan?

  @Flag(help: "Stop at the first run that fails.")
  var failFast = false

  @Option(help: "Stop when this many runs have failed.")
  var maxFailures: Int?

  @Option(help: "The time between two checkpoints of a run.")
  var checkpointEvery = TimeSpan(duration: .seconds(30))

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("'--jobs' takes a whole number from 1.") }
    if retries < 0 { throw ValidationError("'--retries' takes a whole number from 0.") }
    if let maxFailures, maxFailures < 1 {
      throw ValidationError("'--max-failures' takes a whole number from 1.")
    }
    if failFast, maxFailures != nil {
      throw ValidationError("'--fail-fast' and '--max-failures' exclude each other.")
    }
  }

  /// The options that were given.
  var options: ExecutionOptions {
    var options = ExecutionOptions()
    options.jobs = jobs ?? max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    options.retries = retries
    options.timeout = timeout?.duration
    options.sweepTimeout = sweepTimeout?.duration
    options.maximumFailures = failFast ? 1 : maxFailures
    options.checkpointPeriod = checkpointEvery.duration
    return options
  }
}

/// Which runs of a plan are looked at.
struct SelectionArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Only runs that meet a condition on a path, 'case', 'seed' or 'id': flow.step>=0.5, "
        + "case=wgan,w1-fe. Several times: all of them.", valueName: "path=value"))
  var only: [String] = []

  @Option(
    help: ArgumentHelp(
      "Only each n-th run, from the i-th: 1/4 … 4/4 are the whole.", valueName: "i/n"))
  var shard: Shard?

  @Option(help: "Carry out at most this many runs.")
  var limit: Int?

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("'--limit' takes a whole number from 1.") }
  }

  /// Lets `options` select the runs of `plan` that were asked for.
  ///
  /// - Throws: the exit code of wrong usage, after a message.
  func apply(to options: inout ExecutionOptions, plan: Plan) throws {
    options.limit = limit
    var conditions: [RunCondition] = []
    do throws(RunCondition.Problem) {
      for text in only {
        let condition = try RunCondition(text)
        try condition.check(against: plan)
        conditions.append(condition)
      }
    } catch {
      Console.error("--only: \(error)")
      throw ExitStatus.usage.exit
    }
    let (shard, kept, places) = (shard, conditions, Self.places(in: plan))
    options.selects = { run in
      (shard?.contains(places[run.id] ?? 0) ?? true)
        && kept.allSatisfy { $0.holds(for: run, of: plan) }
    }
  }
}

extension SelectionArguments {
  /// Where each run first comes up in the plan.
  private static func places(in plan: Plan) -> [RunID: Int] {
    var places: [RunID: Int] = [:]
    for run in plan.runs where places[run.id] == nil { places[run.id] = places.count }
    return places
  }
}

/// A duration with its unit.
struct TimeSpan: ExpressibleByArgument {
  let duration: Duration

  init(duration: Duration) { self.duration = duration }

  init?(argument: String) {
    guard let duration = DurationText.parse(argument) else { return nil }
    self.duration = duration
  }

  var defaultValueDescription: String { "\(Int(duration / .seconds(1)))s" }
}

/// One of several equal parts of a sweep.
struct Shard: ExpressibleByArgument {
  private let index: Int
  private let count: Int

  init?(argument: String) {
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1], count >= 1,
      (1...count).contains(index)
    else { return nil }
    (self.index, self.count) = (index, count)
  }

  /// Whether the run at `place` of the plan, from 0, is in this part.
  func contains(_ place: Int) -> Bool { place % count == index - 1 }
}
