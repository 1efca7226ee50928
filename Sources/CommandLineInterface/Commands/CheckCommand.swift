import ArgumentParser
import Planning
import Trainers
import Training

/// `gfrun check FILE…`: says whether files are right.
struct CheckCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "check",
      abstract: "Validate experiment files and every run they plan; print all errors at once.",
      discussion: Discussion.text(
        """
        Reads each file as 'run' does, expands its sweep and checks every run; nothing is carried \
        out or written. An error has file, line and column, what was expected, and the nearest \
        valid name.
        """,
        examples: [
          "check experiments/sweep.yaml": "prints the number of runs, or all errors",
          "check experiments/*.yaml": "checks several; the exit code is the worst",
        ],
        exits: [
          0: "no file has an error",
          65: "a file is wrong; every error in it was printed with its position",
          66: "a file is missing",
        ]))
  }

  @Argument(
    help: "Experiment files (YAML).", completion: .file(extensions: ["yaml", "yml"]))
  var files: [String]

  func run() throws {
    var worst: ExitCode?
    for file in files {
      do {
        let arguments = try ExperimentArguments.parse([file])
        let plan = try arguments.plan(registry: Program.current.registry)
        let runs = Set(plan.runs.map(\.id)).count
        Console.out("\(file): \(runs) \(runs == 1 ? "run" : "runs"), no errors")
      } catch let code as ExitCode {
        worst = max(worst, code)
      }
    }
    if let worst { throw worst }
  }

  private func max(_ one: ExitCode?, _ other: ExitCode) -> ExitCode {
    guard let one, one.rawValue > other.rawValue else { return other }
    return one
  }
}
