/// Room for arrays of doubles that are made together and live together, zero at first.
@safe
final class Fields {
  private let base: UnsafeMutablePointer<Double>
  private let count: Int
  private var used = 0

  /// Room for `count` numbers in all, besides what aligning `arrays` arrays takes.
  init(count: Int, arrays: Int) {
    self.count = count + 8 * arrays
    let memory = UnsafeMutableRawPointer.allocate(byteCount: self.count * 8, alignment: 64)
    unsafe base = memory.bindMemory(to: Double.self, capacity: self.count)
    unsafe base.initialize(repeating: 0, count: self.count)
  }

  deinit { unsafe base.deallocate() }

  /// The next `size` numbers, on a line of the cache; valid while this object lives.
  func take(_ size: Int) -> UnsafeMutablePointer<Double> {
    let start = used
    used += (size + 7) / 8 * 8
    precondition(used <= count, "the room was counted beforehand")
    return unsafe base + start
  }
}
