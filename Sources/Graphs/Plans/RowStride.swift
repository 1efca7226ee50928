/// How far an operand moves from one row of an instruction to the next.
enum RowStride: Equatable {
  /// By a whole row: the operand is a matrix.
  case matrix
  /// By one element: the operand is a column.
  case column
  /// Not at all: a row or a scalar, the same for every row.
  case fixed

  /// The number of elements, where a row has `columns` of them.
  func elements(columns: Int) -> Int {
    switch self {
    case .matrix: columns
    case .column: 1
    case .fixed: 0
    }
  }
}

extension Step {
  /// How the slots move along the rows; nil where the step must be carried out whole.
  var rowStrides: (y: RowStride, a: RowStride, b: RowStride)? {
    // A single column is summed along its lanes, in another order than rows are.
    opcode == .columnSum && columns == 1 ? nil : opcode.rowStrides
  }

  /// The elements per row with which the step reads `slot`, once for every time it does.
  func elementsPerRow(of slot: Int) -> [Int] {
    guard let strides = rowStrides else { return [] }
    return zip([a, b], [strides.a, strides.b]).compactMap { read, stride in
      read == slot ? stride.elements(columns: columns) : nil
    }
  }
}

extension Opcode {
  /// How y, a and b move along the rows, for what treats every row by itself, or adds it to a sum of
  /// all; nil for what does neither.
  fileprivate var rowStrides: (y: RowStride, a: RowStride, b: RowStride)? {
    switch self {
    case .product, .maskProduct, .transpose, .sum: nil
    case .rowSum: (.column, .matrix, .fixed)
    case .columnSum: (.fixed, .matrix, .fixed)
    case .repeatRow, .fillFrom: (.matrix, .fixed, .fixed)
    case .repeatColumn: (.matrix, .column, .fixed)
    case .add, .subtract, .multiply, .gate: (.matrix, .matrix, .matrix)
    case .addColumn, .subtractColumn, .multiplyColumn: (.matrix, .matrix, .column)
    case .gateRow: (.matrix, .fixed, .matrix)
    case .copy, .addRow, .subtractRow, .multiplyRow, .addScalar, .subtractScalar,
      .multiplyScalar, .affine, .reciprocal, .squareRoot, .exponential, .logarithm, .tanh,
      .sigmoid, .softplus, .relu, .biasRelu, .biasTanh, .biasSigmoid, .biasSoftplus:
      (.matrix, .matrix, .fixed)
    }
  }
}
