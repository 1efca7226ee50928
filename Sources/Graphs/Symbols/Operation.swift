/// What one node of a graph computes; operands are positions of earlier nodes.
///
/// The set is closed under differentiation: the vector–Jacobian product of each operation is
/// written in operations of this very set (`Graph.gradient`), so gradients of gradients need nothing
/// more. Everything else (normalisations, penalties, leaky and exponential units) is composed.
package enum Operation: Hashable, Sendable {
  /// An operand's position in the graph.
  package typealias Operand = Int

  /// A tensor given from outside: a batch, parameters. The number makes each source distinct.
  case source(Int)
  /// A tensor whose elements all have this value.
  case constant(Double)

  /// op(a) · op(b), where each op transposes if its flag says so.
  case product(Operand, Operand, transposeA: Bool, transposeB: Bool)
  /// op(mask) · op(b), where the mask is 1 where the selector is positive and 0 elsewhere. Its
  /// derivative in the selector is 0.
  case maskProduct(by: Operand, Operand, transposeMask: Bool, transposeB: Bool)
  /// [n, k] → [k, n].
  case transpose(Operand)
  /// The same elements in another shape.
  case reshape(Operand)
  /// The same elements, whose derivative is 0.
  case detach(Operand)

  /// [n, k] → [n, 1].
  case rowSum(Operand)
  /// [n, k] → [1, k].
  case columnSum(Operand)
  /// [n, k] → [1, 1].
  case sum(Operand)
  /// [n, 1] → [n, k].
  case repeatColumn(Operand)
  /// [1, k] → [n, k].
  case repeatRow(Operand)
  /// [1, 1] → [n, k].
  case fill(Operand)

  case add(Operand, Operand)
  case subtract(Operand, Operand)
  case multiply(Operand, Operand)
  /// a · scale + shift.
  case affine(Operand, scale: Double, shift: Double)

  case reciprocal(Operand)
  case squareRoot(Operand)
  case exponential(Operand)
  case logarithm(Operand)
  case tanh(Operand)
  case sigmoid(Operand)
  /// log(1 + eᵃ).
  case softplus(Operand)
  /// a where a ≥ 0, slope · a below.
  case relu(Operand, slope: Double)
  /// The first operand where the second is positive, slope times it elsewhere. Its derivative in
  /// the second operand is 0.
  case gate(Operand, by: Operand, slope: Double)
}

extension Operation {
  /// The nodes this operation reads, in the order of its arguments.
  package var operands: [Operand] {
    switch self {
    case .source, .constant: []
    case .product(let a, let b, _, _), .maskProduct(let a, let b, _, _), .add(let a, let b),
      .subtract(let a, let b),
      .multiply(let a, let b), .gate(let a, let b, _):
      [a, b]
    case .transpose(let a), .reshape(let a), .detach(let a), .rowSum(let a), .columnSum(let a),
      .sum(let a), .repeatColumn(let a),
      .repeatRow(let a), .fill(let a), .affine(let a, _, _), .reciprocal(let a),
      .squareRoot(let a), .exponential(let a), .logarithm(let a), .tanh(let a), .sigmoid(let a),
      .softplus(let a), .relu(let a, _):
      [a]
    }
  }

  /// This operation of one operand, elementwise, applied to another operand; nil for all others.
  func unary(of operand: Operand) -> Operation? {
    switch self {
    case .affine(_, let scale, let shift): .affine(operand, scale: scale, shift: shift)
    case .reciprocal: .reciprocal(operand)
    case .squareRoot: .squareRoot(operand)
    case .exponential: .exponential(operand)
    case .logarithm: .logarithm(operand)
    case .tanh: .tanh(operand)
    case .sigmoid: .sigmoid(operand)
    case .softplus: .softplus(operand)
    case .relu(_, let slope): .relu(operand, slope: slope)
    default: nil
    }
  }

  /// This operation of two operands, elementwise, applied to others; nil for all others.
  func binary(of a: Operand, _ b: Operand) -> Operation? {
    switch self {
    case .add: .add(a, b)
    case .subtract: .subtract(a, b)
    case .multiply: .multiply(a, b)
    case .gate(_, _, let slope): .gate(a, by: b, slope: slope)
    default: nil
    }
  }

  /// This broadcast applied to another operand; nil for what is no broadcast.
  func broadcast(of operand: Operand) -> Operation? {
    switch self {
    case .repeatRow: .repeatRow(operand)
    case .repeatColumn: .repeatColumn(operand)
    case .fill: .fill(operand)
    default: nil
    }
  }

  /// Whether this is the same kind of broadcast as `other`.
  func isSameBroadcast(as other: Operation) -> Bool {
    switch (self, other) {
    case (.repeatRow, .repeatRow), (.repeatColumn, .repeatColumn), (.fill, .fill): true
    default: false
    }
  }
}
