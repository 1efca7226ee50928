import Foundation
import Glibc

/// The two streams of the program: data goes out, talk goes to the error stream.
enum Console {
  /// Writes a line of data to standard output.
  static func out(_ line: String) { write(line + "\n", to: STDOUT_FILENO) }

  /// Writes a line of talk to standard error.
  static func talk(_ line: String) { write(line + "\n", to: STDERR_FILENO) }

  /// Says on standard error what went wrong, as one clause.
  static func error(_ message: String) { talk("\(Program.current.name): error: \(message)") }

  /// Says on standard error what is probably not as it was meant, as one clause.
  static func warn(_ message: String) { talk("\(Program.current.name): warning: \(message)") }

  /// Writes text as it is.
  static func write(_ text: String, to descriptor: Int32) {
    write(Array(text.utf8), to: descriptor)
  }

  /// Writes bytes as they are.
  static func write(_ bytes: some ContiguousBytes, to descriptor: Int32) {
    unsafe bytes.withUnsafeBytes { bytes in
      var rest = unsafe bytes[...]
      while unsafe !rest.isEmpty {
        let count = unsafe Glibc.write(
          descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count < 0 && errno == EINTR { continue }
        // A closed pipe or a full disk behind the shell's redirection: nobody is left to tell.
        guard count > 0 else { return }
        unsafe rest = rest.dropFirst(count)
      }
    }
  }

  /// The characters in a line of standard output: what a terminal has, between 40 and 100; 80 for
  /// anything else, so that a text in a file or a pipe is always the same.
  static var width: Int {
    var size = winsize()
    guard isatty(STDOUT_FILENO) == 1,
      unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0
    else { return 80 }
    return min(max(Int(size.ws_col), 40), 100)
  }

  /// Whether standard error is a terminal, so that progress may be redrawn in place.
  static var talksToTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}
