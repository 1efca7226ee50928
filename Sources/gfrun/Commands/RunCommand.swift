import ArgumentParser
import Execution
import Foundation
import Planning
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
  @OptionGroup(title: "Execution") var execution: ExecutionArguments
  @OptionGroup(title: "Selection") var selection: SelectionArguments

  @Flag(name: [.customShort("n"), .long], help: "Only print the plan, as 'gfrun plan' does.")
  var dryRun = false

  @Flag(name: [.short, .long], help: "Say nothing but errors.")
  var quiet = false

  @Flag(help: "Print what happens as JSON, one object per line, on standard output.")
  var json = false

  @Flag(
    help:
      "Carry out 20 iterations of each configuration, apart from the results, to see whether it can be."
  )
  var smoke = false

  func run() throws {
    if dryRun {
      return try PlanPrinting(experiment: experiment, store: store).printTable(json: json)
    }
    let plan = try experiment.plan(registry: .builtIn)
    if smoke { return try runSmoke(of: plan) }
    var options = execution.options
    try selection.apply(to: &options, plan: plan)
    let printing = PlanPrinting(experiment: experiment, store: store)
    try budget.check(plan, estimate: { try printing.estimate(plan) }, jobs: options.jobs)
    try SweepCall(
      plan: plan,
      folder: SweepFolder(experiment: plan.experiment.name, results: store.results),
      origin: Origin(of: experiment), options: options, quiet: quiet, json: json
    ).run()
  }

  /// Carries out short runs in a folder that goes with them, unless one failed.
  private func runSmoke(of plan: Plan) throws {
    let name = plan.experiment.name
    let folder = SweepFolder(experiment: "smoke", results: "\(store.results)/\(name)/.gfrun")
    try? FileManager.default.removeItem(atPath: folder.path)
    let interruption = Interruption()
    interruption.listen()
    var options = execution.options
    try selection.apply(to: &options, plan: plan)
    options.limit = nil
    let runs: LooseRuns
    do {
      runs = try SmokeRuns.of(plan, where: options.selects)
    } catch let failure as SpecificationFailure {
      Diagnostics.talk(failure.diagnostics)
      throw ExitCode(failure.exitCode)
    }
    let outcome = try reportingStoreErrors {
      try runs.execute(
        in: folder, origin: Origin(of: experiment), options: options,
        launcher: ProcessLauncher(), interruption: interruption,
        observer: SweepCall.observer(quiet: quiet, json: json))
    }
    if let signal = interruption.signal { throw ExitCode(128 + signal) }
    if !quiet, !json {
      Console.talk("\(name): \(outcome.done) of \(outcome.runs) configurations can be carried out")
    }
    guard outcome.done == outcome.runs else { throw ExitStatus.runFailed.exit }
    try? FileManager.default.removeItem(atPath: folder.path)
  }
}
