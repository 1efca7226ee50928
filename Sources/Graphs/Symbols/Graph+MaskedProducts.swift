/// Products with what a rectifier lets through of a matrix of rank one.
///
/// The gradient of a network by its last hidden layer is the same row for every sample, gated: a mask
/// of zeros and ones between two diagonals. Drawing the diagonals out leaves a product with the mask,
/// which needs no multiplication; and where that gradient is differentiated again, by a penalty, the
/// largest products vanish altogether.
extension Graph {
  /// The product op(a) · op(b) by way of a mask, where one operand is such a matrix and the shapes
  /// make it worth while.
  func maskedProduct(
    _ a: Tensor, _ b: Tensor, _ transposeA: Bool, _ transposeB: Bool
  ) -> Tensor? {
    if let gated = GatedRankOne(a) {
      return product(gated, b, transposeMask: transposeA, transposeB: transposeB)
    }
    if let gated = GatedRankOne(b) {
      return product(gated, a, transposeMask: !transposeB, transposeB: !transposeA)?.transposed
    }
    return nil
  }

  private func product(
    _ gated: GatedRankOne, _ b: Tensor, transposeMask: Bool, transposeB: Bool
  ) -> Tensor? {
    let mask = gated.selector.shape
    let (rows, depth) =
      transposeMask ? (mask.columns, mask.rows) : (mask.rows, mask.columns)
    let columns = transposeB ? b.shape.rows : b.shape.columns
    guard rows >= 32, columns >= 16, rows * columns * depth >= 1 << 14 else { return nil }
    // The factors along the depth go to b, those along the rows to the result.
    let along = transposeMask ? gated.column : gated.row?.reshaped(Shape(depth, 1))
    let across = transposeMask ? gated.row?.reshaped(Shape(rows, 1)) : gated.column
    let weighted =
      along.map { factors in
        transposeB
          ? b * factors.reshaped(Shape(1, depth)).repeatedDown(columns)
          : b * factors.repeatedAcross(columns)
      } ?? b
    var result = weighted.masked(
      by: gated.selector, transposingMask: transposeMask, transposingSelf: transposeB)
    if gated.slope != 0 {
      let whole = transposeB ? weighted.rowSum : weighted.columnSum
      result =
        result * (1 - gated.slope)
        + whole.reshaped(Shape(1, columns)).repeatedDown(rows) * gated.slope
    }
    result = result * gated.factor
    return across.map { result * $0.repeatedAcross(columns) } ?? result
  }
}

/// A matrix of rank one, gated: factor · column[i] · row[j] where the selector is positive at (i, j),
/// `slope` times that elsewhere.
private struct GatedRankOne {
  let selector: Tensor
  let slope: Double
  /// [n, 1]; nil where all are 1.
  private(set) var column: Tensor?
  /// [1, k]; nil where all are 1.
  private(set) var row: Tensor?
  private(set) var factor = 1.0

  /// The parts of `tensor`, if it is such a matrix.
  init?(_ tensor: Tensor) {
    guard case .gate(let a, let selector, let slope) = tensor.operation else { return nil }
    self.selector = tensor.graph.tensor(selector)
    self.slope = slope
    guard multiply(by: tensor.graph.tensor(a)) else { return nil }
  }

  /// Takes in a factor; false if that is not of rank one.
  private mutating func multiply(by tensor: Tensor) -> Bool {
    let graph = tensor.graph
    switch tensor.operation {
    case .constant(let value):
      factor *= value
      return true
    case .repeatRow(let a):
      row = row.map { $0 * graph.tensor(a) } ?? graph.tensor(a)
      return true
    case .repeatColumn(let a):
      column = column.map { $0 * graph.tensor(a) } ?? graph.tensor(a)
      return true
    case .affine(let a, let scale, 0):
      factor *= scale
      return multiply(by: graph.tensor(a))
    case .multiply(let a, let b):
      return multiply(by: graph.tensor(a)) && multiply(by: graph.tensor(b))
    case .product(let a, let b, let transposeA, _):
      let left = graph.tensor(a)
      guard (transposeA ? left.shape.rows : left.shape.columns) == 1 else { return false }
      let outer = left.reshaped(Shape(tensor.shape.rows, 1))
      let inner = graph.tensor(b).reshaped(Shape(1, tensor.shape.columns))
      column = column.map { $0 * outer } ?? outer
      row = row.map { $0 * inner } ?? inner
      return true
    default: return false
    }
  }
}
