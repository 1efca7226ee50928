import Glibc

/// Lines from a file descriptor.
struct LineReader: ~Copyable {
  /// What comes next.
  enum Next {
    /// A line, without its end.
    case line([UInt8])
    /// Nothing yet.
    case nothing
    /// Nothing any more.
    case end
  }

  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var searched = 0

  /// The lines of `descriptor`, which is closed with the reader.
  init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// The next line, waited for no longer than `milliseconds`; for ever where these are negative.
  mutating func next(milliseconds: Int32) -> Next {
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        let line = Array(buffer[..<end])
        buffer.removeSubrange(...end)
        searched = 0
        return .line(line)
      }
      searched = buffer.count
      var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let ready = unsafe poll(&request, 1, milliseconds)
      if ready == 0 || (ready < 0 && errno == EINTR) { return .nothing }
      var block = [UInt8](repeating: 0, count: 65536)
      let count = unsafe block.withUnsafeMutableBytes { bytes in
        unsafe read(descriptor, bytes.baseAddress, bytes.count)
      }
      if count < 0 && (errno == EINTR || errno == EAGAIN) { continue }
      guard count > 0 else { return .end }
      buffer += block[..<count]
    }
  }
}

/// Writing whole lines to a file descriptor.
enum LineWriting {
  /// Writes `bytes`; false where nobody reads them any more.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = unsafe bytes[done...].withUnsafeBytes { rest in
        unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }
}
