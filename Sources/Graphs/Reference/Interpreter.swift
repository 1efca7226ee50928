/// Computes a graph in double precision, one node after the other, as plainly as it can be written.
///
/// The yardstick for plans and gradients: it shares neither kernels nor fusion nor buffers with
/// them. Slow; for tests.
package struct Interpreter {
  private let graph: Graph
  private var values: [Int: [Double]] = [:]

  /// An interpreter of `graph` with the values of its sources.
  package init(_ graph: Graph, sources: [(Tensor, [Double])]) {
    self.graph = graph
    for (tensor, elements) in sources {
      precondition(elements.count == tensor.shape.count, "a source needs all of its elements")
      values[tensor.index] = elements
    }
  }

  /// The elements of a tensor, row by row.
  package mutating func value(of tensor: Tensor) -> [Double] {
    var needed = [Bool](repeating: false, count: tensor.index + 1)
    needed[tensor.index] = true
    for index in stride(from: tensor.index, through: 0, by: -1)
    where needed[index] && values[index] == nil {
      for operand in graph.nodes[index].operation.operands { needed[operand] = true }
    }
    for index in 0...tensor.index where needed[index] && values[index] == nil {
      values[index] = compute(graph.nodes[index])
    }
    return values[tensor.index, default: []]
  }

  private func compute(_ node: Graph.Node) -> [Double] {
    let x = node.operation.operands.map { values[$0, default: []] }
    let shape = node.shape
    let operand = node.operation.operands.first.map { graph.nodes[$0].shape } ?? shape
    let (rows, columns) = (operand.rows, operand.columns)
    switch node.operation {
    case .source: preconditionFailure("a source has no value")
    case .constant(let value): return [Double](repeating: value, count: shape.count)
    case .product(let a, let b, let transposeA, let transposeB):
      return product(
        x[0], graph.nodes[a].shape, transposeA, x[1], graph.nodes[b].shape, transposeB)
    case .maskProduct(let s, let b, let transposeMask, let transposeB):
      let mask = x[0].map { $0 <= 0 ? 0.0 : 1 }
      return product(
        mask, graph.nodes[s].shape, transposeMask, x[1], graph.nodes[b].shape, transposeB)
    case .transpose:
      return (0..<shape.count).map { x[0][$0 % rows * columns + $0 / rows] }
    case .reshape, .detach: return x[0]
    case .rowSum:
      return (0..<rows).map { r in (0..<columns).reduce(0) { $0 + x[0][r * columns + $1] } }
    case .columnSum:
      return (0..<columns).map { c in (0..<rows).reduce(0) { $0 + x[0][$1 * columns + c] } }
    case .sum: return [x[0].reduce(0, +)]
    case .repeatColumn: return (0..<shape.count).map { x[0][$0 / shape.columns] }
    case .repeatRow: return (0..<shape.count).map { x[0][$0 % shape.columns] }
    case .fill: return [Double](repeating: x[0][0], count: shape.count)
    default: return (0..<shape.count).map { i in node.operation.elementwise(x.map { $0[i] }) }
    }
  }

  private func product(
    _ a: [Double], _ shapeA: Shape, _ transposeA: Bool,
    _ b: [Double], _ shapeB: Shape, _ transposeB: Bool
  ) -> [Double] {
    let rows = transposeA ? shapeA.columns : shapeA.rows
    let depth = transposeA ? shapeA.rows : shapeA.columns
    let columns = transposeB ? shapeB.rows : shapeB.columns
    var result = [Double](repeating: 0, count: rows * columns)
    for i in 0..<rows {
      for j in 0..<columns {
        for p in 0..<depth {
          let left = transposeA ? a[p * shapeA.columns + i] : a[i * shapeA.columns + p]
          let right = transposeB ? b[j * shapeB.columns + p] : b[p * shapeB.columns + j]
          result[i * columns + j] += left * right
        }
      }
    }
    return result
  }
}
