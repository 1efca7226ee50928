import ArgumentParser
import Execution
import Planning
import Specification
import Trainers
import Training

/// `gfrun FILE`: plans, runs what is missing, collects.
struct RunCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "run",
      abstract: "Run or continue an experiment (the default).",
      discussion: Discussion.text(
        """
        Plans the experiment, carries out the runs that have no complete file yet, and collects \
        all in results/NAME/NAME.h5. Runs are carried out side by side in processes of their \
        own: a crash ends one run, not the sweep. Ctrl-C makes checkpoints and ends; the same \
        command goes on from them. The word 'run' may be left out.
        """,
        examples: [
          "experiments/sweep.yaml": "all of it, as many runs at a time as there are processors",
          "sweep.yaml -j 8 seeds=5 flow.step=0.1":
            "eight at a time, with values in place of those of the file",
          "sweep.yaml --only case=w1-fe --limit 4": "four of its runs",
          "sweep.yaml --shard 2/4": "the second quarter, while other machines do the others",
          "sweep.yaml --budget 2h":
            "refused, with smaller sweeps that fit, where it would take longer",
          "sweep.yaml --smoke": "whether all of it can be carried out",
        ],
        exits: [
          0: "every run that was asked for is complete",
          1: "a run failed, or --budget refused the sweep",
          65: "a file is wrong; every error in it was printed with its position",
          75: "the time of --sweep-timeout is up; the same command continues",
          130: "interrupted by Ctrl-C (143: SIGTERM); the same command continues",
        ]))
  }

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
