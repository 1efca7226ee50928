import Graphs
import Networks
import Randomness
import Testing

@Suite("Initialisation")
struct InitializerTests {
  struct Law: Sendable {
    let initializer: Initializer
    let deviation: Double
    let bound: Double?
    let hasBias: Bool
  }

  /// For a weight of 200 inputs and 300 outputs.
  static let laws: [Law] = [
    Law(initializer: .heNormal, deviation: 0.1, bound: nil, hasBias: false),
    Law(initializer: .heUniform, deviation: 0.1, bound: 0.1732051, hasBias: false),
    Law(initializer: .glorotNormal, deviation: 0.0632456, bound: nil, hasBias: false),
    Law(initializer: .glorotUniform, deviation: 0.0632456, bound: 0.1095445, hasBias: false),
    Law(initializer: .torch, deviation: 0.0408248, bound: 0.0707107, hasBias: true),
    Law(initializer: .normal(deviation: 0.3), deviation: 0.3, bound: nil, hasBias: false),
  ]

  @Test("draws weights of the stated law", arguments: laws)
  func weights(_ law: Law) throws {
    let network = MLP(
      inputDimension: 200, outputDimension: 300, hiddenWidths: [], initializer: law.initializer)
    let buffer = ParameterBuffer(network.parameters(prefix: "net"))
    var stream = RandomStream(seed: 4, purpose: "initialization")
    network.initialize(buffer, prefix: "net", from: &stream)
    let weight = try #require(buffer["net/layer0/weight"])
    let bias = try #require(buffer["net/layer0/bias"])
    #expect(weight.count == 60_000 && bias.count == 300)
    let mean = weight.reduce(0.0) { $0 + Double($1) } / 60_000
    let square = weight.reduce(0.0) { $0 + Double($1 * $1) } / 60_000
    #expect(abs(mean) < 5 * law.deviation / 245)
    #expect(abs(square.squareRoot() / law.deviation - 1) < 0.015)
    let largest = Double(weight.map(abs).max() ?? 0)
    if let bound = law.bound {
      #expect(largest <= bound * 1.000001 && largest > 0.99 * bound)
    } else {
      #expect(largest > 3 * law.deviation)
    }
    #expect(bias.contains { $0 != 0 } == law.hasBias)
  }

  @Test("names the parameters by layer and role, in the order of the layers")
  func names() throws {
    let network = MLP(
      inputDimension: 2, outputDimension: 1, hiddenWidths: [3], normalization: .batch(),
      scaleInitializer: .normal(deviation: 0.01))
    let parameters = network.parameters(prefix: "net")
    #expect(
      parameters.map(\.name) == [
        "net/layer0/weight", "net/layer0/bias", "net/layer0/scale", "net/layer0/shift",
        "net/layer1/weight", "net/layer1/bias",
      ])
    #expect(
      parameters.map(\.shape.extents) == [[2, 3], [1, 3], [1, 3], [1, 3], [3, 1], [1, 1]])
    let buffer = ParameterBuffer(parameters)
    var stream = RandomStream(seed: 4, purpose: "initialization")
    network.initialize(buffer, prefix: "net", from: &stream)
    let scale = try #require(buffer["net/layer0/scale"])
    #expect(scale.allSatisfy { abs($0) < 0.06 && $0 != 0 })
    #expect(buffer["net/layer0/shift"] == [0, 0, 0])
    #expect(buffer["net/layer7/shift"] == nil)
  }

  @Test("packing and unpacking leaves out the gaps")
  func packing() {
    let buffer = ParameterBuffer(
      MLP(inputDimension: 3, outputDimension: 2, hiddenWidths: [5]).parameters(prefix: "net"))
    let numbers = (0..<buffer.packedCount).map(Float.init)
    buffer.unpack(numbers, into: buffer.values)
    #expect(buffer.packedCount == 32 && buffer.packed(buffer.values) == numbers)
    #expect(buffer["net/layer0/bias"] == [15, 16, 17, 18, 19])
  }
}
