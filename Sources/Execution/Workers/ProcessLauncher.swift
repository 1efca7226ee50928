import Glibc
package import Processes
import Synchronization

/// Starts workers as processes of the running program: `gfrun worker`.
package final class ProcessLauncher: WorkerLaunching {
  private let start: ProcessStart
  private let running = Mutex<Set<pid_t>>([])
  private let starting = Mutex(())

  /// A launcher of `program`, the running one unless given, with `arguments`.
  package init(program: String? = nil, arguments: [String] = ["worker"]) {
    // Not its name: the file may be replaced while the sweep goes on, and bits with it.
    let path = program ?? "/proc/\(getpid())/exe"
    var start = ProcessStart(
      program: path, arguments: arguments, calledAs: CommandLine.arguments.first)
    start.discardsErrors = true
    self.start = start
    signal(SIGPIPE, SIG_IGN)
  }

  package func launch() throws(ProcessLaunchFailure) -> WorkerConnection {
    // One at a time: a worker must not inherit the ends of another's lines, whose end it would hide.
    try starting.withLock { _ throws(ProcessLaunchFailure) in try launchAlone() }
  }

  private func launchAlone() throws(ProcessLaunchFailure) -> WorkerConnection {
    let (commands, answers) = (try PipeEnds(), try PipeEnds())
    defer {
      close(commands.read)
      close(answers.write)
    }
    let pid: pid_t
    do throws(ProcessLaunchFailure) {
      pid = try start.spawn(input: commands.read, output: answers.write)
    } catch {
      close(commands.write)
      close(answers.read)
      throw error
    }
    running.withLock { _ = $0.insert(pid) }
    return WorkerConnection(
      input: commands.write, output: answers.read,
      kill: { [self] in running.withLock { if $0.contains(pid) { Glibc.kill(pid, SIGKILL) } } },
      wait: { [self] in
        // Waiting must not bury the process while somebody is about to kill its number.
        var info = unsafe siginfo_t()
        while unsafe waitid(P_PID, id_t(pid), &info, WEXITED | WNOWAIT) != 0, errno == EINTR {}
        return running.withLock { running in
          running.remove(pid)
          var status: Int32 = 0
          while unsafe waitpid(pid, &status, 0) < 0, errno == EINTR {}
          return ProcessEnding(waitStatus: status)
        }
      })
  }

  package func killAll() {
    running.withLock { for pid in $0 { Glibc.kill(pid, SIGKILL) } }
  }
}
