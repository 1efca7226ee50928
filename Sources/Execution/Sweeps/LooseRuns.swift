package import Planning
import Results
package import Specification

/// Runs that stand for themselves, each with its resolved text, to be carried out in a folder of
/// their own: for trying and for checking, never for results.
package struct LooseRuns: Sendable {
  /// One run.
  package struct Member: Sendable {
    /// The run; its label may be that of the run it was made from.
    package let run: PlannedRun
    /// Its resolved text.
    package let config: String
  }

  private let members: [Member]
  private let configs: [RunID: String]

  /// The runs of `members`, each id once.
  package init(_ members: [Member]) {
    var configs: [RunID: String] = [:]
    self.members = members.filter { member in
      guard configs[member.run.id] == nil else { return false }
      configs[member.run.id] = member.config
      return true
    }
    self.configs = configs
  }

  /// How many there are.
  package var count: Int { members.count }

  /// The run that a resolved text describes.
  ///
  /// - Throws: `SpecificationFailure` where it describes none, or several.
  package static func member(
    _ config: String, named name: String, vocabulary: Vocabulary,
    labelled original: PlannedRun? = nil
  ) throws -> Member? {
    let plan = try Plan(
      experiment: try Experiment.read(text: config, named: name, vocabulary: vocabulary))
    guard plan.runs.count == 1, let run = plan.runs.first else { return nil }
    return Member(run: original?.with(id: run.id) ?? run, config: config)
  }

  /// Carries all out in `folder`.
  ///
  /// - Throws: `ResultsError`, `ProcessLaunchFailure`.
  package func execute(
    in folder: SweepFolder, origin: Origin, options: ExecutionOptions,
    launcher: any WorkerLaunching, interruption: Interruption,
    observer: sending any ExecutionObserver
  ) throws -> SweepExecutor.Outcome {
    for path in [folder.leases, folder.logs, folder.failures] { try FolderMaking.make(path) }
    let runs = members.map(\.run)
    let queue = RunQueue(
      runs,
      elsewhere: RunsElsewhere(folder: folder, silence: options.silence, earlierFailures: [:]),
      options: options, interruption: interruption, observer: observer)
    interruption.onRequest { queue.notify(.interrupted) }
    interruption.onInsistence { launcher.killAll() }
    let slots = min(options.jobs, runs.count)
    queue.notify(
      .began(experiment: folder.experiment, runs: runs.count, done: 0, jobs: max(slots, 1)))
    let setting = SweepSetting(
      experiment: folder.experiment, folder: folder.path, source: "", origin: origin,
      checkpointPeriod: options.checkpointPeriod / .seconds(1))
    WorkerCrew(
      setting: setting, options: options, launcher: launcher,
      config: { [configs] in configs[$0.id] ?? "" }
    ).work(on: queue, slots: slots)
    if let failure = queue.failure { throw failure }
    var outcome = queue.outcome
    outcome.runs = runs.count
    return outcome
  }
}
