import Glibc
import Processes

/// What one run writes to its error stream: a file that is there only if it wrote something.
enum RunLog {
  /// Lets the error stream of this process lead to the log of a run.
  static func redirect(to path: String) {
    point(at: path, flags: O_WRONLY | O_CREAT | O_APPEND)
  }

  /// Ends the log at `path`, which goes where nothing was written to it.
  static func end(_ path: String) {
    var status = stat()
    if unsafe stat(path, &status) == 0, status.st_size == 0 { unsafe unlink(path) }
    point(at: "/dev/null", flags: O_WRONLY)
  }

  private static func point(at path: String, flags: Int32) {
    let file = unsafe open(path, flags | O_CLOEXEC, 0o666)
    guard file >= 0 else { return }
    dup2(file, STDERR_FILENO)
    close(file)
  }

  /// Adds a line of ours to the log of a run.
  static func append(_ text: String, to path: String) {
    let file = unsafe open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    guard file >= 0 else { return }
    let line = "gfrun: \(Timestamp.now) \(text)\n"
    try? ByteStream.write(Array(line.utf8), to: file, patience: nil)
    close(file)
  }

  /// The bytes of a log; 0 where there is none.
  static func size(of path: String) -> Int {
    var status = stat()
    return unsafe stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  /// The last lines of a log that were written after its first `start` bytes.
  static func tail(of path: String, after start: Int, lines: Int) -> [String] {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return [] }
    defer { close(file) }
    let size = Self.size(of: path)
    let from = max(start, size - 65536)
    guard size > from else { return [] }
    var bytes = [UInt8](repeating: 0, count: size - from)
    let count = unsafe bytes.withUnsafeMutableBytes {
      unsafe pread(file, $0.baseAddress, $0.count, from)
    }
    return String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self)
      .split(separator: "\n").suffix(lines).map(String.init)
  }
}
