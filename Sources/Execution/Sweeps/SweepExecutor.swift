package import Planning
import Results
import Specification

/// Carries out what is missing of a plan, several runs at a time, and collects the sweep file.
///
/// Runs are independent and each draws from its own random streams, so neither their number at a
/// time nor their order reaches a result, nor who else works on the same folder.
package struct SweepExecutor: Sendable {
  private let plan: Plan
  private let folder: SweepFolder
  private let origin: Origin
  private let options: ExecutionOptions
  private let launcher: any WorkerLaunching
  private let interruption: Interruption

  /// How a sweep ended.
  package struct Outcome: Sendable, Equatable {
    /// Runs of the plan that were selected; two rows that share a run count once.
    package var runs = 0
    /// Runs whose results are there, diverged ones among them.
    package var done = 0
    /// Runs carried out by this call.
    package var executed = 0
    /// Runs that could not be carried out.
    package var failed = 0
    /// Runs whose result is that they diverged.
    package var diverged = 0
    /// Runs whose result contradicts an earlier one.
    package var contradicted = 0
    /// What stopped the sweep, if anything did.
    package var stop: StopReason?
  }

  /// An executor of `plan` into `folder`.
  package init(
    plan: Plan, folder: SweepFolder, origin: Origin, options: ExecutionOptions,
    launcher: any WorkerLaunching, interruption: Interruption
  ) {
    precondition(options.jobs >= 1, "at least one run at a time")
    (self.plan, self.folder, self.origin) = (plan, folder, origin)
    (self.options, self.launcher, self.interruption) = (options, launcher, interruption)
  }

  /// Carries out what is missing.
  ///
  /// - Throws: `ResultsError` where the folder or a file in it cannot be written,
  ///   `ProcessLaunchFailure` where no worker can be started; what was published before stays.
  package func execute(observer: sending any ExecutionObserver) throws -> Outcome {
    var values = LastValues(plan.decidingMetrics)
    try values.read(in: folder)
    var selected = selectedRuns(values)
    var stored = StoredPlan(plan, plan.wanted { values.value(of: $0, $1) })
    var planHasChanged = try stored.write(to: folder)
    for path in [folder.leases, folder.logs, folder.failures] { try FolderMaking.make(path) }
    Leftovers.remove(from: folder)
    let store = try StoreState(of: folder)
    let toDo = selected.filter { !store.done.contains($0.id) }
    let taken = Array(toDo.prefix(options.limit ?? toDo.count))
    let asides = SetAside.clear(taken, in: folder, problems: store.problems)
    let slots = min(options.jobs, taken.count)
    let queue = RunQueue(
      taken,
      elsewhere: RunsElsewhere(
        folder: folder, silence: options.silence,
        earlierFailures: try FailureNote.all(in: folder)),
      options: options, interruption: interruption, observer: observer)
    interruption.onRequest { queue.notify(.interrupted) }
    interruption.onInsistence { launcher.killAll() }
    queue.notify(
      .began(
        experiment: plan.experiment.name, runs: selected.count,
        done: selected.count - toDo.count, jobs: max(slots, 1)))
    for (run, text) in asides { queue.notify(.noticed(run, text)) }
    let setting = SweepSetting(
      experiment: plan.experiment.name, folder: folder.path, source: plan.experiment.text,
      origin: origin, checkpointPeriod: options.checkpointPeriod / .seconds(1))
    let crew = WorkerCrew(
      setting: setting, options: options, launcher: launcher,
      config: { [plan] in plan.resolvedText($0) })
    crew.work(on: queue, slots: slots)
    let doneBefore = selected.count - toDo.count
    while let more = try extend(&selected, &values, after: queue) {
      queue.append(more, runs: selected.count)
      crew.work(on: queue, slots: min(options.jobs, more.count))
    }
    if !plan.decidingMetrics.isEmpty {
      stored = StoredPlan(plan, plan.wanted { values.value(of: $0, $1) })
      planHasChanged = try stored.write(to: folder) || planHasChanged
    }

    var outcome = queue.outcome
    outcome.runs = selected.count
    outcome.done += doneBefore
    outcome.diverged += selected.count { store.diverged.contains($0.id) }
    try collect(queue, outcome, stored, planHasChanged: planHasChanged)
    if let failure = queue.failure { throw failure }
    return outcome
  }

  /// The selected ones of the runs that are wanted as far as results are known, in the order of the
  /// plan, each once.
  private func selectedRuns(_ values: LastValues) -> [PlannedRun] {
    var seen: Set<RunID> = []
    return plan.wanted { values.value(of: $0, $1) }.filter {
      seen.insert($0.id).inserted && options.selects($0)
    }
  }

  /// The further replicates that the results so far ask for, which are added to `selected`; nil where
  /// there are enough.
  private func extend(
    _ selected: inout [PlannedRun], _ values: inout LastValues, after queue: RunQueue
  ) throws -> [PlannedRun]? {
    guard !plan.decidingMetrics.isEmpty, options.limit == nil, !queue.shouldStop else {
      return nil
    }
    let known = Set(selected.map(\.id))
    try values.read(in: folder)
    selected = selectedRuns(values)
    let more = selected.filter { !known.contains($0.id) }
    return more.isEmpty ? nil : more
  }

  /// Makes the sweep file, where it does not stand for the runs as they are now.
  private func collect(
    _ queue: RunQueue, _ outcome: Outcome, _ stored: StoredPlan, planHasChanged: Bool
  ) throws {
    let collection = Collection(folder: folder, version: origin.version)
    guard
      outcome.executed > 0 || planHasChanged
        || !collection.stands(for: stored, done: outcome.done)
    else { return }
    // Whoever asked to stop does not wait for a large sweep to be collected; the next call does it.
    if outcome.stop != nil, stored.runs.count > Self.collectedOnStop { return }
    // Runs that could be kept are collected before a store that failed is reported.
    let collected = Result { try collection.write() }
    guard queue.failure == nil else { return }
    let problems = try collected.get().problems
    queue.notify(.collected(path: folder.sweepFile, problems: problems))
  }

  /// The most runs that are collected when a sweep is stopped early.
  private static let collectedOnStop = 300
}
