import ArgumentParser
import Execution
import Glibc
import Planning
import Specification
import Trainers
import Training

/// `gfrun diff A [B]`: what a change asks for.
struct DiffCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "diff",
      abstract: "Compare the runs of two experiments, or of an experiment and its results.",
      discussion: Discussion.text(
        """
        With two files it says which runs the second has that the first has not, and the other way \
        round. With one it compares with what is stored: new runs are to do, reused ones are done, \
        orphaned ones are stored but no longer asked for. Runs are grouped by the paths that tell them.
        """,
        examples: [
          "diff old.yaml new.yaml": "what the second file asks for besides the first",
          "diff sweep.yaml": "what a change of the file asks for besides what is stored",
        ],
        exits: [
          0: "compared, whatever differs",
          65: "a file is wrong; every error in it was printed with its position",
        ]))
  }

  @Argument(
    help: "An experiment file (YAML).", completion: .file(extensions: ["yaml", "yml"]))
  var file: String

  @Argument(
    help: "Another one; what is stored, unless given.",
    completion: .file(extensions: ["yaml", "yml"]))
  var other: String?

  @OptionGroup var store: StoreOptions

  @Flag(help: "Print as JSON.")
  var json = false

  func run() throws {
    let plan = try ExperimentArguments.parse([file]).plan(registry: Program.current.registry)
    let presentation: DiffPresentation
    if let other {
      let second = try ExperimentArguments.parse([other]).plan(registry: Program.current.registry)
      presentation = DiffPresentation(
        PlanDifference(from: RunSet(plan), to: RunSet(second)), from: file, to: other)
    } else {
      let folder = SweepFolder(experiment: plan.experiment.name, results: store.results)
      let stored = try reportingStoreErrors { try StoredRuns(of: folder) }
      presentation = DiffPresentation(
        PlanDifference(from: RunSet(stored, with: plan), to: RunSet(plan)), from: folder.path,
        to: file)
    }
    Console.write(json ? presentation.json + "\n" : presentation.text, to: STDOUT_FILENO)
  }
}

extension RunSet {
  /// The runs that are stored and done; those that `plan` has too need not be read again.
  init(_ stored: StoredRuns, with plan: Plan) {
    let vocabulary = plan.experiment.vocabulary
    var runs: [(id: RunID, run: Value)] = []
    for item in stored.items where item.isDone {
      guard let run = plan.run(item.id).map(plan.resolved) ?? item.specification(vocabulary) else {
        continue
      }
      runs.append((item.id, run))
    }
    let found = runs
    self.init(ids: found.map(\.id)) { found[$0].run }
  }
}
