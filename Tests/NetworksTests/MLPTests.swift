import Glibc
import Graphs
import Networks
import Testing

@Suite("Perceptrons")
struct MLPTests {
  struct Function: Sendable {
    let activation: Activation
    let value: @Sendable (Double) -> Double
  }

  static let functions: [Function] = [
    Function(activation: .relu) { max($0, 0) },
    Function(activation: .leakyRelu(slope: 0.2)) { $0 < 0 ? 0.2 * $0 : $0 },
    Function(activation: .elu(alpha: 1.5)) { $0 < 0 ? 1.5 * (exp($0) - 1) : $0 },
    Function(activation: .tanh) { tanh($0) },
    Function(activation: .softplus) { log(1 + exp($0)) },
    Function(activation: .silu) { $0 / (1 + exp(-$0)) },
  ]

  /// Weights [2, 3] and [3, 2] and everything else a network of this size may have.
  private static let parameters: [String: [Double]] = [
    "net/layer0/weight": [0.5, -1, 0.25, 2, 0.75, -0.5], "net/layer0/bias": [0.1, -0.2, 0.3],
    "net/layer0/scale": [1.5, 0.5, -1], "net/layer0/shift": [0.2, 0.1, -0.3],
    "net/layer1/weight": [1, -2, 0.5, 0.25, -0.75, 1.25], "net/layer1/bias": [-0.4, 0.6],
  ]
  private static let input: [Double] = [1, 2, -0.5, 0.25, 3, -1]

  private func value(_ network: MLP) -> [Double] {
    let graph = Graph()
    let buffer = ParameterBuffer(network.parameters(prefix: "net"))
    let tensors = ParameterTensors(buffer, in: graph)
    let x = graph.source(Shape(3, 2))
    let y = network.apply(to: x, with: tensors, prefix: "net")
    let sources = buffer.parameters.map {
      (tensors[$0.name], Self.parameters[$0.name, default: []])
    }
    var interpreter = Interpreter(graph, sources: sources + [(x, Self.input)])
    return interpreter.value(of: y)
  }

  /// The same network, by its definition.
  private func expected(_ function: Function, normalized: Bool) -> [Double] {
    let parameter = { (name: String) in Self.parameters["net/\(name)", default: []] }
    var hidden = Self.linear(
      Self.input, parameter("layer0/weight"), parameter("layer0/bias"), inputs: 2)
    if normalized {
      for unit in 0..<3 {
        let column = (0..<3).map { hidden[$0 * 3 + unit] }
        let mean = column.reduce(0, +) / 3
        let variance = column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 3
        for row in 0..<3 {
          hidden[row * 3 + unit] =
            (column[row] - mean) / (variance + 1e-5).squareRoot()
            * parameter("layer0/scale")[unit] + parameter("layer0/shift")[unit]
        }
      }
    }
    return Self.linear(
      hidden.map(function.value), parameter("layer1/weight"), parameter("layer1/bias"), inputs: 3)
  }

  private static func linear(
    _ x: [Double], _ weight: [Double], _ bias: [Double], inputs: Int
  ) -> [Double] {
    let outputs = bias.count
    return (0..<x.count / inputs * outputs).map { index in
      let (row, unit) = (index / outputs, index % outputs)
      var sum = bias[unit]
      for p in 0..<inputs { sum += x[row * inputs + p] * weight[p * outputs + unit] }
      return sum
    }
  }

  private func expectEqual(_ found: [Double], _ expected: [Double]) {
    #expect(found.count == expected.count)
    for (found, expected) in zip(found, expected) { #expect(abs(found - expected) < 1e-12) }
  }

  @Test("are what their definition says, for every activation", arguments: functions)
  func definition(_ function: Function) {
    for normalization in [Normalization.none, .batch()] {
      let network = MLP(
        inputDimension: 2, outputDimension: 2, hiddenWidths: [3],
        activation: function.activation, normalization: normalization)
      expectEqual(value(network), expected(function, normalized: normalization == .batch()))
    }
  }

  @Test("add their input and bound their output where asked to")
  func residualAndBounded() {
    let plain = expected(Self.functions[3], normalized: false)
    var network = MLP(
      inputDimension: 2, outputDimension: 2, hiddenWidths: [3], activation: .tanh,
      isResidual: true)
    expectEqual(value(network), zip(plain, Self.input).map { $0 + $1 })
    network.output = .tanh(bound: 2)
    expectEqual(value(network), zip(plain, Self.input).map { 2 * tanh($0) + $1 })
  }

  @Test("without hidden layers are linear")
  func linear() {
    let network = MLP(inputDimension: 2, outputDimension: 3, hiddenWidths: [])
    let weight = Self.parameters["net/layer0/weight", default: []]
    #expect(network.parameters(prefix: "net").map(\.shape.count) == [weight.count, 3])
    let first = 0.1 + 1 * weight[0] + 2 * weight[3]
    #expect(abs(value(network)[0] - first) < 1e-12)
  }
}
