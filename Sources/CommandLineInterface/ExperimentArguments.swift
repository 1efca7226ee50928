import ArgumentParser
import Planning
import Specification
import Training

/// The experiment file and the leaves that the command line overrides.
struct ExperimentArguments: ParsableArguments {
  @Argument(help: "The experiment file (YAML).", completion: .file(extensions: ["yaml", "yml"]))
  var file: String

  @Argument(
    help: ArgumentHelp(
      "Leaves to override, typed as YAML: flow.step=0.1 seeds=3.", valueName: "path=value"))
  var overrides: [String] = []

  /// The folder that holds the file.
  var folder: String {
    guard let slash = file.lastIndex(of: "/") else { return "." }
    return slash == file.startIndex ? "/" : String(file[..<slash])
  }

  /// The plan of the experiment; errors and warnings of the file are printed.
  ///
  /// - Throws: the exit code of a file that is wrong, missing or forbidden.
  func plan(registry: Registry) throws -> Plan {
    let located = overrides.enumerated().map { Override($1, argument: $0 + 1) }
    do throws(SpecificationFailure) {
      let experiment = try Experiment.load(
        path: file, overrides: located, vocabulary: registry.vocabulary)
      let plan = try Plan(experiment: experiment)
      Diagnostics.talk(plan.warnings)
      return plan
    } catch {
      Diagnostics.talk(error.diagnostics)
      throw ExitCode(error.exitCode)
    }
  }
}

/// Where results are.
struct StoreOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The folder of all results.", valueName: "dir"), completion: .directory)
  var results = "results"

  func validate() throws {
    if results.isEmpty { throw ValidationError("'--results' takes the path of a folder.") }
  }
}
