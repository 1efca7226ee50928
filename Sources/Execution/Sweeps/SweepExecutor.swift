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
    let stored = StoredPlan(plan)
    let planHasChanged = try stored.write(to: context.folder)
    Leftovers.remove(from: context.folder)
    let store = try StoreState(of: context.folder)
    let toDo = store.toDo(of: plan)
    let planned = Set(plan.runs.map(\.id))
    let workers = min(jobs, toDo.count)
    let queue = RunQueue(toDo, observer: observer)
    interruption.onRequest { queue.notify(.interrupted) }
    queue.notify(
      .began(
        experiment: plan.experiment.name, runs: planned.count,
        done: planned.count - toDo.count, jobs: max(workers, 1)))
    runWorkers(over: queue, count: workers)
    var outcome = queue.outcome
    outcome.runs = planned.count
    outcome.done += planned.count - toDo.count
    outcome.diverged += store.diverged.intersection(planned).count
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
