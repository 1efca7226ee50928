import Foundation
import Glibc
import Results
import Synchronization
package import Training

/// The other end of a sweep: carries out the runs it is told to, one after the other.
///
/// `gfrun worker` is this over standard input and output, so that a trap, a kill or the end of
/// memory ends one run and not the sweep.
package struct Worker: Sendable {
  /// Where the worker stands.
  private struct Shared: Sendable {
    var commands: [WorkerCommand] = []
    var isOver = false
    var shouldStop = false
    var lease: HeldLease?
    var progress = Lease.Progress()
    var renewed = ContinuousClock.now - .seconds(1)
  }

  private final class Board: Sendable {
    let shared = Mutex(Shared())
    let arrived = DispatchSemaphore(value: 0)
  }

  private let registry: Registry
  private let output: Int32
  /// Whether the error stream is the worker's own, to be led to the logs of its runs.
  private let ownsErrorStream: Bool
  private let board = Board()

  /// How often a lease is renewed at least, to say that its holder lives.
  private static let renewal = Duration.seconds(2)
  /// How often it is renewed at most, to say how far its holder is.
  private static let pace = Duration.milliseconds(100)
  /// How long an orphan may take for its last checkpoint.
  private static let farewell: UInt32 = 20

  /// A worker that answers on `output`.
  init(registry: Registry, output: Int32, ownsErrorStream: Bool) {
    self.registry = registry
    self.output = output
    self.ownsErrorStream = ownsErrorStream
  }

  /// Works on standard input and output until the sweep ends it.
  ///
  /// - Returns: the exit code: 0, or 75 where the sweep went away.
  package static func main(registry: Registry) -> Int32 {
    // The terminal's Ctrl-C is for the sweep, which tells its workers what it wants.
    signal(SIGINT, SIG_IGN)
    signal(SIGHUP, SIG_IGN)
    signal(SIGPIPE, SIG_IGN)
    // Whatever a trainer prints must not get between the lines of the protocol.
    let output = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
    dup2(STDERR_FILENO, STDOUT_FILENO)
    let worker = Worker(registry: registry, output: output, ownsErrorStream: true)
    let termination = Interruption()
    termination.onRequest { worker.end() }
    termination.listen(to: [SIGTERM])
    return worker.work(input: fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)) ? 0 : 75
  }

  /// Works on the commands from `input` until they end.
  ///
  /// - Returns: whether no run was cut short by their end.
  func work(input: Int32) -> Bool {
    let reading = Thread { read(from: input) }
    reading.start()
    let renewing = Thread { renew() }
    renewing.start()
    defer { board.shared.withLock { $0.isOver = true } }
    var executor: RunExecutor?
    while let command = nextCommand() {
      switch command {
      case .begin(let setting): executor = RunExecutor(setting: setting, registry: registry)
      case .run(let assignment):
        guard let executor else { return false }
        guard carryOut(assignment, with: executor) else { return false }
      case .stop: break
      }
    }
    return true
  }

  private func nextCommand() -> WorkerCommand? {
    while true {
      let (command, isOver) = board.shared.withLock { shared in
        (shared.commands.isEmpty ? nil : shared.commands.removeFirst(), shared.isOver)
      }
      if let command { return isOver ? nil : command }
      if isOver { return nil }
      board.arrived.wait()
    }
  }

  /// Carries out one run; false where nobody is left to be told.
  private func carryOut(_ assignment: RunAssignment, with executor: RunExecutor) -> Bool {
    let log = executor.folder.logFile(assignment.runID)
    if ownsErrorStream { RunLog.redirect(to: log) }
    defer { if ownsErrorStream { RunLog.end(log) } }
    let began = ContinuousClock.now
    let listener = RunExecutor.Listener(
      shouldStop: { board.shared.withLock { $0.shouldStop } },
      report: { progress in
        let due = board.shared.withLock { shared in
          if shared.progress.iterations == 0 { shared.progress.first = progress.iteration }
          shared.progress.iteration = progress.iteration
          shared.progress.iterations = progress.iterations
          shared.progress.metric = progress.metric.map {
            "\($0.name) \(Quantity.number($0.value))"
          }
          shared.progress.seconds = (ContinuousClock.now - began) / .seconds(1)
          let isDue = ContinuousClock.now - shared.renewed > Self.pace
          if isDue { shared.renewed = .now }
          return isDue ? (shared.lease, shared.progress) : nil
        }
        if let (lease, progress) = due { lease?.renew(progress) }
        _ = send(
          .advanced(
            iteration: progress.iteration, iterations: progress.iterations,
            metric: progress.metric?.name, value: progress.metric?.value))
      },
      notice: { text in
        RunLog.append(text, to: log)
        _ = send(.notice(text: text))
      },
      lease: { lease in
        board.shared.withLock { shared in
          shared.lease = lease
          shared.progress = Lease.Progress()
          shared.renewed = .now - .seconds(1)
        }
      })
    do throws(ResultsError) {
      return send(.finished(ending: try executor.execute(assignment, listener: listener)))
    } catch {
      return send(.storeFailed(error: error))
    }
  }

  private func send(_ event: WorkerEvent) -> Bool {
    LineWriting.write(JSONLine.encode(event), to: output)
  }
}

// MARK: - Beside the run

extension Worker {
  /// Hands on commands as they come; their end is the end.
  private func read(from input: Int32) {
    var reader = LineReader(input)
    loop: while true {
      let line: [UInt8]
      switch reader.next(milliseconds: -1) {
      case .line(let found): line = found
      // A signal that was handled elsewhere, or a stop and a continuation, end the waiting alone.
      case .nothing: continue loop
      case .end: break loop
      }
      guard let command = JSONLine.decode(line, as: WorkerCommand.self) else { continue }
      board.shared.withLock { shared in
        switch command {
        case .begin: shared.commands.append(command)
        case .run:
          // A wish to stop is about the runs before it.
          shared.shouldStop = shared.isOver
          shared.commands.append(command)
        case .stop: shared.shouldStop = true
        }
      }
      board.arrived.signal()
    }
    end()
    guard ownsErrorStream else { return }
    // A run that does not look up in time is left to its last checkpoint.
    sleep(Self.farewell)
    if !board.shared.withLock({ $0.isOver && $0.lease == nil }) { _exit(75) }
  }

  /// Ends the run in hand at its next look and takes up no other.
  private func end() {
    board.shared.withLock { shared in
      shared.isOver = true
      shared.shouldStop = true
    }
    board.arrived.signal()
  }

  /// Renews the lease of the run in hand as long as the worker lives.
  private func renew() {
    while true {
      Thread.sleep(forTimeInterval: Self.renewal / .seconds(1))
      let (lease, progress, isOver) = board.shared.withLock {
        ($0.lease, $0.progress, $0.isOver)
      }
      lease?.renew(progress)
      if isOver && lease == nil { return }
    }
  }
}
