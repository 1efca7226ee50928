import ArgumentParser
import Planning
import Trainers
import Training

/// `gfrun check FILE…`: says whether files are right.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Validate experiment files and every run they plan; print all errors at once.")

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
