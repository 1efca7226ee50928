import ArgumentParser
import Execution
import Results

/// `gfrun show RUN|FILE`: how a run or the runs of a sweep went.
struct ShowCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "show",
      abstract: "Print the outcome of a run, or the table of a sweep.",
      discussion: Discussion.text(
        """
        Of a run: its state, its last metrics, where and by what it was made. Of a sweep: a row per run.
        """,
        examples: [
          "show ef2353": "a run by the first digits of its id",
          "show results/w1fe-ring/w1fe-ring.h5": "the table of a sweep",
          "show ef2353 --json": "for programs",
        ],
        exits: [
          0: "printed",
          65: "it is no file of gfrun, or the id is that of several runs",
          66: "there is no such run or file",
        ]))
  }

  @Argument(
    help: "The id of a run or its first digits, a run file, or a sweep file.",
    completion: .runIDs)
  var what: String

  @OptionGroup var store: StoreOptions

  @Flag(help: "Print as JSON.")
  var json = false

  func run() throws {
    let path = try RunSearch.isRunID(what) ? findRun() : what
    try reportingStoreErrors {
      do throws(ResultsError) {
        let presentation = RunPresentation(try RunFile.summary(of: path))
        Console.out(json ? presentation.json : presentation.text)
      } catch {
        guard case .foreign(_, _, found: "sweep") = error else { throw error }
        let presentation = SweepPresentation(try SweepFile.readTable(from: path))
        Console.out(json ? presentation.json : presentation.text)
      }
    }
  }

  private func findRun() throws -> String {
    let hit = try RunSearch(store: store).find(what) { [($0.path, ".h5")] }
    return hit.folder.runFile(hit.runID)
  }
}
