import ArgumentParser
import Execution
import Planning
import Trainers
import Training

/// `gfrun plan FILE`: what would run.
struct PlanCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "plan",
      abstract: "Print the runs of an experiment: id, case, swept values, seed, done or to do.",
      discussion: Discussion.text(
        """
        With '--estimate' it prints time, memory and disk of what is to do, and what that is based on: \
        finished runs that do the same work, or else a few iterations, which it carries out for each \
        kind of run.
        """,
        examples: [
          "plan sweep.yaml": "the table of the runs",
          "plan sweep.yaml --estimate -j 16": "what the runs to do will take on 16 processors",
          "plan sweep.yaml --resolved flow.step=0.1": "each run in full, every default written out",
          "plan sweep.yaml --json | jq -r '.[].run_id'": "their ids, for scripts",
        ],
        exits: [
          0: "printed",
          1: "it would take longer than --budget",
          65: "a file is wrong; every error in it was printed with its position",
        ]))
  }

  @OptionGroup var experiment: ExperimentArguments
  @OptionGroup var store: StoreOptions
  @OptionGroup var budget: BudgetOptions

  @Flag(help: "Print the table as JSON: an array with an object per run.")
  var json = false

  @Flag(help: "Print what the runs to do will take, and what that is based on.")
  var estimate = false

  @Option(
    name: [.customShort("j", allowingJoined: true), .long],
    help: "Runs at a time for the estimate; the processors, unless given.")
  var jobs: Int?

  @Flag(help: "Print each run in full, every default written out, as a YAML document.")
  var resolved = false

  func validate() throws {
    if json && resolved { throw ValidationError("'--json' and '--resolved' exclude each other.") }
    if estimate && resolved {
      throw ValidationError("'--estimate' and '--resolved' exclude each other.")
    }
    if let jobs, jobs < 1 { throw ValidationError("'--jobs' takes a whole number from 1.") }
  }

  func run() throws {
    let printing = PlanPrinting(experiment: experiment, store: store)
    let jobs = jobs ?? Processors.count
    if budget.budget != nil {
      let plan = try experiment.plan(registry: Program.current.registry)
      try budget.check(plan, estimate: { try printing.estimate(plan) }, jobs: jobs)
    }
    if estimate {
      try printing.printEstimate(json: json, jobs: jobs)
    } else if resolved {
      try printing.printResolved()
    } else {
      try printing.printTable(json: json)
    }
  }
}
