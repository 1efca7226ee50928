import ArgumentParser
import Execution
import Glibc
import Planning
import Results
import Specification
import Trainers
import Training

/// `gfrun why RUN [FILE]`: why a run is to do, or done.
struct WhyCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "why",
      abstract: "Say why runs are to do or done, and what tells them from the nearest stored run.",
      discussion: Discussion.text(
        """
        For a run that is to do it finds the stored run that differs least and prints the fields that \
        differ and where in the file they are set. Without a file, a run is looked for among all \
        results, by its id, and explained by what is kept there of the last plan.
        """,
        examples: [
          "why ef2353 sweep.yaml": "one run, by the first digits of its id",
          "why ef2353": "the same by what is kept of the last plan",
          "why flow.step=0.1 sweep.yaml --limit 3": "the first three runs of a step",
        ],
        exits: [
          0: "explained",
          66: "no such run is planned or stored",
          65: "a file is wrong; every error in it was printed with its position",
        ]))
  }

  @Argument(
    help: ArgumentHelp(
      "The start of a run's id, or a condition as '--only' takes it: flow.step=0.1.",
      valueName: "run"),
    completion: .runIDs)
  var what: String

  @Argument(
    help: "The experiment file (YAML); the last plan that was carried out, unless given.",
    completion: .file(extensions: ["yaml", "yml"]))
  var file: String?

  @Argument(
    help: ArgumentHelp(
      "Leaves to override, typed as YAML: flow.step=0.1 seeds=3.", valueName: "path=value"))
  var overrides: [String] = []

  @OptionGroup var store: StoreOptions

  @Option(
    help: ArgumentHelp(
      "Only runs that meet this condition too. Several times: all of them.",
      valueName: "path=value"))
  var only: [String] = []

  @Option(help: "The most runs to explain.")
  var limit = 20

  @Flag(help: "Print as JSON: an object per run and line.")
  var json = false

  func validate() throws {
    if limit < 1 { throw ValidationError("'--limit' takes a whole number from 1.") }
    if file == nil, !RunSearch.isRunID(what) || !only.isEmpty {
      throw ValidationError("A condition needs the file of the experiment; without it, name a run.")
    }
  }

  func run() throws {
    guard let file else { return show([try answerOfStore()]) }
    var experiment = ExperimentArguments()
    (experiment.file, experiment.overrides) = (file, overrides)
    let plan = try experiment.plan(registry: Program.current.registry)
    let conditions = try conditions(on: plan)
    let folder = SweepFolder(experiment: plan.experiment.name, results: store.results)
    let stored = try reportingStoreErrors { try StoredRuns(of: folder) }
    let inquiry = RunInquiry(plan, stored: stored, folder: folder)
    let planned = plan.runs.filter { run in
      conditions.allSatisfy { $0.holds(for: run, of: plan) }
    }
    let orphans = stored.items.filter { item in
      only.isEmpty && item.id.description.hasPrefix(what) && plan.run(item.id) == nil
    }
    guard !planned.isEmpty || !orphans.isEmpty else {
      Console.error(
        "'\(what)' is no run of \(file) and none that is stored")
      throw ExitStatus.missingFile.exit
    }
    let answers =
      planned.prefix(limit).map(inquiry.answer(for:))
      + orphans.prefix(max(0, limit - planned.count)).map(inquiry.answer(for:))
    show(answers)
    let rest = planned.count + orphans.count - answers.count
    if rest > 0 { Console.talk("… and \(rest) more; --limit shows them") }
  }

  private func answerOfStore() throws -> RunAnswer {
    let hit = try RunSearch(store: store).find(what, planned: true) { folder in
      [(folder.path, ".h5"), (folder.failures, ".json"), (folder.leases, "")]
    }
    guard let id = RunID(hit.runID) else { preconditionFailure("what was found has an id") }
    return try reportingStoreErrors { try StoredInquiry(hit.folder).answer(for: id) }
  }

  private func show(_ answers: [RunAnswer]) {
    for answer in answers {
      Console.write(json ? answer.json + "\n" : answer.text, to: STDOUT_FILENO)
    }
  }

  private func conditions(on plan: Plan) throws -> [RunCondition] {
    do throws(RunCondition.Problem) {
      var conditions: [RunCondition] = []
      for text in [RunSearch.isRunID(what) ? "id=\(what)" : what] + only {
        let condition = try RunCondition(text)
        try condition.check(against: plan)
        conditions.append(condition)
      }
      return conditions
    } catch {
      Console.error("\(error)")
      throw ExitStatus.usage.exit
    }
  }
}
