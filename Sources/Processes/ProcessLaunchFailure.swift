import Glibc

/// Why a process cannot be started.
package struct ProcessLaunchFailure: Error, Equatable, Codable, CustomStringConvertible {
  /// What was tried: "start 'python3'".
  package let operation: String
  /// The operating system's reason, an `errno`.
  package let code: Int32

  /// A failure of `operation` for the reason `code`.
  package init(operation: String, code: Int32) {
    self.operation = operation
    self.code = code
  }

  /// The sentence for a reader.
  package var description: String {
    let reason = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
    return "cannot \(operation): \(reason)"
  }
}
