import ArgumentParser
import Execution
import Foundation
import Glibc
import Results

/// `gfrun logs RUN`: what a run wrote to its error stream.
struct LogsCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "logs",
      abstract: "Print what a run wrote to its error stream, and why it failed.",
      discussion: Discussion.text(
        """
        What a trainer of another program writes to its standard error is there too.
        """,
        examples: [
          "logs ef2353": "a run by the first digits of its id",
          "logs ef2353 -f": "as it grows",
        ],
        exits: [
          0: "printed",
          66: "there is no such run",
        ]))
  }

  @Argument(
    help: ArgumentHelp("The id of a run, or its first digits.", valueName: "run"),
    completion: .runIDs)
  var prefix: String

  @OptionGroup var store: StoreOptions

  @Flag(name: [.customShort("f"), .long], help: "Go on as it grows, until the run ends.")
  var follow = false

  func validate() throws {
    if !RunSearch.isRunID(prefix) {
      throw ValidationError("'\(prefix)' is no id of a run: up to 12 digits, 0-9 and a-f.")
    }
  }

  func run() throws {
    let hit = try RunSearch(store: store).find(prefix) { folder in
      [
        (folder.path, ".h5"), (folder.logs, ".log"), (folder.failures, ".json"),
        (folder.leases, ""),
      ]
    }
    let path = hit.folder.logFile(hit.runID)
    var printed = print(path, from: 0)
    // Between two attempts at the run nobody has it.
    var misses = 0
    while follow, misses < 2 {
      misses = LeaseFolder(of: hit.folder).isHeld(hit.runID) ? 0 : misses + 1
      usleep(300_000)
      printed += print(path, from: printed)
    }
    printed += print(path, from: printed)
    if printed == 0 { Console.talk("run \(hit.runID) wrote nothing") }
    if let note = FailureNote(of: hit.runID, in: hit.folder) {
      Console.talk(
        "run \(hit.runID) failed at iteration \(note.iteration), \(note.time), on \(note.host): "
          + note.reason)
    }
  }

  /// Prints the log from its byte `start`, and returns how many bytes that were.
  private func print(_ path: String, from start: Int) -> Int {
    guard let file = FileHandle(forReadingAtPath: path) else { return 0 }
    defer { try? file.close() }
    try? file.seek(toOffset: UInt64(start))
    guard let data = try? file.readToEnd(), !data.isEmpty else { return 0 }
    Console.write(data, to: STDOUT_FILENO)
    return data.count
  }
}
