import Planning
import Results
import Synchronization

/// The runs that are still to be taken up, shared by the slots of a sweep.
final class RunQueue: Sendable {
  /// What a slot is to do.
  enum Next {
    /// Carry out this run.
    case run(PlannedRun, breaking: String?)
    /// Ask again later: others hold what is left.
    case wait
    /// Nothing more.
    case end
  }

  private struct State {
    var waiting: ArraySlice<PlannedRun>
    /// Leases from elsewhere that were silent for too long, by run.
    var silent: [RunID: String] = [:]
    var elsewhere: RunsElsewhere
    var outcome = SweepExecutor.Outcome()
    var failure: (any Error)?
    let observer: any ExecutionObserver
  }

  private let state: Mutex<State>
  private let interruption: Interruption
  private let maximumFailures: Int?
  private let end: ContinuousClock.Instant?

  init(
    _ runs: [PlannedRun], elsewhere: RunsElsewhere, options: ExecutionOptions,
    interruption: Interruption, observer: sending any ExecutionObserver
  ) {
    state = Mutex(State(waiting: runs[...], elsewhere: elsewhere, observer: observer))
    self.interruption = interruption
    maximumFailures = options.maximumFailures
    end = options.sweepTimeout.map { .now + $0 }
  }

  /// What the caller is to do; a run is thereby the caller's.
  func take() -> Next {
    state.withLock { state in
      guard state.failure == nil, stopReason(state) == nil else { return .end }
      if state.waiting.isEmpty { look(&state) }
      if let run = state.waiting.popFirst() {
        state.observer.observe(.started(run))
        return .run(run, breaking: state.silent[run.id])
      }
      return state.elsewhere.isEmpty ? .end : .wait
    }
  }

  /// Looks what became of the runs that others hold.
  private func look(_ state: inout State) {
    for (run, news) in state.elsewhere.look() {
      switch news {
      case .done(let diverged):
        state.outcome.done += 1
        state.outcome.diverged += diverged ? 1 : 0
        state.observer.observe(.leftToOthers(run))
      case .failed(let note):
        state.outcome.failed += 1
        let report = RunReport(
          ending: .failed(reason: "on \(note.host): \(note.reason)"), iteration: note.iteration,
          metric: nil, seconds: 0)
        state.observer.observe(.finished(run, report))
      case .free: state.waiting.append(run)
      case .silent(let token):
        state.silent[run.id] = token
        state.waiting.append(run)
      }
    }
  }

  /// Adds runs behind those that wait; with them there are `runs`.
  func append(_ more: [PlannedRun], runs: Int) {
    state.withLock { state in
      state.waiting += more
      state.observer.observe(.extended(runs: runs))
    }
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

  /// Leaves a run to whoever holds its lease.
  func leave(_ run: PlannedRun, token: String) {
    state.withLock { state in
      state.elsewhere.add(run, token: token)
      state.observer.observe(.postponed(run))
    }
  }

  /// Takes note that a run's result was there already.
  func skip(_ run: PlannedRun) {
    state.withLock { state in
      state.outcome.done += 1
      state.observer.observe(.leftToOthers(run))
    }
  }

  /// Takes note that the result of a run contradicts an earlier one.
  func contradict(_ run: PlannedRun, _ text: String, isAlarm: Bool) {
    state.withLock { state in
      state.outcome.done += 1
      state.outcome.contradicted += isAlarm ? 1 : 0
      state.observer.observe(isAlarm ? .contradicted(run, text) : .noticed(run, text))
      state.observer.observe(.leftToOthers(run))
    }
  }

  /// Lets no further run begin, since results cannot be kept or workers not be started.
  func stop(because failure: any Error) {
    state.withLock { $0.failure = $0.failure ?? failure }
  }

  /// Tells the observer, one event at a time.
  func notify(_ event: ExecutionEvent) {
    state.withLock { $0.observer.observe(event) }
  }

  /// Whether the runs in hand are to be ended.
  var shouldStop: Bool { state.withLock { $0.failure != nil || stopReason($0) != nil } }

  /// How things stand.
  var outcome: SweepExecutor.Outcome {
    state.withLock { state in
      var outcome = state.outcome
      outcome.stop = stopReason(state)
      return outcome
    }
  }

  /// Why the sweep cannot go on, where that is so.
  var failure: (any Error)? { state.withLock { $0.failure } }

  private func stopReason(_ state: borrowing State) -> StopReason? {
    if let signal = interruption.signal { return .signal(signal) }
    if let maximumFailures, state.outcome.failed >= maximumFailures { return .failures }
    if let end, ContinuousClock.now >= end { return .timeLimit }
    return nil
  }
}
