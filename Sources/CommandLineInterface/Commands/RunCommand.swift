import ArgumentParser
import Execution
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

  @Flag(name: [.customShort("n"), .long], help: "Only print the plan, as 'plan' does.")
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
    let plan = try experiment.plan(registry: Program.current.registry)
    var options = execution.options
    try selection.apply(to: &options, plan: plan)
    if smoke {
      return try SmokeCall(
        plan: plan, store: store, origin: Origin(of: experiment), options: options, quiet: quiet,
        json: json
      ).run()
    }
    let printing = PlanPrinting(experiment: experiment, store: store)
    try budget.check(plan, estimate: { try printing.estimate(plan) }, jobs: options.jobs)
    try SweepCall(
      plan: plan,
      folder: SweepFolder(experiment: plan.experiment.name, results: store.results),
      origin: Origin(of: experiment), options: options, quiet: quiet, json: json
    ).run()
  }
}
