internal import CProcesses
import Glibc

/// A copy of the calling process that does one piece of work and ends.
///
/// What the original has read and set up is there for the copy at the price of the pages that it changes;
/// what the copy does, and what becomes of it, does not touch the original. The original must have one
/// thread, since no other would be in the copy, and what it held locked would stay so.
package struct ProcessCopy {
  /// How a copy ended.
  package struct Outcome {
    /// Its end.
    package let ending: ProcessEnding
    /// Whether the original was told to end meanwhile, by SIGTERM, which it handed on to the copy.
    package let wasToldToEnd: Bool
  }

  /// Has a copy do `work` and exit with the code that this returns, and waits for its end.
  ///
  /// The copy is killed should the original end before it. In the copy SIGTERM is blocked, to be waited
  /// for: see `TerminationRequest`.
  ///
  /// - Throws: `ProcessLaunchFailure` where there can be no further process.
  package static func run(_ work: () -> Int32) throws(ProcessLaunchFailure) -> Outcome {
    let awaited = SignalSet([SIGCHLD, SIGTERM])
    let before = awaited.block()
    defer { before.restore() }
    let identifier = gfproc_copy()
    if identifier == 0 {
      SignalSet([SIGCHLD]).unblock()
      let code = work()
      fflush(nil)
      _exit(code)
    }
    guard identifier > 0 else {
      throw ProcessLaunchFailure(operation: "start a process for a run", code: errno)
    }
    var wasToldToEnd = false
    while true {
      if awaited.wait() == SIGTERM {
        kill(identifier, SIGTERM)
        wasToldToEnd = true
        continue
      }
      var status: Int32 = 0
      guard unsafe waitpid(identifier, &status, WNOHANG) == identifier else { continue }
      return Outcome(ending: ProcessEnding(waitStatus: status), wasToldToEnd: wasToldToEnd)
    }
  }
}

/// The wish, by SIGTERM, that a `ProcessCopy` ends.
package enum TerminationRequest {
  /// Whether it comes within `patience`; asked by a thread of the copy.
  package static func comes(within patience: Duration) -> Bool {
    SignalSet([SIGTERM]).wait(for: patience) == SIGTERM
  }
}
