import ArgumentParser
import Execution
import Glibc
import Results
import Tables

/// `gfrun gc [DIR]`: removes what nobody needs.
struct CleanCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "gc",
      abstract: "Remove what nobody needs: leases of the dead, parts of files, notes on old runs.",
      discussion: Discussion.text(
        """
        What would be removed is printed first, with the reason. Complete results are never removed \
        unless '--orphans' asks for those that are no longer in the plan.
        """,
        examples: [
          "gc -n": "only say what there is",
          "gc results/w1fe-ring --orphans -y": "results of former plans too, without a question",
        ],
        exits: [
          0: "removed, or nothing to remove",
          64: "nobody can be asked; -y removes, -n only prints",
          74: "a file could not be removed",
        ]))
  }

  @OptionGroup var sweeps: SweepArguments

  @Flag(name: [.customShort("n"), .long], help: "Only say what would be removed.")
  var dryRun = false

  @Flag(help: "Also results of runs that are no longer in the plan.")
  var orphans = false

  @Flag(name: [.customShort("y"), .long], help: "Do not ask.")
  var yes = false

  func run() throws {
    let garbage = try sweeps.folders().map { folder in
      try reportingStoreErrors { try Garbage(in: folder, orphans: orphans) }
    }
    let items = garbage.flatMap(\.items)
    guard !items.isEmpty else { return Console.talk("there is nothing to remove") }
    var table = TextTable([("file", .left), ("bytes", .right), ("why", .left)])
    for item in items { table.append([item.path, "\(item.bytes)", item.reason]) }
    Console.out(table.lines.joined(separator: "\n"))
    if dryRun { return }
    try confirm(items.count)
    let left = garbage.flatMap { $0.remove() }
    Console.talk("removed \(items.count - left.count) of \(items.count) files")
    if !left.isEmpty { throw ExitStatus.inputOutput.exit }
  }

  /// Asks at the terminal, unless it was said beforehand.
  private func confirm(_ count: Int) throws {
    if yes { return }
    guard isatty(STDIN_FILENO) == 1 else {
      Console.error("say '-y' to remove \(count) files, or '-n' to see them only")
      throw ExitStatus.usage.exit
    }
    Console.write("remove \(count) files? [y/N] ", to: STDERR_FILENO)
    guard let answer = readLine(), ["y", "yes"].contains(answer.lowercased()) else {
      Console.talk("nothing was removed")
      throw ExitCode.success
    }
  }
}
