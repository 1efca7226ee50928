import ArgumentParser
import Execution
import Glibc

/// `gfrun status [DIR]`: how sweeps stand.
struct StatusCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "status",
      abstract: "Print how sweeps stand: what is done, running, failed, to do.",
      discussion: Discussion.text(
        """
        Reads what is on the disk, so that it may be called beside a sweep, on any machine that sees \
        the folder.
        """,
        examples: [
          "status": "all experiments under results",
          "status results/w1fe-ring --watch": "one of them, again and again",
          "status --json": "an object per experiment and line",
        ],
        exits: [
          0: "printed, whatever failed",
          66: "there are no experiments",
        ]))
  }

  @OptionGroup var sweeps: SweepArguments

  @Flag(help: "Print again every two seconds, until nothing runs any more.")
  var watch = false

  @Flag(help: "Name all runs, not only the first ten of a kind.")
  var all = false

  @Flag(help: "Print as JSON, one object per experiment.")
  var json = false

  func run() throws {
    var wasRunning = false
    while true {
      let statuses = try reportingStoreErrors {
        try sweeps.folders().map { try SweepStatus(of: $0) }
      }
      show(statuses)
      // A look may fall between two runs.
      let isRunning = !statuses.allSatisfy(\.running.isEmpty)
      if !watch || !isRunning && !wasRunning { return }
      wasRunning = isRunning
      sleep(2)
    }
  }

  private func show(_ statuses: [SweepStatus]) {
    let texts = statuses.map { status in
      let presentation = StatusPresentation(status, room: all ? .max : 10)
      return json ? presentation.json : presentation.text
    }
    let redraws = watch && !json && isatty(STDOUT_FILENO) == 1
    Console.out((redraws ? "\u{1B}[H\u{1B}[J" : "") + texts.joined(separator: "\n"))
  }
}
