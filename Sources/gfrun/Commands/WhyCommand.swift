import ArgumentParser
import Execution
import Glibc
import Planning
import Results
import Specification
import Trainers
import Training

/// `gfrun why RUN FILE`: why a run is to do, or done.
struct WhyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Say why runs are to do or done, and what tells them from the nearest stored run.")

  @Argument(
    help: ArgumentHelp(
      "The start of a run's id, or values: flow.step=0.1,case=wgan,seed=0.", valueName: "run"))
  var what: String

  @OptionGroup var experiment: ExperimentArguments
  @OptionGroup var store: StoreOptions

  @Option(help: "The most runs to explain.")
  var limit = 20

  @Flag(help: "Print as JSON: an object per run and line.")
  var json = false

  func validate() throws {
    if limit < 1 { throw ValidationError("'--limit' takes a whole number from 1.") }
  }

  func run() throws {
    let plan = try experiment.plan(registry: .builtIn)
    let query: RunQuery
    do throws(RunQuery.Failure) {
      query = try RunQuery(what, vocabulary: plan.experiment.vocabulary)
    } catch {
      Console.talk("gfrun: error: \(error)")
      throw ExitStatus.usage.exit
    }
    let folder = SweepFolder(experiment: plan.experiment.name, results: store.results)
    let stored = try reportingStoreErrors { try StoredRuns(of: folder) }
    let inquiry = RunInquiry(plan, stored: stored, folder: folder)
    let planned = query.runs(of: plan)
    let orphans = stored.items.filter { item in
      item.id.description.hasPrefix(what) && plan.run(item.id) == nil
    }
    guard !planned.isEmpty || !orphans.isEmpty else {
      Console.talk(
        "gfrun: error: '\(what)' is no run of \(experiment.file) and none that is stored")
      throw ExitStatus.missingFile.exit
    }
    let answers =
      planned.prefix(limit).map(inquiry.answer(for:))
      + orphans.prefix(max(0, limit - planned.count)).map(inquiry.answer(for:))
    for answer in answers {
      Console.write(json ? answer.json + "\n" : answer.text, to: STDOUT_FILENO)
    }
    let rest = planned.count + orphans.count - answers.count
    if rest > 0 { Console.talk("… and \(rest) more; --limit shows them") }
  }
}
