/// Gives every transient slot a place, reusing the room of values no longer needed.
///
/// There are two blocks of floats: one for values that are whole, and a small one for the few rows at
/// hand of values that only a tiled block needs.
struct Workspace {
  /// The size of the block of whole values.
  var count: Int { whole.count }
  /// The size of the block of tiles.
  private(set) var tileCount = 0

  private let steps: [Step]
  private var whole = FreeList()
  /// The last block that touches each slot.
  private var lastBlock: [Int]

  /// Assigns offsets to the transient slots of `steps`.
  init(_ slots: inout [Slot], _ steps: [Step], _ blocks: [Block]) {
    self.steps = steps
    lastBlock = [Int](repeating: -1, count: slots.count)
    var firstBlock = lastBlock
    for (position, block) in blocks.enumerated() {
      for slot in Self.touched(block, steps) {
        lastBlock[slot] = position
        if firstBlock[slot] < 0 { firstBlock[slot] = position }
      }
    }
    for (position, block) in blocks.enumerated() {
      if let tile = block.tile {
        for step in steps[block.steps] where slots[step.y].isTransient {
          let isLocal = firstBlock[step.y] == position && lastBlock[step.y] == position
          if isLocal { slots[step.y].tile = tile * step.elementsPerRowWritten }
        }
        placeTiles(&slots, block)
      }
      placeWhole(&slots, block, position)
    }
  }

  private static func touched(_ block: Block, _ steps: [Step]) -> [Int] {
    steps[block.steps].flatMap { $0.reads + [$0.y] }
  }

  /// Places what the block leaves behind, then gives up what it was the last to need.
  private mutating func placeWhole(_ slots: inout [Slot], _ block: Block, _ position: Int) {
    var ending = Set(
      Self.touched(block, steps).filter {
        slots[$0].isTransient && slots[$0].tile == nil && lastBlock[$0] == position
      })
    for index in block.steps {
      let y = steps[index].y
      guard slots[y].isTransient, slots[y].tile == nil, slots[y].offset == nil else { continue }
      if let heir = overwritten(by: index, in: block, ending, slots) {
        slots[y].offset = slots[heir].offset
        ending.remove(heir)
      } else {
        slots[y].offset = whole.take(slots[y].count)
      }
    }
    for slot in ending.sorted() {
      guard let offset = slots[slot].offset else { continue }
      whole.give(offset, slots[slot].count)
    }
  }

  /// The operand whose room the result of a step may take over.
  private func overwritten(
    by index: Int, in block: Block, _ ending: Set<Int>, _ slots: [Slot]
  ) -> Int? {
    let step = steps[index]
    return step.overwritable.first { slot in
      slot != step.y && ending.contains(slot) && slots[slot].offset != nil
        && FreeList.room(slots[slot].count) == FreeList.room(slots[step.y].count)
        && (block.tile == nil || isReadInStep(slot, until: index, in: block))
    }
  }

  /// Whether the rows of `slot` that a tile reads are those that step `index` writes, and no later
  /// step of the block reads them.
  private func isReadInStep(_ slot: Int, until index: Int, in block: Block) -> Bool {
    block.steps.allSatisfy { position in
      let reads = steps[position].elementsPerRow(of: slot)
      return reads.isEmpty
        || position <= index && reads.allSatisfy { $0 == steps[index].elementsPerRowWritten }
    }
  }

  /// Places the values that only this block needs, a tile of each.
  private mutating func placeTiles(_ slots: inout [Slot], _ block: Block) {
    var tiles = FreeList()
    var lastRead: [Int: Int] = [:]
    for index in block.steps {
      for slot in steps[index].reads + [steps[index].y] { lastRead[slot] = index }
    }
    for index in block.steps {
      let step = steps[index]
      var ending = Set(step.reads.filter { slots[$0].tile != nil && lastRead[$0] == index })
      if let count = slots[step.y].tile {
        let heir = step.overwritable.first { slot in
          ending.contains(slot) && slots[slot].tile.map(FreeList.room) == FreeList.room(count)
        }
        if let heir {
          slots[step.y].offset = slots[heir].offset
          ending.remove(heir)
        } else {
          slots[step.y].offset = tiles.take(count)
        }
        if lastRead[step.y] == index { ending.insert(step.y) }
      }
      for slot in ending.sorted() {
        guard let offset = slots[slot].offset, let count = slots[slot].tile else { continue }
        tiles.give(offset, count)
      }
    }
    tileCount = max(tileCount, tiles.count)
  }
}

extension Step {
  /// The elements it writes per row.
  fileprivate var elementsPerRowWritten: Int {
    rowStrides?.y.elements(columns: columns) ?? columns
  }

  /// The operands whose elements the result may replace as it is computed.
  fileprivate var overwritable: [Int] {
    [
      opcode.mayOverwriteA && a != b ? a : nil,
      opcode.mayOverwriteB && a != b ? b : nil,
    ].compactMap { $0 }
  }
}
