import ArgumentParser
import Execution
import Planning
import Specification
import Trainers
import Training

/// `gfrun reproduce FILE…`: runs what is missing, draws the figures and tests the claims.
struct ReproduceCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "reproduce",
      abstract: "Run what is missing of experiments, draw their figures and test their claims.",
      discussion: Discussion.text(
        """
        Prints a table of the claims with what was measured and one of four verdicts: 'holds', \
        'fails', 'undecided' with about how many seeds a decision takes, 'missing'. The table is kept \
        in the sweep file, too, as the group /claims.
        """,
        examples: [
          "reproduce experiments/papers/*.yaml": "everything that several experiments say",
          "reproduce paper.yaml --smoke": "whether all can be carried out and every claim tested",
          "reproduce paper.yaml --budget 8h -j 4": "refused where it would take longer",
        ],
        exits: [
          0: "every run is complete and every claim holds",
          1: "a claim does not hold or a run failed",
          65: "a file is wrong; every error in it was printed with its position",
          69: "what draws figures is not installed",
          75: "the time of --sweep-timeout is up; the same command continues",
        ]))
  }

  @OptionGroup var experiments: ExperimentsArguments
  @OptionGroup var store: StoreOptions
  @OptionGroup var budget: BudgetOptions
  @OptionGroup(title: "Execution") var execution: ExecutionArguments

  @Flag(help: "Carry out nothing: test the claims on the results there are.")
  var noRun = false

  @Flag(help: "Draw no figures.")
  var noFigures = false

  @Flag(
    help: "Carry out 20 iterations of each configuration, apart from the results; judge nothing.")
  var smoke = false

  @Flag(name: [.short, .long], help: "Say nothing but verdicts and errors.")
  var quiet = false

  @Flag(help: "Print the claims as JSON, one object per line.")
  var json = false

  func validate() throws {
    if noRun, smoke { throw ValidationError("'--no-run' and '--smoke' exclude each other.") }
  }

  func run() throws {
    // Whatever is wrong with a file is told before hours go into another.
    let plans = try experiments.plans(registry: Program.current.registry)
    let interruption = noRun ? nil : Interruption.ofSignals
    var code: ExitCode?
    for (arguments, plan) in plans {
      let call = ReproduceCall(
        arguments: arguments, plan: plan, store: store, options: execution.options, quiet: quiet,
        json: json, interruption: interruption)
      let found =
        try smoke
        ? call.tryOut() : call.reproduce(runs: !noRun, draws: !noRun && !noFigures, within: budget)
      code = code ?? found
    }
    if let code { throw code }
  }
}

/// `gfrun claims FILE…`: tests the claims on the results there are.
struct ClaimsCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "claims",
      abstract: "Test the claims of experiments on the results there are, as 'reproduce --no-run'.",
      discussion: Discussion.text(
        """
        Nothing is carried out and nothing drawn. '\(Program.current.name) explain claims' says what can be claimed.
        """,
        examples: [
          "claims paper.yaml": "the table of its claims with their verdicts",
          "claims paper.yaml --json": "an object per claim and line",
        ],
        exits: [
          0: "every claim holds",
          1: "a claim fails, is undecided or lacks runs",
          65: "a file is wrong; every error in it was printed with its position",
        ]))
  }

  @OptionGroup var experiments: ExperimentsArguments
  @OptionGroup var store: StoreOptions

  @Flag(help: "Print the claims as JSON, one object per line.")
  var json = false

  func run() throws {
    var isBorneOut = true
    for (_, plan) in try experiments.plans(registry: Program.current.registry) {
      let folder = SweepFolder(experiment: plan.experiment.name, results: store.results)
      let holds = try ClaimsCall(plan: plan, json: json).test(in: folder)
      isBorneOut = isBorneOut && holds
    }
    if !isBorneOut { throw ExitStatus.runFailed.exit }
  }
}
