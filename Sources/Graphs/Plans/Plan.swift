/// A part of a graph compiled to a straight line of kernel calls over fixed buffers.
///
/// Made once, run many times. A run allocates nothing and takes its operands from, and leaves its
/// results in, the regions given at compilation. The same contents give the same bits at every run
/// on one kind of processor. One thread at a time; several plans may run on several threads.
@safe
package final class Plan {
  private let instructions: [Instruction]
  private let blocks: [Block]
  private let workspace: FloatBuffer
  /// Buffers the instructions point into.
  private let retained: [FloatBuffer]

  /// The number of kernel calls of a run.
  package var instructionCount: Int { unsafe instructions.count }
  /// The number of floats of room a run needs besides the bound regions.
  package var workspaceCount: Int { workspace.count }
  /// The number of stretches of instructions that are carried out a few rows at a time.
  package var tiledBlockCount: Int { blocks.count { $0.tile != nil } }

  /// Compiles the computation of `writing` from `reading`.
  ///
  /// - Parameters:
  ///   - graph: the graph of all the tensors; later additions to it do not matter.
  ///   - reading: every source the outputs depend on, with the region that holds its elements.
  ///   - writing: the outputs and where each goes; these regions must not overlap any other.
  package init(
    _ graph: Graph, reading: [(Tensor, FloatRegion)], writing: [(Tensor, FloatRegion)]
  ) {
    Self.check(reading, writing)
    let lowering = Lowering(graph, reading: reading, writing: writing)
    var slots = lowering.slots
    var steps = lowering.steps
    blocks = Block.blocks(of: &steps)
    let room = Workspace(&slots, steps, blocks)
    let workspace = FloatBuffer(count: room.count + room.tileCount)
    let addresses = unsafe slots.map { slot in
      if let region = slot.region { return unsafe region.pointer }
      return unsafe workspace.base + (slot.tile == nil ? 0 : room.count) + (slot.offset ?? 0)
    }
    for slot in slots {
      guard let value = slot.constant, let offset = slot.offset else { continue }
      for index in offset..<offset + slot.count { workspace[index] = Float(value) }
    }
    self.workspace = workspace
    unsafe instructions = steps.map { step in
      unsafe Instruction(
        step, addresses,
        tiles: [step.y, step.a, step.b].map { slot in
          slot.map { slots[$0].tile != nil } ?? false
        })
    }
    retained = (reading + writing).map { $0.1.buffer }
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
