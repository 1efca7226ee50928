/// What one instruction of a plan does; `y` is its result, `a` and `b` its operands.
enum Opcode: UInt8 {
  /// y = a.
  case copy

  /// y = op(a) op(b), or added to y.
  case product
  /// y = op(mask of a) op(b).
  case maskProduct
  case transpose

  case rowSum, columnSum, sum
  case repeatRow, repeatColumn, fillFrom

  case add, subtract, multiply
  case addRow, subtractRow, multiplyRow
  case addColumn, subtractColumn, multiplyColumn
  /// b is a scalar in memory.
  case addScalar, subtractScalar, multiplyScalar

  case affine, reciprocal, squareRoot, exponential, logarithm, tanh, sigmoid, softplus
  case relu, gate
  /// a is a row [1, n] repeated down, b the selector.
  case gateRow

  /// y = f(a + b), b a row.
  case biasRelu, biasTanh, biasSigmoid, biasSoftplus

  /// Whether element i of the result depends on `a` at i only, so that y may be a.
  var mayOverwriteA: Bool {
    switch self {
    case .copy, .product, .maskProduct, .transpose, .rowSum, .columnSum, .sum, .repeatRow,
      .repeatColumn, .fillFrom,
      .gateRow:
      false
    default: true
    }
  }

  /// Whether element i of the result depends on `b` at i only, so that y may be b.
  var mayOverwriteB: Bool {
    switch self {
    case .add, .subtract, .multiply, .gate, .gateRow: true
    default: false
    }
  }
}
