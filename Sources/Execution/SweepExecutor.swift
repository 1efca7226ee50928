import Foundation
package import Planning
import Results
import Specification
import Synchronization
package import Training

/// Carries out what is missing of a plan, several runs at a time, and collects the sweep file.
///
/// Runs are independent and each draws from its own random streams, so neither their number at a
/// time nor their order reaches a result.
package struct SweepExecutor: Sendable {
  private let context: RunExecutor.Context
  private let jobs: Int
  private let interruption: Interruption

  /// How a sweep ended.
  package struct Outcome: Sendable, Equatable {
    /// Planned runs; two rows of the plan that share a run count once.
    package var runs = 0
    /// Runs whose results are there, diverged ones among them.
    package var done = 0
    /// Runs carried out by this call.
    package var executed = 0
    /// Runs that could not be carried out.
    package var failed = 0
    /// Runs whose result is that they diverged.
    package var diverged = 0
    /// The signal that stopped the sweep, if one did.
    package var signal: Int32?
  }

  /// An executor of `plan` into `folder`, `jobs` runs at a time.
  package init(
    plan: Plan, registry: Registry, folder: SweepFolder, origin: Origin, jobs: Int,
    interruption: Interruption
  ) {
    precondition(jobs >= 1, "at least one run at a time")
    context = RunExecutor.Context(
      plan: plan, registry: registry, folder: folder, origin: origin)
    self.jobs = jobs
    self.interruption = interruption
  }

  /// Carries out what is missing.
  ///
  /// - Throws: `ResultsError` where the folder or a file in it cannot be written; what was published
  ///   before stays.
  package func execute(observer: sending any ExecutionObserver) throws -> Outcome {
    let plan = context.plan
    let store = try StoreState(of: context.folder, noting: plan.decidingMetrics)
    var wanted = store.wanted(of: plan)
    var stored = StoredPlan(plan, wanted)
    var planHasChanged = try stored.write(to: context.folder)
    Leftovers.remove(from: context.folder)
    let toDo = store.toDo(of: wanted)
    let workers = min(jobs, toDo.count)
    let queue = RunQueue(toDo, observer: observer)
    interruption.onRequest { queue.notify(.interrupted) }
    queue.notify(
      .began(
        experiment: plan.experiment.name, runs: wanted.count,
        done: wanted.count - toDo.count, jobs: max(workers, 1)))
    let doneBefore = wanted.count - toDo.count
    runWorkers(over: queue, count: workers)
    while let more = try extend(&wanted, after: queue) {
      queue.append(more)
      queue.notify(.extended(runs: wanted.count))
      runWorkers(over: queue, count: min(jobs, more.count))
    }
    if !plan.decidingMetrics.isEmpty {
      stored = StoredPlan(plan, wanted)
      planHasChanged = try stored.write(to: context.folder) || planHasChanged
    }
    var outcome = queue.outcome
    outcome.runs = wanted.count
    outcome.done += doneBefore
    outcome.diverged += store.diverged.intersection(wanted.map(\.id)).count
    outcome.signal = interruption.signal
    let collection = Collection(folder: context.folder, version: context.origin.version)
    if outcome.executed > 0 || planHasChanged || !collection.stands(for: stored, done: outcome.done)
    {
      // Runs that could be kept are collected before a store that failed is reported.
      let collected = Result { try collection.write() }
      if queue.storeFailure == nil {
        let problems = try collected.get().problems
        queue.notify(.collected(path: context.folder.sweepFile, problems: problems))
      }
    }
    if let failure = queue.storeFailure { throw failure }
    return outcome
  }

  /// The further replicates that the results so far ask for, which are added to `wanted`; nil where
  /// there are enough.
  private func extend(
    _ wanted: inout [PlannedRun], after queue: RunQueue
  ) throws -> [PlannedRun]? {
    let metrics = context.plan.decidingMetrics
    guard !metrics.isEmpty, !interruption.isRequested, queue.storeFailure == nil else {
      return nil
    }
    let known = Set(wanted.map(\.id))
    wanted = try StoreState(of: context.folder, noting: metrics).wanted(of: context.plan)
    let more = wanted.filter { !known.contains($0.id) }
    return more.isEmpty ? nil : more
  }

  /// Starts `count` threads that take runs until none is left, and waits for them.
  private func runWorkers(over queue: RunQueue, count: Int) {
    let group = DispatchGroup()
    for _ in 0..<count {
      group.enter()
      let thread = Thread {
        work(on: queue)
        group.leave()
      }
      thread.stackSize = 8 << 20
      thread.start()
    }
    group.wait()
  }

  private func work(on queue: RunQueue) {
    let executor = RunExecutor(context: context)
    while !interruption.isRequested, let run = queue.take() {
      do throws(ResultsError) {
        let report = try executor.execute(
          run, shouldStop: { interruption.isRequested || queue.storeFailure != nil },
          report: { queue.notify(.advanced(run, $0)) })
        queue.finish(run, report)
      } catch {
        queue.stop(because: error)
      }
    }
  }
}
