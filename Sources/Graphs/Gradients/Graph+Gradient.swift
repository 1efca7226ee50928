extension Graph {
  /// The gradient of a scalar with respect to tensors of this graph, as tensors of this graph.
  ///
  /// What comes back is an ordinary part of the graph, so it can stand in an objective and be
  /// differentiated again. A tensor in `variables` counts as free, whatever computes it: nothing is
  /// carried beyond it unless another variable lies there.
  ///
  /// - Parameters:
  ///   - scalar: shape [1, 1].
  ///   - variables: what to differentiate by.
  /// - Returns: one tensor per variable, of its shape; zero where the scalar does not depend on it.
  public func gradient(of scalar: Tensor, withRespectTo variables: [Tensor]) -> [Tensor] {
    precondition(scalar.shape.count == 1, "only a scalar has a gradient, not \(scalar.shape)")
    var depends = [Bool](repeating: false, count: scalar.index + 1)
    for variable in variables where variable.index <= scalar.index {
      depends[variable.index] = true
    }
    for index in 0...scalar.index
    where nodes[index].operation.operands.contains(where: { depends[$0] }) {
      depends[index] = true
    }
    var adjoints: [Int: Tensor] = [scalar.index: constant(1, scalar.shape)]
    for index in stride(from: scalar.index, through: 0, by: -1) where depends[index] {
      guard let adjoint = adjoints[index] else { continue }
      for (operand, part) in pullback(of: index, adjoint) {
        guard depends[operand] else { continue }
        adjoints[operand] = adjoints[operand].map { $0 + part() } ?? part()
      }
    }
    return variables.map { adjoints[$0.index] ?? constant(0, $0.shape) }
  }

  /// What one node passes to its operands, given the adjoint `g` of its value.
  ///
  /// The parts are closures so that nothing is built for operands that need none.
  private func pullback(of index: Int, _ g: Tensor) -> [(Int, () -> Tensor)] {
    let y = tensor(index)
    switch y.operation {
    case .source, .constant, .detach: return []
    case .add(let a, let b): return [(a, { g }), (b, { g })]
    case .subtract(let a, let b): return [(a, { g }), (b, { -g })]
    case .multiply(let a, let b):
      let (x, z) = (tensor(a), tensor(b))
      return a == b ? [(a, { (g * x) * 2 })] : [(a, { g * z }), (b, { g * x })]
    case .affine(let a, let scale, _): return [(a, { g * scale })]
    case .product(let a, let b, let transposeA, let transposeB):
      return productPullback(g, tensor(a), tensor(b), transposeA, transposeB)
    case .maskProduct(let selector, let b, let transposeMask, let transposeB):
      return [
        (
          b,
          {
            let part = g.masked(by: self.tensor(selector), transposingMask: !transposeMask)
            return transposeB ? part.transposed : part
          }
        )
      ]
    case .transpose(let a): return [(a, { g.transposed })]
    case .reshape(let a), .rowSum(let a), .columnSum(let a), .sum(let a), .repeatColumn(let a),
      .repeatRow(let a), .fill(let a):
      return [(a, { self.shapingPullback(y, g, self.nodes[a].shape) })]
    case .gate(let a, let selector, let slope):
      return [(a, { g.gated(by: self.tensor(selector), slope: slope) })]
    default: return y.operation.operands.map { a in (a, { self.smoothPullback(y, g, a) }) }
    }
  }

  private func productPullback(
    _ g: Tensor, _ a: Tensor, _ b: Tensor, _ transposeA: Bool, _ transposeB: Bool
  ) -> [(Int, () -> Tensor)] {
    let left = {
      transposeA
        ? b.times(g, transposingSelf: transposeB, transposingOther: true)
        : g.times(b, transposingOther: !transposeB)
    }
    let right = {
      transposeB
        ? g.times(a, transposingSelf: true, transposingOther: transposeA)
        : a.times(g, transposingSelf: !transposeA)
    }
    return [
      (a.index, { left().reshaped(a.shape) }), (b.index, { right().reshaped(b.shape) }),
    ]
  }

  private func shapingPullback(_ y: Tensor, _ g: Tensor, _ shape: Shape) -> Tensor {
    switch y.operation {
    case .rowSum: g.repeatedAcross(shape.columns).reshaped(shape)
    case .columnSum: g.repeatedDown(shape.rows).reshaped(shape)
    case .sum: g.filling(shape)
    case .repeatColumn: g.rowSum.reshaped(shape)
    case .repeatRow: g.columnSum.reshaped(shape)
    case .fill: g.sum.reshaped(shape)
    default: g.reshaped(shape)
    }
  }

  /// The elementwise functions, by their derivative in terms of the value `y` where that is cheaper.
  private func smoothPullback(_ y: Tensor, _ g: Tensor, _ operand: Int) -> Tensor {
    let a = tensor(operand)
    return switch y.operation {
    case .reciprocal: -(g * y.squared)
    case .squareRoot: (g * y.reciprocal) * 0.5
    case .exponential: g * y
    case .logarithm: g * a.reciprocal
    case .tanh: g * (1 - y.squared)
    case .sigmoid: g * (y * (1 - y))
    case .softplus: g * a.sigmoid
    // The value has the sign of its argument, and asking it leaves the argument free to be
    // overwritten.
    case .relu(_, let slope): g.gated(by: y, slope: slope)
    default: preconditionFailure("no derivative is known for \(y.operation)")
    }
  }
}
