import Arrays
import Flows
import Foundation
import Graphs
import Networks
import Randomness
import Testing
import Trainers

@Suite("Against PyTorch")
struct TorchComparisonTests {
  static let activations: [String: Activation] = [
    "relu": .relu, "leaky-relu": .leakyRelu(slope: 0.2), "elu": .elu(alpha: 1.3), "tanh": .tanh,
    "softplus": .softplus, "silu": .silu,
  ]

  /// Plain descent at rate 1, so that a step shows the gradient.
  private static func dynamics(
    _ test: TorchReference.Case, _ update: GeneratorUpdate, batch: Int
  ) throws -> GeneratorDynamics {
    let activation = try #require(activations[test.activation])
    let dynamics = GeneratorDynamics(
      .init(
        flow: test.flow == "w1" ? WassersteinOneFlow() : JensenShannonFlow(), update: update,
        penalty: .gradient(test.sides == "two" ? .two : .one, weight: test.weight),
        generator: MLP(
          inputDimension: 3, outputDimension: 2, hiddenWidths: [9, 7], activation: activation,
          normalization: test.batchNorm ? .batch() : .none),
        potential: MLP(
          inputDimension: 2, outputDimension: 1, hiddenWidths: [8, 11], activation: activation),
        generatorOptimizer: .sgd(rate: 1), potentialOptimizer: .sgd(rate: 1), batch: batch),
      generatorStream: RandomStream(seed: 0, purpose: "generator"),
      potentialStream: RandomStream(seed: 0, purpose: "potential"))
    var state = dynamics.state
    state.floats = test.parameters
    try dynamics.restore(state)
    return dynamics
  }

  private static func expectGradients(
    _ expected: [String: [Double]], before: [String: [Float]], after: GeneratorDynamics,
    _ what: String
  ) {
    for (name, gradient) in expected {
      let (old, new) = (before[name, default: []], after.state.floats[name, default: []])
      let scale = gradient.reduce(1) { max($0, abs($1)) }
      #expect(old.count == gradient.count && new.count == gradient.count)
      for ((old, new), gradient) in zip(zip(old, new), gradient) {
        #expect(
          abs(Double(old) - Double(new) - gradient) < 3e-6 * scale, "\(what): \(name)")
      }
    }
  }

  @Test("losses, samples and gradients are the same for every activation, flow and penalty")
  func steps() throws {
    let reference = try TorchReference.load()
    #expect(reference.cases.count == 12)
    for test in reference.cases {
      let z = Matrix(rows: reference.batch, columns: 3, elements: test.sources)
      let x = Matrix(rows: reference.batch, columns: 2, elements: test.targets)
      let what = "\(test.activation) \(test.flow)"
      let near = { (a: Float?, b: Double) in abs(Double(a ?? .nan) - b) < 3e-6 * (1 + abs(b)) }

      var dynamics = try Self.dynamics(test, .adversarial, batch: reference.batch)
      for (a, b) in zip(dynamics.generate(z).elements, test.samples) { #expect(near(a, Double(b))) }
      let report = dynamics.potentialStep(targets: x, sources: z, mixing: test.mixing)
      #expect(near(report.loss, test.loss) && near(report.objective, test.objective), "\(what)")
      #expect(near(report.penalty, test.penalty) && near(report.gradientNorm, test.gradientNorm))
      Self.expectGradients(
        test.potentialGradients, before: test.parameters, after: dynamics, "potential \(what)")

      dynamics = try Self.dynamics(test, .adversarial, batch: reference.batch)
      let adversarial = dynamics.generatorSteps(sources: z, count: 1, stepSize: 0.3)
      #expect(near(adversarial.firstLoss, test.adversarialLoss))
      Self.expectGradients(
        test.adversarialGradients, before: test.parameters, after: dynamics, "adversarial \(what)")

      dynamics = try Self.dynamics(test, .forwardEuler, batch: reference.batch)
      let fit = dynamics.generatorSteps(sources: z, count: 1, stepSize: 0.3)
      #expect(near(fit.firstLoss, test.fitLoss))
      Self.expectGradients(
        test.fitGradients, before: test.parameters, after: dynamics, "fit \(what)")
    }
  }

  @Test("optimisers take the same steps")
  func optimizers() throws {
    let settings: [String: Optimizer] = [
      "adam": .adam(rate: 0.01, beta1: 0.5, beta2: 0.9, epsilon: 1e-6), "sgd": .sgd(rate: 0.1),
      "momentum": .sgd(rate: 0.1, momentum: 0.8),
      "rmsprop": .rmsprop(rate: 0.01, decay: 0.9, epsilon: 1e-6),
    ]
    let cases = try TorchReference.load().optimizers
    #expect(cases.count == 4)
    for test in cases {
      let buffer = ParameterBuffer([Parameter(name: "w", shape: Shape(1, 7))])
      buffer.set("w", to: (0..<7).map { Float(-1 + Double($0) / 3) })
      let state = OptimizerState(try #require(settings[test.name]), of: buffer)
      for step in 0..<5 {
        for index in 0..<7 {
          buffer.gradients[index] = Float(
            sin(Double(index) * Double(step + 1)) * pow(10, Double(step - 3)))
        }
        state.step()
      }
      for (found, expected) in zip(try #require(buffer["w"]), test.values) {
        #expect(abs(found - expected) < 2e-6, "\(test.name)")
      }
    }
  }
}
