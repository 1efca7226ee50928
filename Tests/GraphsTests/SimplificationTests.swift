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
