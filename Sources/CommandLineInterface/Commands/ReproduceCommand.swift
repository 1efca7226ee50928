import ArgumentParser
import Execution
import Planning
import Specification
import Trainers
import Training

/// `gfrun reproduce FILE…`: runs what is missing, draws the figures and tests the claims.
struct ReproduceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reproduce",
    abstract: "Run what is missing of experiments, draw their figures and test their claims.",
    discussion: """
      Prints a table of the claims with what was measured and one of four verdicts: 'holds', \
      'fails', 'undecided' with about how many seeds a decision takes, 'missing'. The exit code is \
      0 only if every claim holds. The table is kept in the sweep file, too, as the group /claims.
      """)

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
  static let configuration = CommandConfiguration(
    commandName: "claims",
    abstract: "Test the claims of experiments on the results there are, as 'reproduce --no-run'.")

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
