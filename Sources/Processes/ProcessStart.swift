import Foundation
package import Glibc

/// How a program is started.
package struct ProcessStart {
  /// The program: a path, or a name to be found on the PATH.
  package var program: String
  /// What it is given, its own name first.
  package var words: [String]
  /// What is set in its environment on top of ours.
  package var environment: [String: String] = [:]
  /// Whether what it writes to standard error is lost; else it goes where ours does.
  package var discardsErrors = false
  /// Whether it leads a process group of its own, so that signals from the terminal are not for it.
  package var leadsGroup = false

  /// A start of `program`, which is called by its own name and given `arguments`.
  package init(program: String, arguments: [String] = [], calledAs name: String? = nil) {
    self.program = program
    words = [name ?? program] + arguments
  }

  /// Starts the program with the given standard input and output.
  ///
  /// - Throws: `ProcessLaunchFailure`.
  package func spawn(input: Int32, output: Int32) throws(ProcessLaunchFailure) -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    unsafe posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    if discardsErrors {
      unsafe posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    }
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    // What we ignore or block, a program expects at its default.
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe posix_spawnattr_setsigmask(&attributes, &signals)
    for signal in [SIGINT, SIGHUP, SIGPIPE, SIGTERM] { unsafe sigaddset(&signals, signal) }
    unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    let group = leadsGroup ? POSIX_SPAWN_SETPGROUP : 0
    unsafe posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | group))

    var identifier: pid_t = 0
    let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }
      .map { "\($0.key)=\($0.value)" }
    let status = unsafe Self.withCStrings(words) { words in
      unsafe Self.withCStrings(variables) { variables in
        unsafe posix_spawnp(&identifier, program, &actions, &attributes, words, variables)
      }
    }
    guard status == 0 else {
      throw ProcessLaunchFailure(operation: "start '\(words[0])'", code: status)
    }
    return identifier
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
