import ArgumentParser
import Execution
import Results

/// `gfrun show RUN|FILE`: how a run or the runs of a sweep went.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print the outcome of a run, or the table of a sweep.")

  @Argument(
    help: "The id of a run or its first digits, a run file, or a sweep file.",
    completion: .file(extensions: ["h5"]))
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
