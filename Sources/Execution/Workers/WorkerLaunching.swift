import Foundation
import Glibc
import Synchronization
package import Training

/// What starts workers.
package protocol WorkerLaunching: Sendable {
  /// Starts one.
  ///
  /// - Throws: `WorkerLaunchFailure`.
  func launch() throws(WorkerLaunchFailure) -> WorkerConnection
  /// Ends all that were started, at once.
  func killAll()
}

/// Why a worker cannot be started.
package struct WorkerLaunchFailure: Error, Equatable, CustomStringConvertible {
  /// What was tried.
  let operation: String
  /// The operating system's reason.
  let code: Int32

  /// The sentence for a reader.
  package var description: String {
    let reason = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
    return "cannot \(operation): \(reason)"
  }
}

/// A worker that was started: its ends of the lines, and its end.
package struct WorkerConnection: Sendable {
  /// Where it takes commands.
  let input: Int32
  /// Where it answers.
  let output: Int32
  /// Ends it at once.
  let kill: @Sendable () -> Void
  /// Waits for its end.
  let wait: @Sendable () -> WorkerEnding
}

/// Starts workers as threads of this process: for tests, and for a debugger.
///
/// They speak the same lines as processes do, but nothing contains their crashes.
package struct ThreadLauncher: WorkerLaunching {
  private let registry: Registry

  /// A launcher of workers with this registry.
  package init(registry: Registry) { self.registry = registry }

  package func launch() throws(WorkerLaunchFailure) -> WorkerConnection {
    let (commands, answers) = (try LinePipe(), try LinePipe())
    let worker = Worker(registry: registry, output: answers.write, ownsErrorStream: false)
    let ended = DispatchSemaphore(value: 0)
    let thread = Thread {
      _ = worker.work(input: commands.read)
      close(answers.write)
      ended.signal()
    }
    thread.stackSize = 8 << 20
    thread.start()
    return WorkerConnection(
      input: commands.write, output: answers.read, kill: {},
      wait: {
        ended.wait()
        return .exited(0)
      })
  }

  package func killAll() {}
}

/// Two ends of a line that no process inherits which is started later.
struct LinePipe {
  let read: Int32
  let write: Int32

  init() throws(WorkerLaunchFailure) {
    var ends: [Int32] = [0, 0]
    guard unsafe pipe(&ends) == 0 else {
      throw WorkerLaunchFailure(operation: "make a pipe to a worker", code: errno)
    }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (read, write) = (ends[0], ends[1])
  }
}
