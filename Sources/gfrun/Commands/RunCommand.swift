import ArgumentParser
import Execution
import Glibc
import Planning
import Results
import Specification
import Trainers
import Training

/// `gfrun FILE`: plans, runs what is missing, collects.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run or continue an experiment (the default).")

  @OptionGroup var experiment: ExperimentArguments
  @OptionGroup var store: StoreOptions
  @OptionGroup var budget: BudgetOptions

  @Option(name: [.short, .long], help: "Runs at a time; the processors, unless given.")
  var jobs: Int?

  @Flag(name: [.customShort("n"), .long], help: "Only print the plan, as 'gfrun plan' does.")
  var dryRun = false

  @Flag(name: [.short, .long], help: "Say nothing but errors.")
  var quiet = false

  @Flag(help: "Print what happens as JSON, one object per line, on standard output.")
  var json = false

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("'--jobs' takes a whole number from 1.") }
  }

  func run() throws {
    if dryRun {
      return try PlanPrinting(experiment: experiment, store: store).printTable(json: json)
    }
    let plan = try experiment.plan(registry: .builtIn)
    let printing = PlanPrinting(experiment: experiment, store: store)
    try budget.check(
      plan, estimate: { try printing.estimate(plan) }, jobs: jobs ?? Processors.count)
    let interruption = Interruption()
    interruption.listen()
    let executor = SweepExecutor(
      plan: plan, registry: .builtIn,
      folder: SweepFolder(experiment: plan.experiment.name, results: store.results),
      origin: Origin(of: experiment), jobs: jobs ?? Processors.count, interruption: interruption)
    let outcome = try reportingStoreErrors { try executor.execute(observer: makeObserver()) }
    conclude(outcome, plan: plan)
    if let signal = outcome.signal { throw ExitCode(128 + signal) }
    if outcome.failed > 0 { throw ExitStatus.runFailed.exit }
  }

  private func makeObserver() -> sending any ExecutionObserver {
    if json { return JSONProgress { Console.out($0) } }
    if quiet { return SilentProgress() }
    if Console.talksToTerminal, TerminalProgress.Size.ofStandardError.fitsBars {
      return TerminalProgress(write: { Console.write($0, to: STDERR_FILENO) })
    }
    return LineProgress { Console.talk($0) }
  }

  private func conclude(_ outcome: SweepExecutor.Outcome, plan: Plan) {
    guard !json, !quiet else { return }
    let name = plan.experiment.name
    if outcome.signal != nil {
      Console.talk(
        "\(name): stopped with \(outcome.done) of \(outcome.runs) runs done; "
          + "the same command continues")
    } else if outcome.executed == 0 {
      Console.talk("\(name): all \(outcome.runs) runs are done, nothing to do")
    } else {
      let diverged = outcome.diverged > 0 ? ", \(outcome.diverged) of them diverged" : ""
      let failed = outcome.failed > 0 ? "; \(outcome.failed) failed" : ""
      Console.talk("\(name): \(outcome.done) of \(outcome.runs) runs done\(diverged)\(failed)")
    }
    if !plan.experiment.figures.isEmpty || !plan.experiment.claims.isEmpty {
      Console.talk("\(name): its figures and claims are checked, but this version draws none")
    }
  }
}
