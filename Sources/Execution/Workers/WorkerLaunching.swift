package import Processes

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
