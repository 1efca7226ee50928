import Foundation
import Glibc
package import Processes
import Synchronization
package import Training

/// What starts workers.
package protocol WorkerLaunching: Sendable {
  /// Starts one.
  ///
  /// - Throws: `ProcessLaunchFailure`.
  func launch() throws(ProcessLaunchFailure) -> WorkerConnection
  /// Ends all that were started, at once.
  func killAll()
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
  let wait: @Sendable () -> ProcessEnding
}

/// Starts workers as threads of this process: for tests, and for a debugger.
///
/// They speak the same lines as processes do, but nothing contains their crashes.
package struct ThreadLauncher: WorkerLaunching {
  private let registry: Registry

  /// A launcher of workers with this registry.
  package init(registry: Registry) { self.registry = registry }

  package func launch() throws(ProcessLaunchFailure) -> WorkerConnection {
    let (commands, answers) = (try PipeEnds(), try PipeEnds())
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
