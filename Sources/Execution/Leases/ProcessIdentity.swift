import Foundation
import Glibc

/// One process of one machine, told from all others, also from a later one with its number.
package struct ProcessIdentity: Codable, Sendable, Equatable {
  /// What is known of a process.
  package enum Evidence: Equatable {
    /// It runs.
    case alive
    /// It is gone, beyond doubt.
    case dead
    /// It is none of this machine's: only its silence can tell.
    case elsewhere
  }

  /// The machine's name on the network.
  package let host: String
  /// What the kernel drew when it was started.
  package let boot: String
  /// The name space its number is of: containers on one machine count apart.
  package let namespace: String
  /// Its number.
  package let pid: Int32
  /// When it started, in ticks of the kernel's clock; numbers are used again, this pair is not.
  package let started: UInt64

  /// The process that these name.
  package init(host: String, boot: String, namespace: String, pid: Int32, started: UInt64) {
    (self.host, self.boot, self.namespace) = (host, boot, namespace)
    (self.pid, self.started) = (pid, started)
  }

  /// The calling process, which may be a copy of one that asked before.
  package static var current: ProcessIdentity {
    ProcessIdentity(
      host: Host.name, boot: Host.boot, namespace: Host.processNamespace, pid: getpid(),
      started: startTicks(of: getpid()) ?? 0)
  }

  /// What the calling process can know of this one.
  package var evidence: Evidence {
    guard !boot.isEmpty, boot == Host.boot else {
      // The same machine, started again: nothing of before is left.
      return host == Host.name && !boot.isEmpty && !Host.boot.isEmpty ? .dead : .elsewhere
    }
    guard namespace == Host.processNamespace else { return .elsewhere }
    return Self.startTicks(of: pid) == started ? .alive : .dead
  }

  /// When a process of this machine started; nil where there is none, or it only awaits burial.
  private static func startTicks(of pid: Int32) -> UInt64? {
    guard let bytes = FileManager.default.contents(atPath: "/proc/\(pid)/stat") else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    // The second field is the program's name in parentheses, which may hold anything.
    guard let end = text.lastIndex(of: ")") else { return nil }
    let fields = text[text.index(after: end)...].split(separator: " ")
    guard fields.count > 19, fields[0] != "Z", fields[0] != "X" else { return nil }
    return UInt64(fields[19])
  }
}
