import Foundation
import Glibc
import Synchronization

/// Starts workers as processes of the running program: `gfrun worker`.
package final class ProcessLauncher: WorkerLaunching {
  private let program: String
  private let arguments: [String]
  private let running = Mutex<Set<pid_t>>([])
  private let starting = Mutex(())

  /// A launcher of `program`, the running one unless given, with `arguments`.
  package init(program: String? = nil, arguments: [String] = ["worker"]) {
    // Not its name: the file may be replaced while the sweep goes on, and bits with it.
    self.program = program ?? "/proc/\(getpid())/exe"
    self.arguments = arguments
    signal(SIGPIPE, SIG_IGN)
  }

  package func launch() throws(WorkerLaunchFailure) -> WorkerConnection {
    // One at a time: a worker must not inherit the ends of another's lines, whose end it would hide.
    try starting.withLock { _ throws(WorkerLaunchFailure) in try launchAlone() }
  }

  private func launchAlone() throws(WorkerLaunchFailure) -> WorkerConnection {
    let (commands, answers) = (try LinePipe(), try LinePipe())
    defer {
      close(commands.read)
      close(answers.write)
    }
    let pid: pid_t
    do throws(WorkerLaunchFailure) {
      pid = try spawn(input: commands.read, output: answers.write)
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
          return WorkerEnding(waitStatus: status)
        }
      })
  }

  package func killAll() {
    running.withLock { for pid in $0 { Glibc.kill(pid, SIGKILL) } }
  }

  private func spawn(input: Int32, output: Int32) throws(WorkerLaunchFailure) -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    unsafe posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    unsafe posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    unsafe sigemptyset(&none)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))

    var pid: pid_t = 0
    let words = [CommandLine.arguments.first ?? program] + arguments
    let variables = ProcessInfo.processInfo.environment.map { "\($0.key)=\($0.value)" }
    let status = unsafe Self.withCStrings(words) { words in
      unsafe Self.withCStrings(variables) { variables in
        unsafe posix_spawn(&pid, program, &actions, &attributes, words, variables)
      }
    }
    guard status == 0 else {
      throw WorkerLaunchFailure(operation: "start a worker process", code: status)
    }
    return pid
  }

  private static func withCStrings<Result>(
    _ texts: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    var pointers = unsafe texts.map { unsafe strdup($0) } + [nil]
    defer { unsafe pointers.forEach { unsafe free($0) } }
    return unsafe pointers.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { preconditionFailure("it ends with nil") }
      return unsafe body(base)
    }
  }
}
