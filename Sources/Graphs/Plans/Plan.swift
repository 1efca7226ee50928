/// A part of a graph compiled to a straight line of kernel calls over fixed buffers.
///
/// Made once, run many times. A run allocates nothing and takes its operands from, and leaves its
/// results in, the regions given at compilation. The same contents give the same bits at every run
/// on one kind of processor. One thread at a time; several plans may run on several threads.
@safe
package final class Plan {
  /// Where the intermediate values lie.
  package let scratch: Scratch
  private let steps: [Step]
  private let slots: [Slot]
  private let blocks: [Block]
  private let room: Workspace
  /// Values that are the same in every run.
  private let constants: FloatBuffer
  /// Buffers the instructions point into.
  private var retained: [FloatBuffer]
  /// The steps with the addresses of their operands, from the first run on.
  private lazy var instructions = unsafe bind()

  /// The number of kernel calls of a run.
  package var instructionCount: Int { steps.count }
  /// The number of floats of room a run needs besides the bound regions.
  package var workspaceCount: Int { room.count + room.tileCount }
  /// The number of stretches of instructions that are carried out a few rows at a time.
  package var tiledBlockCount: Int { blocks.count { $0.tile != nil } }

  /// Compiles the computation of `writing` from `reading`.
  ///
  /// - Parameters:
  ///   - graph: the graph of all the tensors; later additions to it do not matter.
  ///   - reading: every source the outputs depend on, with the region that holds its elements.
  ///   - writing: the outputs and where each goes; these regions must not overlap any other.
  ///   - scratch: room to share with plans that never run at the same time.
  package init(
    _ graph: Graph, reading: [(Tensor, FloatRegion)], writing: [(Tensor, FloatRegion)],
    scratch: Scratch = Scratch()
  ) {
    Self.check(reading, writing)
    let lowering = Lowering(graph, reading: reading, writing: writing)
    var (slots, steps) = (lowering.slots, lowering.steps)
    constants = Self.placeConstants(&slots)
    blocks = Block.blocks(of: &steps)
    room = Workspace(&slots, steps, blocks)
    retained = (reading + writing).map { $0.1.buffer }
    (self.slots, self.steps, self.scratch) = (slots, steps, scratch)
    scratch.reserve(room.count + room.tileCount)
  }

  /// Gives every constant a region of the buffer that is returned, filled with its value.
  private static func placeConstants(_ slots: inout [Slot]) -> FloatBuffer {
    var list = FreeList()
    let offsets = slots.map { $0.constant == nil ? nil : list.take($0.count) }
    let buffer = FloatBuffer(count: list.count)
    for (index, offset) in offsets.enumerated() {
      guard let offset, let value = slots[index].constant else { continue }
      let region = FloatRegion(buffer: buffer, offset: offset, count: slots[index].count)
      region.elements = [Float](repeating: Float(value), count: region.count)
      slots[index].region = region
    }
    return buffer
  }

  private func bind() -> [Instruction] {
    let workspace = scratch.take()
    retained.append(workspace)
    let addresses = unsafe slots.map { slot in
      if let region = slot.region { return unsafe region.pointer }
      return unsafe workspace.base + (slot.tile == nil ? 0 : room.count) + (slot.offset ?? 0)
    }
    return unsafe steps.map { step in
      unsafe Instruction(
        step, addresses,
        tiles: [step.y, step.a, step.b].map { slot in
          slot.map { slots[$0].tile != nil } ?? false
        })
    }
  }

  /// Computes the outputs from what the bound regions hold now.
  package func run() {
    unsafe instructions.withUnsafeBufferPointer { instructions in
      for block in blocks {
        let steps = block.steps
        guard let tile = block.tile else {
          unsafe instructions[steps.lowerBound].execute()
          continue
        }
        let rows = unsafe instructions[steps.lowerBound].rows
        var row = 0
        while row < rows {
          let end = min(row + tile, rows)
          for index in steps { unsafe instructions[index].execute(rows: row, to: end) }
          row = end
        }
      }
    }
  }

  private static func check(
    _ reading: [(Tensor, FloatRegion)], _ writing: [(Tensor, FloatRegion)]
  ) {
    for (tensor, region) in reading + writing {
      precondition(tensor.shape.count == region.count, "a region must hold its tensor exactly")
    }
    for (index, (_, output)) in writing.enumerated() {
      precondition(
        !reading.contains { $0.1.overlaps(output) }
          && !writing.dropFirst(index + 1).contains { $0.1.overlaps(output) },
        "an output overlaps another region of the plan")
    }
  }
}
