import Glibc

/// Lines for the log of the run in hand, which standard error leads to.
enum RunLogging {
  /// Writes a line; control characters do not get through.
  static func write(_ text: String) {
    let line = text.unicodeScalars.map { $0.value < 32 ? " " : String($0) }.joined() + "\n"
    let bytes = Array(line.utf8.prefix(8192))
    unsafe bytes.withUnsafeBytes { _ = unsafe Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
