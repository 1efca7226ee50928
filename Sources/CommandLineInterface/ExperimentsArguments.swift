import ArgumentParser
import Planning
import Training

/// Experiment files, and the leaves that the command line overrides in all of them.
struct ExperimentsArguments: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Experiment files (YAML), and leaves to override in all of them: seeds=3.",
      valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var words: [String]

  private var files: [String] { words.filter { !$0.contains("=") } }

  func validate() throws {
    if files.isEmpty { throw ValidationError("Missing expected argument '<file>'") }
  }

  /// The plans of all files, each with the arguments that it is planned by; whatever is wrong with
  /// any file is printed.
  ///
  /// - Throws: the exit code of the first file that is wrong, missing or forbidden.
  func plans(registry: Registry) throws -> [(arguments: ExperimentArguments, plan: Plan)] {
    var plans: [(arguments: ExperimentArguments, plan: Plan)] = []
    var failure: (any Error)?
    for file in files {
      do {
        let arguments = try ExperimentArguments.parse([file] + words.filter { $0.contains("=") })
        plans.append((arguments, try arguments.plan(registry: registry)))
      } catch {
        failure = failure ?? error
      }
    }
    if let failure { throw failure }
    return plans
  }
}
