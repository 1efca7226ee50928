package import Processes
import Training

/// What a program that should train did wrong, or what became of it.
package struct TrainerFault: Error, Equatable, CustomStringConvertible {
  /// The ways.
  package enum Cause: Equatable, Sendable {
    /// It could not be started.
    case notStarted(ProcessLaunchFailure)
    /// It ended, or closed its output, in the middle of something.
    case ended(ProcessEnding?)
    /// It said nothing for so many seconds.
    case silent(seconds: Double)
    /// It wrote something that is no message.
    case garbage(quote: String)
    /// Its answer is not what was asked for.
    case wrong(String)
    /// It says itself what is wrong, maybe about one of its options.
    case reported(String, option: String?)
  }

  /// The program.
  package let program: String
  /// The request that it was at work on.
  package let request: String
  /// What happened.
  package let cause: Cause

  /// The sentence for a reader.
  package var description: String {
    switch cause {
    case .notStarted(let failure): "\(failure)"
    case .ended(let ending?): "'\(program)' \(ending.reason) while asked for '\(request)'"
    case .ended(nil): "'\(program)' closed its output while asked for '\(request)'"
    case .silent(let seconds):
      "'\(program)' gave no sign of life for \(Self.text(seconds)) while asked for '\(request)'; "
        + "trainer.timeout sets how long is waited"
    case .garbage(let quote):
      "'\(program)' wrote \(quote) where the answer to '\(request)' was expected; "
        + "its standard output is for messages of the trainer protocol alone"
    case .wrong(let what): "'\(program)' answered '\(request)' wrongly: \(what)"
    case .reported(let message, _): "'\(program)': \(message)"
    }
  }

  private static func text(_ seconds: Double) -> String {
    seconds == seconds.rounded() ? "\(Int(seconds)) s" : "\(seconds) s"
  }
}

extension TrainerFault: TransientError {
  /// Whether the program died under its work, so that another attempt may succeed.
  package var isTransient: Bool {
    switch cause {
    case .ended, .silent: true
    case .notStarted, .garbage, .wrong, .reported: false
    }
  }
}
