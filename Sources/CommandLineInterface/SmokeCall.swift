import ArgumentParser
import Execution
import Foundation
import Planning
import Results
import Specification
import Trainers

/// Carrying out short runs of an experiment in a folder that goes with them.
struct SmokeCall {
  let plan: Plan
  let store: StoreOptions
  let origin: Origin
  let options: ExecutionOptions
  let quiet: Bool
  let json: Bool
  /// What stops the runs; one of its own, unless given.
  var interruption: Interruption?

  /// Carries out one short run of each configuration, and then has `look` look at what they left.
  ///
  /// - Throws: the documented exit code where one failed; its folder stays then.
  func run(_ look: (SweepFolder, SmokeRuns) throws -> Void = { _, _ in }) throws {
    let name = plan.experiment.name
    let folder = SweepFolder(experiment: "smoke", results: "\(store.results)/\(name)/.gfrun")
    try? FileManager.default.removeItem(atPath: folder.path)
    let interruption = interruption ?? .ofSignals
    var options = options
    options.limit = nil
    let smoke: SmokeRuns
    do {
      smoke = try SmokeRuns(of: plan, where: options.selects)
    } catch let failure as SpecificationFailure {
      Diagnostics.talk(failure.diagnostics)
      throw ExitCode(failure.exitCode)
    }
    let outcome = try reportingStoreErrors {
      try smoke.runs.execute(
        in: folder, origin: origin, options: options, launcher: ProcessLauncher(),
        interruption: interruption, observer: SweepCall.observer(quiet: quiet, json: json))
    }
    if let signal = interruption.signal { throw ExitCode(128 + signal) }
    if !quiet, !json {
      Console.talk("\(name): \(outcome.done) of \(outcome.runs) configurations can be carried out")
    }
    guard outcome.done == outcome.runs else { throw ExitStatus.runFailed.exit }
    try look(folder, smoke)
    try? FileManager.default.removeItem(atPath: folder.path)
  }
}
