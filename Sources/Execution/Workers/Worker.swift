import Foundation
import Glibc
import Processes
package import Training

/// The other end of a sweep: takes its commands, and has a copy of itself carry out each run.
///
/// `gfrun worker` is this over standard input and output. A run has a process of its own, so that a trap,
/// a kill or the end of memory ends one run and not the sweep; as a copy of a process that has started
/// already it costs next to nothing. The worker itself has one thread, and no more to do
/// than to understand what it is told.
package struct Worker {
  private let registry: Registry
  private let output: Int32
  private var commands: ByteStream

  /// How long an orphan may take for its last checkpoint.
  private static let farewell: UInt32 = 20

  /// Works on standard input and output until the sweep ends it.
  ///
  /// - Returns: the exit code: 0, or 70 where it was told nonsense.
  package static func main(registry: Registry) -> Int32 {
    // The terminal's Ctrl-C is for the sweep, which tells its workers what it wants.
    signal(SIGINT, SIG_IGN)
    signal(SIGHUP, SIG_IGN)
    signal(SIGPIPE, SIG_IGN)
    // Whatever a trainer prints must not get between the lines of the protocol.
    let output = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
    dup2(STDERR_FILENO, STDOUT_FILENO)
    let input = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)
    var worker = Worker(registry: registry, output: output, commands: ByteStream(input))
    return worker.work()
  }

  private mutating func work() -> Int32 {
    Rehearsal.perform()
    var executor: RunExecutor?
    while let line = try? commands.line(patience: nil) {
      switch JSONLine.decode(line, as: WorkerCommand.self) {
      case .begin(let setting): executor = RunExecutor(setting: setting, registry: registry)
      case .run(let assignment):
        guard let executor else { return 70 }
        let run = AssignedRun(assignment, vocabulary: registry.vocabulary)
        do throws(ProcessLaunchFailure) {
          let outcome = try ProcessCopy.run { carryOut(run, with: executor) }
          // What a copy that was killed had begun to send ends here.
          guard JSONLine.write(WorkerEvent.ended(ending: outcome.ending), to: output, anew: true),
            !outcome.wasToldToEnd
          else { return 0 }
        } catch {
          guard JSONLine.write(WorkerEvent.notStarted(error: error), to: output) else { return 0 }
        }
      // The run in hand reads the wish to stop itself; one that comes after its end is about nothing.
      case .stop, nil: break
      }
    }
    return 0
  }
}

// MARK: - In the copy

extension Worker {
  /// Carries out one run.
  ///
  /// - Returns: the exit code: 0, or 75 where the sweep went away.
  private func carryOut(_ assigned: AssignedRun, with executor: RunExecutor) -> Int32 {
    let log = executor.folder.logFile(assigned.assignment.runID)
    RunLog.redirect(to: log)
    defer { RunLog.end(log) }
    let run = RunInHand(output: output)
    Thread { [commands] in Self.listen(to: commands, for: run) }.start()
    Thread { Self.attend(to: run) }.start()
    return run.carryOut(assigned, with: executor) ? 0 : 75
  }

  /// Ends the run where the sweep wants it, or is gone.
  private static func listen(to commands: ByteStream, for run: RunInHand) {
    var commands = commands
    while let line = try? commands.line(patience: nil) {
      if case .stop = JSONLine.decode(line, as: WorkerCommand.self) { run.stop() }
    }
    run.stop()
    // A run that does not look up in time is left to its last checkpoint.
    sleep(farewell)
    _exit(75)
  }

  /// Renews the lease of the run, and ends it where its process is told to end.
  ///
  /// Who tells all processes of a job is heard twice, since the worker hands on what it was told.
  private static func attend(to run: RunInHand) {
    while true {
      if TerminationRequest.comes(within: RunInHand.renewal) { run.stop() }
      run.renewLease()
    }
  }
}
