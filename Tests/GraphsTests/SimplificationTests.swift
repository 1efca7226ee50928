import Graphs
import Testing

@Suite("Simplification")
struct SimplificationTests {
  private let graph = Graph()

  @Test("equal expressions are one node")
  func sharing() {
    let x = graph.source(Shape(2, 3))
    #expect(x.tanh + 1 == x.tanh + 1)
    #expect(graph.source(Shape(2, 3)) != x)
  }

  @Test("neutral operations leave their operand")
  func neutral() {
    let x = graph.source(Shape(2, 3))
    #expect(x * 1 == x && x + 0 == x && x.reshaped(Shape(3, 2)).reshaped(Shape(2, 3)) == x)
    #expect((x * 2) * 0.5 == x)
    #expect(x.rowSum.rowSum == x.rowSum && x.sum.sum == x.sum)
  }

  @Test("a product with a constant needs no product")
  func constantProducts() {
    let x = graph.source(Shape(4, 3))
    let ones = graph.constant(2, Shape(5, 4))
    let y = ones.times(x)
    let before = graph.nodes.count
    #expect(y == (x.columnSum * 2).repeatedDown(5) && graph.nodes.count == before)
  }

  @Test(
    "a product with a gated matrix of rank one is one with its mask", arguments: [0, 0.2],
    [0, 1, 2])
  func maskedProducts(_ slope: Double, _ kind: Int) {
    let (s, u) = (graph.source(Shape(40, 36)), graph.source(Shape(40, 1)))
    let (v, x) = (graph.source(Shape(1, 36)), graph.source(Shape(36, 18)))
    let (y, z) = (graph.source(Shape(18, 36)), graph.source(Shape(40, 18)))
    let one =
      switch kind {
      case 0: v.repeatedDown(40) * -0.5
      case 1: u.times(v)
      default: u.repeatedAcross(36) * v.repeatedDown(40)
      }
    let gated = one.gated(by: s, slope: slope)
    let products = [
      gated.times(x), gated.times(y, transposingOther: true),
      gated.times(z, transposingSelf: true), z.times(gated, transposingSelf: true),
      y.times(gated, transposingOther: true),
    ]
    #expect(!graph.nodes.contains { $0.isProduct(of: gated) })
    var noise = Noise(5)
    let sources = [s, u, v, x, y, z].map { ($0, noise.array($0.shape.count)) }
    var interpreter = Interpreter(graph, sources: sources)
    let (g, xs) = (interpreter.value(of: gated), sources.map(\.1))
    let definitions: [(Int, Int, Int, (Int, Int) -> Double, (Int, Int) -> Double)] = [
      (40, 18, 36, { g[$0 * 36 + $1] }, { xs[3][$0 * 18 + $1] }),
      (40, 18, 36, { g[$0 * 36 + $1] }, { xs[4][$1 * 36 + $0] }),
      (36, 18, 40, { g[$1 * 36 + $0] }, { xs[5][$0 * 18 + $1] }),
      (18, 36, 40, { xs[5][$1 * 18 + $0] }, { g[$0 * 36 + $1] }),
      (18, 40, 36, { xs[4][$0 * 36 + $1] }, { g[$1 * 36 + $0] }),
    ]
    for (product, (rows, columns, depth, left, right)) in zip(products, definitions) {
      for (index, value) in interpreter.value(of: product).enumerated() {
        let exact = (0..<depth).reduce(0.0) { sum, p in
          sum + left(index / columns, p) * right(p, index % columns)
        }
        #expect(abs(value - exact) < 1e-12 && rows * columns > index)
      }
    }
  }

  @Test("a fixed target passes no gradient")
  func detached() {
    let x = graph.source(Shape(2, 3))
    let loss = (x - (x * 3).detached).squared.sum
    let gradient = graph.gradient(of: loss, withRespectTo: [x])[0]
    var interpreter = Interpreter(graph, sources: [(x, [1, 2, 3, 4, 5, 6])])
    #expect(interpreter.value(of: gradient) == [-4, -8, -12, -16, -20, -24])
  }

  @Test("the gradient of a linear function is constant")
  func linear() {
    let x = graph.source(Shape(4, 3))
    let gradient = graph.gradient(of: (x * 3).mean, withRespectTo: [x])[0]
    #expect(gradient == graph.constant(3.0 / 12, Shape(4, 3)))
  }

  @Test("multiplying by zero is not folded, for infinity times zero is not zero")
  func zero() {
    let x = graph.source(Shape(1, 1))
    var interpreter = Interpreter(graph, sources: [(x, [.infinity])])
    #expect(interpreter.value(of: x * 0)[0].isNaN)
  }

  @Test("sums of broadcasts keep their value")
  func sumsOfBroadcasts() {
    let (row, column) = (graph.source(Shape(1, 3)), graph.source(Shape(4, 1)))
    let (down, across) = (row.repeatedDown(4), column.repeatedAcross(3))
    let cases: [(Tensor, [Double])] = [
      (down.sum, [24]), (across.sum, [30]), (down.columnSum, [4, 8, 12]),
      (down.rowSum, [6, 6, 6, 6]), (across.rowSum, [3, 6, 9, 12]),
      (across.columnSum, [10, 10, 10]), ((down * 2).sum, [48]), ((across * 2).rowSum.sum, [60]),
      (row.sum.filling(Shape(2, 5)).sum, [60]), (down.squared.sum, [56]),
      ((across + across.squared).rowSum, [6, 18, 36, 60]),
      (down.times(row, transposingOther: true), [14, 14, 14, 14]),
      (graph.constant(2, Shape(2, 4)).times(down), [8, 16, 24, 8, 16, 24]),
      (across.times(graph.constant(1, Shape(3, 2))), [3, 3, 6, 6, 9, 9, 12, 12]),
    ]
    var interpreter = Interpreter(
      graph, sources: [(row, [1, 2, 3]), (column, [1, 2, 3, 4])])
    for (tensor, expected) in cases { #expect(interpreter.value(of: tensor) == expected) }
  }
}

extension Graph.Node {
  /// Whether this multiplies `tensor` as a matrix of floats.
  fileprivate func isProduct(of tensor: Tensor) -> Bool {
    guard case .product(let a, let b, _, _) = operation else { return false }
    return a == tensor.index || b == tensor.index
  }
}
