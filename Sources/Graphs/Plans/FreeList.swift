/// A block of floats that is handed out in stretches and taken back.
struct FreeList {
  /// The size the block needs to have.
  private(set) var count = 0
  /// Free stretches, by offset, never touching each other.
  private var free: [Range<Int>] = []

  /// Whole cache lines for `count` floats, so that every value is aligned.
  static func room(_ count: Int) -> Int { (count + 15) / 16 * 16 }

  /// The offset of a stretch for `count` floats.
  mutating func take(_ count: Int) -> Int {
    let room = Self.room(count)
    if let index = free.firstIndex(where: { $0.count >= room }) {
      let range = free[index]
      if range.count == room {
        free.remove(at: index)
      } else {
        free[index] = range.lowerBound + room..<range.upperBound
      }
      return range.lowerBound
    }
    self.count += room
    return self.count - room
  }

  /// Takes back the stretch of `count` floats at `offset`.
  mutating func give(_ offset: Int, _ count: Int) {
    let range = offset..<offset + Self.room(count)
    let position = free.firstIndex { $0.lowerBound > range.lowerBound } ?? free.count
    free.insert(range, at: position)
    if position + 1 < free.count, free[position].upperBound == free[position + 1].lowerBound {
      free[position] = free[position].lowerBound..<free[position + 1].upperBound
      free.remove(at: position + 1)
    }
    if position > 0, free[position - 1].upperBound == free[position].lowerBound {
      free[position - 1] = free[position - 1].lowerBound..<free[position].upperBound
      free.remove(at: position)
    }
  }
}
