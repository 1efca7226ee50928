package import Glibc

/// A program that was started, with our ends of its standard input and output.
///
/// It is the leader of a process group of its own: a Ctrl-C at the terminal is not for it, and it
/// can be ended with all that it has started. Its standard error is ours.
package final class ChildProcess {
  /// The number of the process and of its group.
  package let identifier: pid_t
  /// Where it takes its input; does not block.
  package let input: Int32
  /// Where its output comes from.
  package let output: Int32
  private var ending: ProcessEnding?
  private var isInputOpen = true

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - command: the program, a path or a name to be found on the PATH, and its arguments.
  ///   - environment: what is set in its environment on top of ours.
  /// - Throws: `ProcessLaunchFailure`.
  package init(
    _ command: [String], environment: [String: String] = [:]
  ) throws(ProcessLaunchFailure) {
    precondition(!command.isEmpty, "a command names a program")
    // That a program no longer reads is told by the write to it.
    signal(SIGPIPE, SIG_IGN)
    let requests = try PipeEnds()
    let answers: PipeEnds
    do throws(ProcessLaunchFailure) {
      answers = try PipeEnds()
    } catch {
      close(requests.read)
      close(requests.write)
      throw error
    }
    defer {
      close(requests.read)
      close(answers.write)
    }
    do throws(ProcessLaunchFailure) {
      var start = ProcessStart(program: command[0], arguments: Array(command.dropFirst()))
      start.environment = environment
      start.leadsGroup = true
      identifier = try start.spawn(input: requests.read, output: answers.write)
    } catch {
      close(requests.write)
      close(answers.read)
      throw error
    }
    (input, output) = (requests.write, answers.read)
    _ = fcntl(input, F_SETFL, O_NONBLOCK)
  }

  deinit {
    kill()
    closeInput()
    close(output)
  }

  /// Tells the program that nothing more comes.
  package func closeInput() {
    guard isInputOpen else { return }
    close(input)
    isInputOpen = false
  }

  /// Ends the program and what it has started, at once, unless it has ended.
  @discardableResult
  package func kill() -> ProcessEnding {
    if let ending = ending(within: .zero) { return ending }
    Glibc.kill(-identifier, SIGKILL)
    return wait(options: 0) ?? .signalled(SIGKILL)
  }

  /// How the program ended, if it does so within `patience`.
  package func ending(within patience: Duration) -> ProcessEnding? {
    let deadline = ContinuousClock.now + patience
    var pause: UInt32 = 200
    while true {
      if let ending = wait(options: WNOHANG) { return ending }
      guard ContinuousClock.now < deadline else { return nil }
      usleep(pause)
      pause = min(pause * 2, 20_000)
    }
  }

  private func wait(options: Int32) -> ProcessEnding? {
    if let ending { return ending }
    var status: Int32 = 0
    while true {
      let found = unsafe waitpid(identifier, &status, options)
      if found < 0 && errno == EINTR { continue }
      guard found == identifier else { return nil }
      ending = ProcessEnding(waitStatus: status)
      return ending
    }
  }
}
