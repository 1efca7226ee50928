import Planning
import Results
import Synchronization

/// The runs that are still to be taken up, shared by the workers of a sweep.
final class RunQueue: Sendable {
  private struct State {
    var waiting: ArraySlice<PlannedRun>
    var outcome = SweepExecutor.Outcome()
    var storeFailure: ResultsError?
    let observer: any ExecutionObserver
  }

  private let state: Mutex<State>

  init(_ runs: [PlannedRun], observer: sending any ExecutionObserver) {
    state = Mutex(State(waiting: runs[...], observer: observer))
  }

  /// The next run, which is thereby the caller's; nil where none is left.
  func take() -> PlannedRun? {
    state.withLock { state in
      guard state.storeFailure == nil, let run = state.waiting.popFirst() else { return nil }
      state.observer.observe(.started(run))
      return run
    }
  }

  /// Adds runs behind those that wait.
  func append(_ runs: [PlannedRun]) {
    state.withLock { $0.waiting += runs }
  }

  /// Takes note of how a run ended.
  func finish(_ run: PlannedRun, _ report: RunReport) {
    state.withLock { state in
      state.outcome.executed += 1
      switch report.ending {
      case .complete: state.outcome.done += 1
      case .diverged:
        state.outcome.done += 1
        state.outcome.diverged += 1
      case .failed: state.outcome.failed += 1
      case .interrupted: break
      }
      state.observer.observe(.finished(run, report))
    }
  }

  /// Lets no further run begin, since results cannot be kept.
  func stop(because failure: ResultsError) {
    state.withLock { $0.storeFailure = $0.storeFailure ?? failure }
  }

  /// Tells the observer, one event at a time.
  func notify(_ event: ExecutionEvent) {
    state.withLock { $0.observer.observe(event) }
  }

  var outcome: SweepExecutor.Outcome { state.withLock { $0.outcome } }

  /// Why results cannot be kept, where that is so.
  var storeFailure: ResultsError? { state.withLock { $0.storeFailure } }
}
