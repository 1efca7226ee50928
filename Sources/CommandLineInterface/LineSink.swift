import Glibc
import Results

/// Where a command writes many lines: a file, published whole at its end, or standard output.
final class LineSink {
  private let path: String?
  private var pending: [UInt8] = []

  /// A sink into the file at `path`; into standard output without one.
  init(_ path: String?) throws { self.path = path }

  /// Adds a line.
  func write(_ line: String) throws {
    pending += line.utf8
    pending.append(UInt8(ascii: "\n"))
    if path == nil, pending.count > 1 << 16 { flush() }
  }

  /// Ends the file.
  ///
  /// - Throws: `ResultsError` where it cannot be written.
  func finish() throws {
    guard let path else { return flush() }
    try AtomicFile.publish(pending, to: path)
  }

  private func flush() {
    Console.write(String(decoding: pending, as: UTF8.self), to: STDOUT_FILENO)
    pending.removeAll(keepingCapacity: true)
  }
}
