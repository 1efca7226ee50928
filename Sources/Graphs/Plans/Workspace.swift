/// Gives every transient slot a place in one block, reusing the room of values no longer needed.
struct Workspace {
  /// The size of the block in floats.
  private(set) var count = 0
  /// Free stretches of the block, by offset, never touching each other.
  private var free: [Range<Int>] = []

  /// Assigns offsets to the transient slots of `steps`, and to constants, which keep theirs.
  init(_ slots: inout [Slot], _ steps: [Step]) {
    for index in slots.indices where slots[index].constant != nil {
      slots[index].offset = take(Self.room(slots[index].count))
    }
    var lastUse = [Int](repeating: -1, count: slots.count)
    for (position, step) in steps.enumerated() {
      for slot in step.reads + [step.y] { lastUse[slot] = position }
    }
    for (position, step) in steps.enumerated() {
      var ending = Set(step.reads.filter { slots[$0].isTransient && lastUse[$0] == position })
      if slots[step.y].isTransient, slots[step.y].offset == nil {
        if let heir = Self.overwritten(by: step, ending, slots) {
          slots[step.y].offset = slots[heir].offset
          ending.remove(heir)
        } else {
          slots[step.y].offset = take(Self.room(slots[step.y].count))
        }
      }
      if lastUse[step.y] == position, slots[step.y].isTransient { ending.insert(step.y) }
      for slot in ending.sorted() {
        guard let offset = slots[slot].offset else { continue }
        give(offset..<offset + Self.room(slots[slot].count))
      }
    }
  }

  /// The operand whose room the result may take over.
  private static func overwritten(
    by step: Step, _ ending: Set<Int>, _ slots: [Slot]
  ) -> Int? {
    let needed = room(slots[step.y].count)
    if step.opcode.mayOverwriteA, let a = step.a, ending.contains(a), a != step.b,
      room(slots[a].count) == needed
    {
      return a
    }
    if step.opcode.mayOverwriteB, let b = step.b, ending.contains(b), step.a != b,
      room(slots[b].count) == needed
    {
      return b
    }
    return nil
  }

  /// Whole cache lines, so that every value is aligned.
  private static func room(_ count: Int) -> Int { (count + 15) / 16 * 16 }

  private mutating func take(_ room: Int) -> Int {
    if let index = free.firstIndex(where: { $0.count >= room }) {
      let range = free[index]
      if range.count == room {
        free.remove(at: index)
      } else {
        free[index] = range.lowerBound + room..<range.upperBound
      }
      return range.lowerBound
    }
    count += room
    return count - room
  }

  private mutating func give(_ range: Range<Int>) {
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
