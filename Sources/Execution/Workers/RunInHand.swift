import Glibc
import Processes
import Results
import Synchronization
import Training

/// The one run that a worker is carrying out: tells the sweep how it goes, renews its lease, ends it on
/// request.
final class RunInHand: Sendable {
  private struct State: Sendable {
    var shouldStop = false
    var isOver = false
    var lease: HeldLease?
    var progress = Lease.Progress()
    var renewed = ContinuousClock.now - .seconds(1)
  }

  private let state = Mutex(State())
  private let began = ContinuousClock.now
  private let output: Int32

  /// How often a lease is renewed at least, to say that its holder lives.
  static let renewal = Duration.seconds(2)
  /// How often it is renewed at most, to say how far its holder is.
  private static let pace = Duration.milliseconds(100)

  /// A run whose events go to `output`.
  init(output: Int32) { self.output = output }

  /// Carries the run out.
  ///
  /// - Returns: whether somebody is left to be told.
  func carryOut(_ run: AssignedRun, with executor: RunExecutor) -> Bool {
    defer { state.withLock { $0.isOver = true } }
    do throws(ResultsError) {
      let ending = try executor.execute(run, listener: listener(run.assignment, executor.folder))
      return send(.finished(ending: ending))
    } catch {
      return send(.storeFailed(error: error))
    }
  }

  /// Asks the run to make a checkpoint and end at its next look.
  func stop() { state.withLock { $0.shouldStop = true } }

  /// Renews the lease, to say that the run's process lives.
  func renewLease() {
    let (lease, progress) = state.withLock { ($0.lease, $0.progress) }
    lease?.renew(progress)
  }

  /// Whether the run has ended.
  var isOver: Bool { state.withLock { $0.isOver } }

  private func listener(
    _ assignment: RunAssignment, _ folder: SweepFolder
  ) -> RunExecutor.Listener {
    RunExecutor.Listener(
      shouldStop: { [self] in state.withLock { $0.shouldStop } },
      report: { [self] progress in report(progress) },
      notice: { [self] text in
        RunLog.append(text, to: folder.logFile(assignment.runID))
        _ = send(.notice(text: text))
      },
      lease: { [self] lease in
        state.withLock { state in
          state.lease = lease
          state.progress = Lease.Progress()
          state.renewed = .now - .seconds(1)
        }
      })
  }

  private func report(_ progress: RunLoop.Progress) {
    let due = state.withLock { state in
      if state.progress.iterations == 0 { state.progress.first = progress.iteration }
      state.progress.iteration = progress.iteration
      state.progress.iterations = progress.iterations
      state.progress.metric = progress.metric.map { "\($0.name) \(Quantity.number($0.value))" }
      state.progress.seconds = (ContinuousClock.now - began) / .seconds(1)
      let isDue = ContinuousClock.now - state.renewed > Self.pace
      if isDue { state.renewed = .now }
      return isDue ? (state.lease, state.progress) : nil
    }
    if let (lease, progress) = due { lease?.renew(progress) }
    _ = send(
      .advanced(
        iteration: progress.iteration, iterations: progress.iterations,
        metric: progress.metric?.name, value: progress.metric?.value))
  }

  private func send(_ event: WorkerEvent) -> Bool { JSONLine.write(event, to: output) }
}
