import Glibc

/// Reads lines from a descriptor, with a limit to the patience.
struct LineReader {
  /// What came of waiting for a line.
  enum Outcome: Equatable {
    /// A line, without its end.
    case line(String)
    /// The other side has closed the stream.
    case end
    /// Nothing came in time.
    case timeout
  }

  private let descriptor: Int32
  private var pending: [UInt8] = []

  init(descriptor: Int32) { self.descriptor = descriptor }

  /// The next line; a last one without an end counts as one.
  mutating func next(within seconds: Double) -> Outcome {
    let clock = ContinuousClock()
    let deadline = clock.now + .seconds(seconds)
    while true {
      if let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: pending[..<end], as: UTF8.self)
        pending.removeSubrange(...end)
        return .line(line)
      }
      let left = (deadline - clock.now) / .milliseconds(1)
      guard left > 0 else { return .timeout }
      var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let ready = unsafe poll(&request, 1, Int32(min(left.rounded(.up), 1e9)))
      if ready < 0 && errno == EINTR { continue }
      guard ready != 0 else { return .timeout }
      guard ready > 0, fill() else { return rest() }
    }
  }

  private mutating func fill() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = unsafe read(descriptor, &buffer, buffer.count)
    if count > 0 { pending += buffer[..<count] }
    return count > 0 || (count < 0 && errno == EINTR)
  }

  private mutating func rest() -> Outcome {
    guard !pending.isEmpty else { return .end }
    defer { pending = [] }
    return .line(String(decoding: pending, as: UTF8.self))
  }
}
