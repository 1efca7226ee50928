import CKernels

/// One kernel call with its addresses: plain data, so that the loop over instructions neither
/// counts references nor allocates.
@unsafe
struct Instruction {
  let opcode: Opcode
  let transposeA: Bool
  let transposeB: Bool
  /// Whether the result is added to what y holds.
  private(set) var accumulates: Bool
  let scale: Float
  let shift: Float
  private(set) var rows: Int
  let columns: Int
  let depth: Int
  private(set) var y: UnsafeMutablePointer<Float>
  private(set) var a: UnsafeMutablePointer<Float>
  private(set) var b: UnsafeMutablePointer<Float>
  /// How far y, a and b move from row to row of a tiled block.
  private let yAdvance: Int
  private let aAdvance: Int
  private let bAdvance: Int

  /// The call a step becomes when slot i lies at `addresses[i]`; `tiles` says of y, a and b whether
  /// only the rows at hand of them are kept.
  init(_ step: Step, _ addresses: [UnsafeMutablePointer<Float>], tiles: [Bool]) {
    let strides = [step.rowStrides?.y, step.rowStrides?.a, step.rowStrides?.b]
    let elements = zip(strides, tiles).map { stride, isTile in
      isTile ? 0 : stride?.elements(columns: step.columns) ?? 0
    }
    unsafe (yAdvance, aAdvance, bAdvance) = (elements[0], elements[1], elements[2])
    unsafe opcode = step.opcode
    unsafe transposeA = step.transposeA
    unsafe transposeB = step.transposeB
    unsafe accumulates = step.accumulates
    unsafe scale = step.scale
    unsafe shift = step.shift
    unsafe rows = step.rows
    unsafe columns = step.columns
    unsafe depth = step.depth
    unsafe y = addresses[step.y]
    unsafe a = addresses[step.a ?? step.y]
    unsafe b = addresses[step.b ?? step.y]
  }

  /// Makes the call for the rows from `start` to before `end`.
  func execute(rows start: Int, to end: Int) {
    var part = unsafe self
    unsafe part.rows = end - start
    unsafe part.y += start * yAdvance
    unsafe part.a += start * aAdvance
    unsafe part.b += start * bAdvance
    unsafe part.accumulates = start > 0
    unsafe part.execute()
  }

  /// Makes the call.
  func execute() {
    switch unsafe opcode {
    case .product:
      unsafe multiply(
        rows, columns, depth, transposeA, transposeB, a, b, y, accumulates: accumulates)
    case .maskProduct:
      unsafe gfk_mask_product(
        rows, columns, depth, transposeA ? 1 : 0, transposeB ? 1 : 0, a,
        transposeA ? rows : depth, b, transposeB ? depth : columns, y, columns)
    case .copy, .transpose, .rowSum, .columnSum, .sum, .repeatRow, .repeatColumn, .fillFrom:
      unsafe executeShaping()
    case .add, .subtract, .multiply, .addRow, .subtractRow, .multiplyRow, .addColumn,
      .subtractColumn, .multiplyColumn, .addScalar, .subtractScalar, .multiplyScalar:
      unsafe executeArithmetic()
    default: unsafe executeFunction()
    }
  }

  private var count: Int { unsafe rows * columns }

  private func executeShaping() {
    switch unsafe opcode {
    case .copy: unsafe y.update(from: a, count: count)
    case .transpose: unsafe gfk_transpose(a, y, rows, columns)
    case .rowSum: unsafe gfk_row_sum(a, y, rows, columns)
    case .columnSum: unsafe gfk_column_sum(a, y, rows, columns, accumulates ? 1 : 0)
    case .sum: unsafe y.pointee = gfk_sum(a, count)
    case .repeatRow: unsafe gfk_repeat_row(a, y, rows, columns)
    case .repeatColumn: unsafe gfk_repeat_column(a, y, rows, columns)
    default: unsafe gfk_fill(a.pointee, y, count)
    }
  }

  private func executeArithmetic() {
    switch unsafe opcode {
    case .add: unsafe gfk_add(a, b, y, count)
    case .subtract: unsafe gfk_sub(a, b, y, count)
    case .multiply: unsafe gfk_mul(a, b, y, count)
    case .addRow: unsafe gfk_add_row(a, b, y, rows, columns)
    case .subtractRow: unsafe gfk_sub_row(a, b, y, rows, columns)
    case .multiplyRow: unsafe gfk_mul_row(a, b, y, rows, columns)
    case .addColumn: unsafe gfk_add_column(a, b, y, rows, columns)
    case .subtractColumn: unsafe gfk_sub_column(a, b, y, rows, columns)
    case .multiplyColumn: unsafe gfk_mul_column(a, b, y, rows, columns)
    case .addScalar: unsafe gfk_affine(a, 1, b.pointee, y, count)
    case .subtractScalar: unsafe gfk_affine(a, 1, -b.pointee, y, count)
    default: unsafe gfk_affine(a, b.pointee, 0, y, count)
    }
  }

  private func executeFunction() {
    switch unsafe opcode {
    case .affine: unsafe gfk_affine(a, scale, shift, y, count)
    case .reciprocal: unsafe gfk_recip(a, y, count)
    case .squareRoot: unsafe gfk_sqrt(a, y, count)
    case .exponential: unsafe gfk_exp(a, y, count)
    case .logarithm: unsafe gfk_log(a, y, count)
    case .tanh: unsafe gfk_tanh(a, y, count)
    case .sigmoid: unsafe gfk_sigmoid(a, y, count)
    case .softplus: unsafe gfk_softplus(a, y, count)
    case .relu: unsafe gfk_relu(a, scale, y, count)
    case .gate: unsafe gfk_gate(a, b, scale, y, count)
    case .gateRow: unsafe gfk_gate_row(a, b, scale, y, rows, columns)
    case .biasRelu: unsafe gfk_bias_relu(a, b, scale, y, rows, columns)
    case .biasTanh: unsafe gfk_bias_tanh(a, b, y, rows, columns)
    case .biasSigmoid: unsafe gfk_bias_sigmoid(a, b, y, rows, columns)
    case .biasSoftplus: unsafe gfk_bias_softplus(a, b, y, rows, columns)
    default: preconditionFailure("an instruction without a kernel")
    }
  }
}
