/// Turns the live part of a graph into steps over slots, fusing where `Usage` found that to be safe.
struct Lowering {
  private(set) var steps: [Step] = []
  private(set) var slots: [Slot] = []

  private let graph: Graph
  private let usage: Usage
  private var slotOfNode: [Int: Int] = [:]

  /// The steps that compute `writing` from `reading`.
  init(
    _ graph: Graph, reading: [(Tensor, FloatRegion)], writing: [(Tensor, FloatRegion)]
  ) {
    self.graph = graph
    usage = Usage(graph, outputs: Set(writing.map { $0.0.index }))
    for (tensor, region) in reading {
      slotOfNode[tensor.index] = addSlot(Slot(count: tensor.shape.count, region: region))
    }
    for index in graph.nodes.indices
    where usage.isLive[index] && !usage.elided.contains(index) && !usage.absorbed.contains(index) {
      lower(index)
    }
    for (tensor, region) in writing { place(tensor, in: region) }
  }

  /// Puts an output where it is wanted: by computing it there, or by a copy if it lies elsewhere.
  private mutating func place(_ tensor: Tensor, in region: FloatRegion) {
    let slot = slot(of: tensor.index)
    if slots[slot].isTransient {
      slots[slot].region = region
      return
    }
    let destination = addSlot(Slot(count: tensor.shape.count, region: region))
    steps.append(
      Step(
        opcode: .copy, y: destination, a: slot, rows: tensor.shape.rows,
        columns: tensor.shape.columns))
  }

  private mutating func addSlot(_ slot: Slot) -> Int {
    slots.append(slot)
    return slots.count - 1
  }

  private func slot(of node: Int) -> Int {
    guard let slot = slotOfNode[node] else {
      preconditionFailure("node \(node) is read before it is computed; is a source unbound?")
    }
    return slot
  }

  private mutating func lower(_ index: Int) {
    let node = graph.nodes[index]
    switch node.operation {
    case .source:
      precondition(slotOfNode[index] != nil, "a source of the plan is not bound to a region")
    case .constant(let value):
      slotOfNode[index] = addSlot(Slot(count: node.shape.count, constant: value))
    case .reshape(let a), .detach(let a):
      slotOfNode[index] = slot(of: a)
    case .product(let a, let b, let transposeA, let transposeB),
      .maskProduct(let a, let b, let transposeA, let transposeB):
      emitProduct(index, a, b, transposeA, transposeB, into: nil)
    case .add(let a, let b):
      if let part = [a, b].first(where: { usage.absorbed.contains($0) }) {
        slotOfNode[index] = slot(of: part == a ? b : a)
        emitAbsorbedProduct(part, into: slot(of: index))
      } else {
        emitBinary(index, a, b)
      }
    case .subtract(let a, let b), .multiply(let a, let b):
      emitBinary(index, a, b)
    case .gate(let a, let selector, let slope):
      if usage.elided.contains(a) {
        let row = graph.nodes[a].operation.operands[0]
        emit(.gateRow, index, row, selector, scale: slope)
      } else {
        emit(.gate, index, a, selector, scale: slope)
      }
    default: emitUnary(index, node.operation)
    }
  }

  private mutating func emit(
    _ opcode: Opcode, _ index: Int, _ a: Int, _ b: Int? = nil, scale: Double = 0,
    shift: Double = 0, over shape: Shape? = nil
  ) {
    let shape = shape ?? graph.nodes[index].shape
    let y = addSlot(Slot(count: graph.nodes[index].shape.count))
    slotOfNode[index] = y
    steps.append(
      Step(
        opcode: opcode, y: y, a: slot(of: a), b: b.map { slot(of: $0) }, rows: shape.rows,
        columns: shape.columns, scale: Float(scale), shift: Float(shift)))
  }

  private mutating func emitAbsorbedProduct(_ index: Int, into target: Int) {
    guard case .product(let a, let b, let ta, let tb) = graph.nodes[index].operation else {
      preconditionFailure("only products are absorbed by sums")
    }
    emitProduct(index, a, b, ta, tb, into: target)
  }

  private mutating func emitProduct(
    _ index: Int, _ a: Int, _ b: Int, _ transposeA: Bool, _ transposeB: Bool, into target: Int?
  ) {
    let node = graph.nodes[index]
    let isMask = if case .maskProduct = node.operation { true } else { false }
    let y = target ?? addSlot(Slot(count: node.shape.count))
    if target == nil { slotOfNode[index] = y }
    let left = graph.nodes[a].shape
    steps.append(
      Step(
        opcode: isMask ? .maskProduct : .product, y: y, a: slot(of: a), b: slot(of: b),
        rows: node.shape.rows,
        columns: node.shape.columns, depth: transposeA ? left.rows : left.columns,
        transposeA: transposeA, transposeB: transposeB, accumulates: target != nil))
  }
}

// MARK: - Elementwise operations

extension Lowering {
  /// A sum, difference or product of two tensors, one of which may be a broadcast read through.
  private mutating func emitBinary(_ index: Int, _ a: Int, _ b: Int) {
    let operation = graph.nodes[index].operation
    guard let broadcast = [b, a].first(where: { usage.elided.contains($0) }) else {
      emit(Opcode(operation, with: nil), index, a, b)
      return
    }
    let kind = graph.nodes[broadcast].operation
    emit(
      Opcode(operation, with: kind), index, broadcast == b ? a : b, kind.operands[0])
  }

  private mutating func emitUnary(_ index: Int, _ operation: Operation) {
    let a = operation.operands[0]
    let operand = graph.nodes[a].shape
    switch operation {
    case .transpose: emit(.transpose, index, a, over: operand)
    case .rowSum: emit(.rowSum, index, a, over: operand)
    case .columnSum: emit(.columnSum, index, a, over: operand)
    case .sum: emit(.sum, index, a, over: operand)
    case .repeatRow: emit(.repeatRow, index, a)
    case .repeatColumn: emit(.repeatColumn, index, a)
    case .fill: emit(.fillFrom, index, a)
    case .affine(_, let scale, let shift): emit(.affine, index, a, scale: scale, shift: shift)
    case .reciprocal: emit(.reciprocal, index, a)
    case .squareRoot: emit(.squareRoot, index, a)
    case .exponential: emit(.exponential, index, a)
    case .logarithm: emit(.logarithm, index, a)
    case .relu(_, let slope): emitActivation(.relu, .biasRelu, index, a, slope)
    case .tanh: emitActivation(.tanh, .biasTanh, index, a, 0)
    case .sigmoid: emitActivation(.sigmoid, .biasSigmoid, index, a, 0)
    case .softplus: emitActivation(.softplus, .biasSoftplus, index, a, 0)
    default: preconditionFailure("no instruction is known for \(operation)")
    }
  }

  private mutating func emitActivation(
    _ plain: Opcode, _ withBias: Opcode, _ index: Int, _ a: Int, _ slope: Double
  ) {
    if usage.absorbed.contains(a), let (matrix, row) = usage.biasOperands(a) {
      emit(withBias, index, matrix, row, scale: slope)
    } else {
      emit(plain, index, a, scale: slope)
    }
  }
}

extension Opcode {
  /// The instruction for a sum, difference or product whose second operand is a broadcast of the
  /// given kind, or an ordinary tensor.
  fileprivate init(_ operation: Operation, with broadcast: Operation?) {
    switch (operation, broadcast) {
    case (.add, nil): self = .add
    case (.add, .repeatRow): self = .addRow
    case (.add, .repeatColumn): self = .addColumn
    case (.add, _): self = .addScalar
    case (.subtract, nil): self = .subtract
    case (.subtract, .repeatRow): self = .subtractRow
    case (.subtract, .repeatColumn): self = .subtractColumn
    case (.subtract, _): self = .subtractScalar
    case (_, nil): self = .multiply
    case (_, .repeatRow): self = .multiplyRow
    case (_, .repeatColumn): self = .multiplyColumn
    case (_, _): self = .multiplyScalar
    }
  }
}
