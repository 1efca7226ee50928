import Foundation
import Glibc
package import Processes
package import Training

/// Starts workers as threads of this process: for tests, and for a debugger.
///
/// They speak the same lines as processes do, but nothing contains their crashes.
package struct ThreadLauncher: WorkerLaunching {
  private let registry: Registry

  /// A launcher of workers with this registry.
  package init(registry: Registry) { self.registry = registry }

  package func launch() throws(ProcessLaunchFailure) -> WorkerConnection {
    let (commands, answers) = (try PipeEnds(), try PipeEnds())
    let ended = DispatchSemaphore(value: 0)
    let thread = Thread { [registry] in
      Self.work(registry, input: commands.read, output: answers.write)
      close(commands.read)
      close(answers.write)
      ended.signal()
    }
    thread.start()
    return WorkerConnection(
      input: commands.write, output: answers.read, kill: {},
      wait: {
        ended.wait()
        return .exited(0)
      })
  }

  package func killAll() {}

  private static func work(_ registry: Registry, input: Int32, output: Int32) {
    var commands = ByteStream(input)
    var executor: RunExecutor?
    var (run, over): (RunInHand?, DispatchSemaphore?)
    while let line = try? commands.line(patience: nil) {
      switch JSONLine.decode(line, as: WorkerCommand.self) {
      case .begin(let setting): executor = RunExecutor(setting: setting, registry: registry)
      case .run(let assignment):
        guard let executor else { return }
        (run, over) = start(assignment, with: executor, output: output)
      case .stop: run?.stop()
      case nil: break
      }
    }
    run?.stop()
    over?.wait()
  }

  /// Has a thread carry out a run.
  private static func start(
    _ assignment: RunAssignment, with executor: RunExecutor, output: Int32
  ) -> (RunInHand, DispatchSemaphore) {
    let (run, over) = (RunInHand(output: output), DispatchSemaphore(value: 0))
    let thread = Thread {
      let assigned = AssignedRun(assignment, vocabulary: executor.registry.vocabulary)
      _ = run.carryOut(assigned, with: executor)
      _ = JSONLine.write(WorkerEvent.ended(ending: .exited(0)), to: output)
      over.signal()
    }
    thread.stackSize = 8 << 20
    thread.start()
    Thread {
      while !run.isOver {
        Thread.sleep(forTimeInterval: 0.1)
        run.renewLease()
      }
    }.start()
    return (run, over)
  }
}
