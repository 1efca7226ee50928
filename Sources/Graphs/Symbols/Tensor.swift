/// A value in a graph: the handle expressions are written with.
public struct Tensor {
  /// The graph it belongs to.
  public let graph: Graph
  /// Its position among the graph's nodes.
  package let index: Int

  /// What computes it.
  package var operation: Operation { graph.nodes[index].operation }
  /// Its shape.
  public var shape: Shape { graph.nodes[index].shape }

  /// The value of every element, where that is known before the run.
  var constantValue: Double? {
    if case .constant(let value) = operation { value } else { nil }
  }
}

extension Tensor: Equatable {
  /// Whether both are the same node of the same graph.
  public static func == (a: Tensor, b: Tensor) -> Bool {
    a.graph === b.graph && a.index == b.index
  }
}

// MARK: - Arithmetic

extension Tensor {
  /// The elementwise sum of two tensors of one shape.
  public static func + (a: Tensor, b: Tensor) -> Tensor {
    a.graph.simplified(.add(a.index, b.index), a.sameShape(as: b))
  }

  /// The elementwise difference of two tensors of one shape.
  public static func - (a: Tensor, b: Tensor) -> Tensor {
    a.graph.simplified(.subtract(a.index, b.index), a.sameShape(as: b))
  }

  /// The elementwise product of two tensors of one shape.
  public static func * (a: Tensor, b: Tensor) -> Tensor {
    a.graph.simplified(.multiply(a.index, b.index), a.sameShape(as: b))
  }

  /// Every element times a number.
  public static func * (a: Tensor, scale: Double) -> Tensor { a.affine(scale: scale) }
  /// Every element times a number.
  public static func * (scale: Double, a: Tensor) -> Tensor { a.affine(scale: scale) }
  /// Every element plus a number.
  public static func + (a: Tensor, shift: Double) -> Tensor { a.affine(shift: shift) }
  /// Every element minus a number.
  public static func - (a: Tensor, shift: Double) -> Tensor { a.affine(shift: -shift) }
  /// The negated elements.
  public static prefix func - (a: Tensor) -> Tensor { a.affine(scale: -1) }

  /// `scale` times every element, plus `shift`.
  public func affine(scale: Double = 1, shift: Double = 0) -> Tensor {
    graph.simplified(.affine(index, scale: scale, shift: shift), shape)
  }

  private func sameShape(as other: Tensor) -> Shape {
    precondition(graph === other.graph, "operands belong to different graphs")
    precondition(shape == other.shape, "shapes differ: \(shape) and \(other.shape)")
    return shape
  }
}

// MARK: - Elementwise functions

extension Tensor {
  /// 1 / a, elementwise.
  public var reciprocal: Tensor { graph.simplified(.reciprocal(index), shape) }
  /// √a, elementwise; its derivative at 0 is infinite.
  public var squareRoot: Tensor { graph.simplified(.squareRoot(index), shape) }
  /// eᵃ, elementwise.
  public var exponential: Tensor { graph.simplified(.exponential(index), shape) }
  /// The natural logarithm, elementwise.
  public var logarithm: Tensor { graph.simplified(.logarithm(index), shape) }
  /// The hyperbolic tangent, elementwise.
  public var tanh: Tensor { graph.simplified(.tanh(index), shape) }
  /// 1 / (1 + e⁻ᵃ), elementwise.
  public var sigmoid: Tensor { graph.simplified(.sigmoid(index), shape) }
  /// log(1 + eᵃ), elementwise, without overflow.
  public var softplus: Tensor { graph.simplified(.softplus(index), shape) }
  /// a², elementwise.
  public var squared: Tensor { self * self }

  /// a where a ≥ 0, `slope` · a below; the derivative at 0 is `slope`.
  public func relu(slope: Double = 0) -> Tensor {
    precondition(slope >= 0, "a rectifier's slope must not be negative")
    return graph.simplified(.relu(index, slope: slope), shape)
  }

  /// These elements where `switch` is positive, `slope` times them elsewhere.
  package func gated(by selector: Tensor, slope: Double = 0) -> Tensor {
    graph.simplified(.gate(index, by: selector.index, slope: slope), sameShape(as: selector))
  }

  /// The greater of each element and `floor`; where they are equal, the derivative is 0.
  public func maximum(_ floor: Double) -> Tensor { (self - floor).relu() + floor }

  /// The smaller of each element and `ceiling`; where they are equal, the derivative is 0.
  public func minimum(_ ceiling: Double) -> Tensor { ceiling - (ceiling - self).relu() }

  /// A number minus every element.
  public static func - (number: Double, a: Tensor) -> Tensor {
    a.affine(scale: -1, shift: number)
  }
}

// MARK: - Shapes, sums and products

extension Tensor {
  /// The matrix product op(self) · op(other), each op transposing if its flag says so.
  package func times(
    _ other: Tensor, transposingSelf: Bool = false, transposingOther: Bool = false
  ) -> Tensor {
    let (a, b) = (shape, other.shape)
    let inner = transposingSelf ? a.rows : a.columns
    precondition(
      inner == (transposingOther ? b.columns : b.rows), "inner extents differ: \(a) and \(b)")
    return graph.simplified(
      .product(
        index, other.index, transposeA: transposingSelf, transposeB: transposingOther),
      Shape(transposingSelf ? a.columns : a.rows, transposingOther ? b.rows : b.columns))
  }

  /// op(mask) · op(self), the mask being 1 where `selector` is positive and 0 elsewhere.
  package func masked(
    by selector: Tensor, transposingMask: Bool = false, transposingSelf: Bool = false
  ) -> Tensor {
    let (s, b) = (selector.shape, shape)
    let inner = transposingMask ? s.rows : s.columns
    precondition(
      inner == (transposingSelf ? b.columns : b.rows), "inner extents differ: \(s) and \(b)")
    return graph.simplified(
      .maskProduct(
        by: selector.index, index, transposeMask: transposingMask, transposeB: transposingSelf),
      Shape(transposingMask ? s.columns : s.rows, transposingSelf ? b.rows : b.columns))
  }

  /// The transpose of a matrix.
  package var transposed: Tensor {
    graph.simplified(.transpose(index), Shape(shape.columns, shape.rows))
  }

  /// The same elements, for which nothing is differentiated: a fixed target.
  public var detached: Tensor { graph.append(.detach(index), shape) }

  /// The same elements in another shape of as many elements.
  package func reshaped(_ shape: Shape) -> Tensor {
    precondition(shape.count == self.shape.count, "\(self.shape) does not reshape to \(shape)")
    return graph.simplified(.reshape(index), shape)
  }

  /// The sum along each row: [n, k] → [n, 1].
  public var rowSum: Tensor { graph.simplified(.rowSum(index), Shape(shape.rows, 1)) }
  /// The sum along each column: [n, k] → [1, k].
  public var columnSum: Tensor { graph.simplified(.columnSum(index), Shape(1, shape.columns)) }
  /// The sum of all elements: [1, 1].
  public var sum: Tensor { graph.simplified(.sum(index), .scalar) }
  /// The mean of all elements: [1, 1].
  public var mean: Tensor { sum * (1 / Double(shape.count)) }

  /// A column [n, 1] repeated across: [n, k].
  public func repeatedAcross(_ columns: Int) -> Tensor {
    precondition(shape.columns == 1, "only a column can be repeated across, not \(shape)")
    return graph.simplified(.repeatColumn(index), Shape(shape.rows, columns))
  }

  /// A row [1, k] repeated down: [n, k].
  public func repeatedDown(_ rows: Int) -> Tensor {
    precondition(shape.rows == 1, "only a row can be repeated down, not \(shape)")
    return graph.simplified(.repeatRow(index), Shape(rows, shape.columns))
  }

  /// A scalar [1, 1] as every element of `shape`.
  package func filling(_ shape: Shape) -> Tensor {
    precondition(self.shape.count == 1, "only a scalar can fill a shape, not \(self.shape)")
    return graph.simplified(.fill(index), shape)
  }
}
