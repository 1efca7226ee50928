extension Graph {
  /// The node for an operation after constant folding and light algebra.
  ///
  /// Every rule keeps the value up to rounding; none turns a NaN into a number except where the
  /// operation itself would (a gate).
  func simplified(_ operation: Operation, _ shape: Shape) -> Tensor {
    if let tensor = folded(operation, shape) { return tensor }
    if let tensor = movedBelowBroadcast(operation, shape) { return tensor }
    switch operation {
    case .add, .subtract, .multiply: return simplifiedArithmetic(operation, shape)
    case .affine(let a, let scale, let shift):
      return simplifiedAffine(tensor(a), scale, shift)
    case .product(let a, let b, let ta, let tb):
      return simplifiedProduct(tensor(a), tensor(b), ta, tb, shape)
    case .transpose(let a): return simplifiedTranspose(tensor(a), shape)
    case .rowSum(let a), .columnSum(let a), .sum(let a), .repeatColumn(let a), .repeatRow(let a),
      .fill(let a), .reshape(let a):
      return simplifiedShaping(operation, tensor(a), shape)
    default: return append(operation, shape)
    }
  }

  /// The constant an operation on constants amounts to.
  private func folded(_ operation: Operation, _ shape: Shape) -> Tensor? {
    let values = operation.operands.map { tensor($0).constantValue }
    guard !values.isEmpty else { return nil }
    let known = values.compactMap { $0 }
    guard known.count == values.count else { return nil }
    let operand = tensor(operation.operands[0]).shape
    switch operation {
    case .product(_, _, let transposeA, _):
      let depth = transposeA ? operand.rows : operand.columns
      return constant(known[0] * known[1] * Double(depth), shape)
    case .rowSum: return constant(known[0] * Double(operand.columns), shape)
    case .columnSum: return constant(known[0] * Double(operand.rows), shape)
    case .sum: return constant(known[0] * Double(operand.count), shape)
    case .maskProduct(_, _, let transposeMask, _):
      let depth = transposeMask ? operand.rows : operand.columns
      return constant(known[0] <= 0 ? 0 : known[1] * Double(depth), shape)
    case .transpose, .reshape, .detach, .repeatColumn, .repeatRow, .fill:
      return constant(known[0], shape)
    default: return constant(operation.elementwise(known), shape)
    }
  }

  /// An elementwise operation on broadcasts of one kind, done before the broadcast instead.
  private func movedBelowBroadcast(_ operation: Operation, _ shape: Shape) -> Tensor? {
    let operands = operation.operands.map { tensor($0) }
    guard let first = operands.first, first.operation.broadcast(of: 0) != nil,
      operands.allSatisfy({ $0.operation.isSameBroadcast(as: first.operation) })
    else { return nil }
    let below = operands.map { tensor($0.operation.operands[0]) }
    guard below.allSatisfy({ $0.shape == below[0].shape }) else { return nil }
    let moved =
      below.count == 1
      ? operation.unary(of: below[0].index)
      : operation.binary(of: below[0].index, below[1].index)
    guard let moved else { return nil }
    let inner = simplified(moved, below[0].shape)
    return first.operation.broadcast(of: inner.index).map { simplified($0, shape) }
  }

  private func simplifiedArithmetic(_ operation: Operation, _ shape: Shape) -> Tensor {
    let (a, b) = (tensor(operation.operands[0]), tensor(operation.operands[1]))
    switch (operation, a.constantValue, b.constantValue) {
    case (.add, let value?, _): return b + value
    case (.add, _, let value?): return a + value
    case (.subtract, let value?, _): return value - b
    case (.subtract, _, let value?): return a - value
    case (.multiply, let value?, _): return b * value
    case (.multiply, _, let value?): return a * value
    default: return append(operation, shape)
    }
  }

  private func simplifiedAffine(_ a: Tensor, _ scale: Double, _ shift: Double) -> Tensor {
    if scale == 1, shift == 0 { return a }
    if case .affine(let inner, let innerScale, let innerShift) = a.operation {
      return tensor(inner).affine(
        scale: innerScale * scale, shift: innerShift * scale + shift)
    }
    return append(.affine(a.index, scale: scale, shift: shift), a.shape)
  }

  /// A product with a constant matrix is a sum of rows or columns, repeated.
  private func simplifiedProduct(
    _ a: Tensor, _ b: Tensor, _ transposeA: Bool, _ transposeB: Bool, _ shape: Shape
  ) -> Tensor {
    if let value = a.constantValue {
      let sums = transposeB ? b.rowSum : b.columnSum
      return (sums.reshaped(Shape(1, shape.columns)) * value).repeatedDown(shape.rows)
    }
    if let value = b.constantValue {
      let sums = transposeA ? a.columnSum : a.rowSum
      return (sums.reshaped(Shape(shape.rows, 1)) * value).repeatedAcross(shape.columns)
    }
    if let masked = maskedProduct(a, b, transposeA, transposeB) { return masked }
    return append(
      .product(a.index, b.index, transposeA: transposeA, transposeB: transposeB), shape)
  }

  private func simplifiedTranspose(_ a: Tensor, _ shape: Shape) -> Tensor {
    if a.shape.rows == 1 || a.shape.columns == 1 { return a.reshaped(shape) }
    if case .transpose(let inner) = a.operation { return tensor(inner) }
    return append(.transpose(a.index), shape)
  }

  private func simplifiedShaping(_ operation: Operation, _ a: Tensor, _ shape: Shape) -> Tensor {
    let isReduction =
      switch operation {
      case .rowSum, .columnSum, .sum: true
      default: false
      }
    if a.shape == shape { return a }
    if case .reshape = operation, case .reshape(let inner) = a.operation {
      return tensor(inner).reshaped(shape)
    }
    if isReduction, a.shape.count == shape.count { return a.reshaped(shape) }
    // The sum of scaled elements is the scaled sum: fewer elements to scale.
    if isReduction, case .affine(let inner, let scale, 0) = a.operation {
      return simplified(operation.reduction(of: inner), shape) * scale
    }
    switch (operation, a.operation) {
    case (.rowSum, .repeatColumn(let inner)):
      return tensor(inner) * Double(a.shape.columns)
    case (.columnSum, .repeatRow(let inner)):
      return tensor(inner) * Double(a.shape.rows)
    case (.sum, .fill(let inner)):
      return tensor(inner).reshaped(shape) * Double(a.shape.count)
    case (.sum, .repeatColumn(let inner)), (.sum, .repeatRow(let inner)):
      return tensor(inner).sum * Double(a.shape.count / nodes[inner].shape.count)
    case (.sum, .rowSum(let inner)), (.sum, .columnSum(let inner)), (.sum, .reshape(let inner)):
      return tensor(inner).sum
    default: return append(operation, shape)
    }
  }
}

extension Operation {
  /// This reduction of another operand; itself for what is no reduction.
  fileprivate func reduction(of operand: Operand) -> Operation {
    switch self {
    case .rowSum: .rowSum(operand)
    case .columnSum: .columnSum(operand)
    case .sum: .sum(operand)
    default: self
    }
  }
}
