import Glibc

/// How a process ended.
package enum ProcessEnding: Sendable, Equatable, Codable {
  /// It exited with a status.
  case exited(Int32)
  /// A signal ended it.
  case signalled(Int32)

  /// What `waitpid` says.
  package init(waitStatus status: Int32) {
    let signal = status & 0x7F
    self = signal == 0 ? .exited(status >> 8 & 0xFF) : .signalled(signal)
  }

  /// Whether what it did itself ended it, as far as can be told.
  package var isFault: Bool {
    switch self {
    case .exited(let code): code != 0
    case .signalled(let number):
      [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGSYS].contains(number)
    }
  }

  /// What it did, for a sentence whose subject it is: "exited with status 3".
  package var reason: String {
    switch self {
    case .exited(let code): "exited with status \(code)"
    case .signalled(let number): "was ended by \(Self.name(of: number))"
    }
  }

  private static func name(of number: Int32) -> String {
    switch number {
    case SIGILL, SIGTRAP: "signal \(number) (a trap)"
    case SIGABRT: "signal \(number) (abort)"
    case SIGSEGV, SIGBUS: "signal \(number) (a wrong memory access)"
    case SIGFPE: "signal \(number) (wrong arithmetic)"
    case SIGKILL: "signal \(number) (kill: somebody's, or the system's for want of memory)"
    case SIGTERM: "signal \(number) (termination)"
    case SIGXCPU: "signal \(number) (its processor time was used up)"
    default: "signal \(number)"
    }
  }
}
