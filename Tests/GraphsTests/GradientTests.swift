import Graphs
import Testing

/// Numbers between −1 and 1, the same on every run.
struct Noise {
  private var state: UInt64
  init(_ seed: UInt64 = 7) { state = seed }
  mutating func next() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(Int64(bitPattern: state) >> 11) / Double(1 << 52)
  }
  mutating func array(_ count: Int) -> [Double] { (0..<count).map { _ in next() } }
}

/// An expression of two matrices, [3, 4] and [4, 3], to be differentiated.
struct Expression: Sendable, CustomTestStringConvertible {
  let name: String
  let build: @Sendable (Tensor, Tensor) -> Tensor
  var testDescription: String { name }

  static let all: [Expression] = [
    .init(name: "product") { $0.times($1) },
    .init(name: "product, first transposed") { $0.times($0, transposingSelf: true).times($1) },
    .init(name: "product, second transposed") { a, _ in a.times(a, transposingOther: true) },
    .init(name: "product, both transposed") {
      $0.times($1, transposingSelf: true, transposingOther: true)
    },
    .init(name: "reshape") { $0.reshaped($1.shape) * $1 },
    .init(name: "row sum") { a, _ in a.rowSum.squared },
    .init(name: "column sum") { a, _ in a.columnSum.squared },
    .init(name: "sum") { a, _ in a.sum.squared },
    .init(name: "repeated column") { a, _ in a.squared.rowSum.repeatedAcross(4) * a },
    .init(name: "repeated row") { a, _ in a.squared.columnSum.repeatedDown(3) * a },
    .init(name: "fill") { a, _ in a.squared.sum.filling(a.shape) * a },
    .init(name: "add") { $0 + $1.reshaped($0.shape) },
    .init(name: "subtract") { $0 - $1.reshaped($0.shape) },
    .init(name: "multiply") { $0 * $1.reshaped($0.shape) },
    .init(name: "square") { a, _ in a * a },
    .init(name: "affine") { a, _ in a.affine(scale: -1.5, shift: 2).squared },
    .init(name: "reciprocal") { a, _ in (a + 3).reciprocal },
    .init(name: "square root") { a, _ in (a + 3).squareRoot },
    .init(name: "exponential") { a, _ in a.exponential },
    .init(name: "logarithm") { a, _ in (a + 3).logarithm },
    .init(name: "tanh") { a, _ in a.tanh },
    .init(name: "sigmoid") { a, _ in a.sigmoid },
    .init(name: "softplus") { a, _ in a.softplus },
    .init(name: "relu") { a, _ in a.relu().squared },
    .init(name: "leaky relu") { a, _ in a.relu(slope: 0.2).squared },
    .init(name: "gate") { a, b in a.squared.gated(by: b.reshaped(a.shape), slope: 0.3) },
    .init(name: "masked product") { a, b in
      b.masked(by: a) * a.squared.masked(by: a, transposingSelf: true)
    },
    .init(name: "masked product, mask transposed") { a, b in
      a.masked(by: a, transposingMask: true)
        * b.squared.masked(by: a, transposingMask: true, transposingSelf: true)
    },
    .init(name: "transpose") { a, b in a.transposed * b.squared },
    .init(name: "maximum and minimum") { a, _ in (a.maximum(0.1) * a.minimum(-0.1)) },
    .init(name: "row against matrix") { a, b in a - b.rowSum.reshaped(Shape(1, 4)).repeatedDown(3)
    },
    .init(name: "column against matrix") { a, b in
      a * b.columnSum.reshaped(Shape(3, 1)).repeatedAcross(4)
    },
  ]
}

@Suite("Gradients")
struct GradientTests {
  private let graph = Graph()
  private let a: Tensor
  private let b: Tensor
  private let values: [Double]

  init() {
    a = graph.source(Shape(3, 4))
    b = graph.source(Shape(4, 3))
    var noise = Noise()
    // Away from 0, where rectifiers bend.
    values = noise.array(24).map { $0 + ($0 < 0 ? -0.2 : 0.2) }
  }

  private func evaluate(_ tensor: Tensor, _ values: [Double]) -> [Double] {
    var interpreter = Interpreter(
      graph, sources: [(a, Array(values[..<12])), (b, Array(values[12...]))])
    return interpreter.value(of: tensor)
  }

  private func differences(of scalar: Tensor) -> [Double] {
    let h = 1e-5
    return values.indices.map { index in
      var (above, below) = (values, values)
      above[index] += h
      below[index] -= h
      return (evaluate(scalar, above)[0] - evaluate(scalar, below)[0]) / (2 * h)
    }
  }

  private func expectGradient(of scalar: Tensor, _ what: String) {
    let gradient = graph.gradient(of: scalar, withRespectTo: [a, b])
    let exact = gradient.flatMap { evaluate($0, values) }
    // What rounding of the scalar itself does to a difference quotient.
    let rounding = 1e-10 * abs(evaluate(scalar, values)[0])
    for (exact, approximate) in zip(exact, differences(of: scalar)) {
      #expect(
        abs(exact - approximate) <= 2e-8 * (1 + abs(exact)) + rounding,
        "\(what): \(exact) against \(approximate)")
    }
  }

  @Test("equal central differences", arguments: Expression.all)
  func first(_ expression: Expression) {
    let y = expression.build(a, b)
    let scalar = (y.squared.sum + (y * 0.7).sum) * 0.5
    expectGradient(of: scalar, expression.name)
  }

  @Test("of gradients equal central differences", arguments: Expression.all)
  func second(_ expression: Expression) {
    let y = expression.build(a, b)
    let scalar = y.squared.sum * 0.5 + y.sum
    let inner = graph.gradient(of: scalar, withRespectTo: [a, b])
    let norm = inner[0].squared.sum + inner[1].squared.sum * 0.5 + (inner[0] * a).sum
    expectGradient(of: norm, expression.name)
  }

  @Test("of a tensor the scalar does not depend on are zero")
  func independent() {
    let gradient = graph.gradient(of: a.squared.sum, withRespectTo: [b])[0]
    #expect(evaluate(gradient, values) == [Double](repeating: 0, count: 12))
  }

  @Test("stop at a variable inside the graph")
  func interior() {
    let y = a.squared
    let gradient = graph.gradient(of: y.squared.sum, withRespectTo: [y])[0]
    let expected = values[..<12].map { 2 * $0 * $0 }
    for (found, expected) in zip(evaluate(gradient, values), expected) {
      #expect(abs(found - expected) < 1e-12)
    }
  }
}
