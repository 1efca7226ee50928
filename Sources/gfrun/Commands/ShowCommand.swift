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
    let path = try isRunID ? findRun() : what
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

  private var isRunID: Bool {
    (1...12).contains(what.count) && what.allSatisfy { $0.isHexDigit && !$0.isUppercase }
  }

  /// The only run file among all results whose id begins with `what`.
  private func findRun() throws -> String {
    let found = try reportingStoreErrors {
      try FolderListing.names(in: store.results).sorted().flatMap { experiment in
        try FolderListing.names(in: "\(store.results)/\(experiment)").sorted()
          .filter { $0.hasPrefix(what) && $0.hasSuffix(".h5") && $0.count == 15 }
          .map { "\(store.results)/\(experiment)/\($0)" }
      }
    }
    guard let first = found.first else {
      Console.talk("gfrun: error: there is no run '\(what)' in '\(store.results)'")
      throw ExitStatus.missingFile.exit
    }
    if found.count > 1 {
      Console.talk("gfrun: error: '\(what)' stands for \(found.count) runs; name a file:")
      for path in found { Console.talk("  \(path)") }
      throw ExitStatus.wrongFile.exit
    }
    return first
  }
}
