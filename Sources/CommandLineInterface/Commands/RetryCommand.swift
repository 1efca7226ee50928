import ArgumentParser
import Execution
import Planning
import Results
import Specification
import Trainers
import Training

/// `gfrun retry FILE`: carries out again what failed, and nothing else.
struct RetryCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "retry",
      abstract: "Carry out again the runs of an experiment that failed, and nothing else.",
      discussion: Discussion.text(
        """
        '\(Program.current.name) FILE' tries them again too, beside what else is missing. Runs go on from their \
        checkpoints unless '--anew' says otherwise.
        """,
        examples: [
          "retry sweep.yaml": "all that failed",
          "retry sweep.yaml --kind timeout --timeout 2h": "what took too long, with more time",
          "retry sweep.yaml --anew": "without their checkpoints",
        ],
        exits: [
          0: "every run that had failed is complete",
          1: "a run failed again",
          65: "a file is wrong; every error in it was printed with its position",
        ]))
  }

  @OptionGroup var experiment: ExperimentArguments
  @OptionGroup var store: StoreOptions
  @OptionGroup(title: "Execution") var execution: ExecutionArguments

  @Option(
    help: "Only runs that failed in this way: error, crash or timeout.",
    completion: .list(["error", "crash", "timeout"]))
  var kind: FailureNote.Kind?

  @Flag(help: "Begin anew, in spite of checkpoints.")
  var anew = false

  @Flag(name: [.short, .long], help: "Say nothing but errors.")
  var quiet = false

  @Flag(help: "Print what happens as JSON, one object per line, on standard output.")
  var json = false

  func run() throws {
    let plan = try experiment.plan(registry: Program.current.registry)
    let folder = SweepFolder(experiment: plan.experiment.name, results: store.results)
    let failed = try reportingStoreErrors {
      Set(
        try FailureNote.all(in: folder).filter { kind == nil || $0.value.kind == kind }
          .compactMap { RunID($0.key) })
    }
    var options = execution.options
    options.selects = { failed.contains($0.id) }
    options.anew = anew
    guard plan.runs.contains(where: { failed.contains($0.id) }) else {
      Console.talk("\(plan.experiment.name): no run failed, nothing to do")
      return
    }
    try SweepCall(
      plan: plan, folder: folder, origin: Origin(of: experiment), options: options, quiet: quiet,
      json: json
    ).run()
  }
}

extension FailureNote.Kind: ExpressibleByArgument {}
