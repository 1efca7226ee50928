import Glibc

/// Lines and blocks of bytes from a descriptor, with a limit to the patience.
package struct ByteStream {
  /// Why nothing more comes.
  package enum Stop: Error, Equatable {
    /// The other side has closed the stream; what it had begun to send is `rest`.
    case ended(rest: [UInt8])
    /// Nothing came in time.
    case silent
    /// A line is longer than allowed; these are its first bytes.
    case endless(start: [UInt8])
  }

  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var position = 0

  /// What comes from `descriptor`, which stays the caller's.
  package init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// The next line, without its end.
  ///
  /// - Parameters:
  ///   - limit: the most bytes that it may have.
  ///   - patience: how long to wait for it; nil for as long as it takes.
  /// - Returns: its bytes.
  /// - Throws: `Stop`.
  package mutating func line(
    limit: Int = .max, patience: Duration?
  ) throws(Stop) -> [UInt8] {
    var searched = position
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { consume(through: end + 1) }
        return Array(buffer[position..<end])
      }
      guard buffer.count - position <= limit else {
        throw .endless(start: Array(buffer[position...].prefix(200)))
      }
      searched = buffer.count
      let shift = position
      try fill(patience)
      searched -= shift - position
    }
  }

  /// The next `count` bytes.
  ///
  /// - Throws: `Stop`.
  package mutating func bytes(_ count: Int, patience: Duration?) throws(Stop) -> [UInt8] {
    while buffer.count - position < count { try fill(patience) }
    defer { consume(through: position + count) }
    return Array(buffer[position..<position + count])
  }

  private mutating func consume(through end: Int) {
    position = end
    if position == buffer.count {
      buffer.removeAll(keepingCapacity: true)
      position = 0
    }
  }

  private mutating func fill(_ patience: Duration?) throws(Stop) {
    if position > 1 << 20 {
      buffer.removeFirst(position)
      position = 0
    }
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    let deadline = patience.map { ContinuousClock.now + $0 }
    while true {
      let left = deadline.map { max(($0 - .now) / .milliseconds(1), 0) }
      let ready = unsafe poll(&request, 1, left.map { Int32(min($0.rounded(.up), 1e9)) } ?? -1)
      if ready < 0 && errno == EINTR { continue }
      guard ready > 0 else { throw .silent }
      var block = [UInt8](repeating: 0, count: 1 << 16)
      let count = unsafe block.withUnsafeMutableBytes { bytes in
        unsafe read(descriptor, bytes.baseAddress, bytes.count)
      }
      if count < 0 && (errno == EINTR || errno == EAGAIN) { continue }
      guard count > 0 else { throw .ended(rest: Array(buffer[position...])) }
      buffer += block[..<count]
      return
    }
  }

  /// Writes all of `bytes`, however little the descriptor takes at a time.
  ///
  /// - Parameters:
  ///   - bytes: what is written.
  ///   - descriptor: where it goes.
  ///   - patience: how long to wait where a descriptor that does not block takes nothing; nil for as long
  ///     as it takes.
  /// - Throws: `Stop`: `ended` where nobody reads any more, `silent` where nobody did in time.
  package static func write(
    _ bytes: [UInt8], to descriptor: Int32, patience: Duration?
  ) throws(Stop) {
    var done = 0
    while done < bytes.count {
      let count = unsafe bytes[done...].withUnsafeBytes { rest in
        unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
      }
      if count >= 0 {
        done += count
      } else if errno == EAGAIN {
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        let limit = patience.map { Int32(min(($0 / .milliseconds(1)).rounded(.up), 1e9)) } ?? -1
        if unsafe poll(&request, 1, limit) == 0 { throw .silent }
      } else if errno != EINTR {
        throw .ended(rest: [])
      }
    }
  }
}
