import Arrays
import Flows
import Foundation
import Networks
import Randomness
import Testing
import Trainers

/// A training that PyTorch made with the same first parameters and the same batches; made by
/// `scripts/dump_torch_reference.py`.
private struct TorchTrajectory: Decodable {
  struct CriticStep: Decodable {
    let targets: [Float]
    let sources: [Float]
    let mixing: [Float]
    let loss: Double
  }

  struct Iteration: Decodable {
    let critic: [CriticStep]
    let sources: [Float]
    let fitLoss: Double
    let samples: [Float]
  }

  let batch: Int
  let persistency: Int
  let step: Double
  let parameters: [String: [Float]]
  let iterations: [Iteration]
  let final: [String: [Float]]

  static func load() throws -> TorchTrajectory {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/torch-trajectory.json")
    return try JSONDecoder().decode(TorchTrajectory.self, from: Data(contentsOf: file))
  }
}

@Suite("A training against PyTorch's")
struct TorchTrajectoryTests {
  private static func dynamics(_ reference: TorchTrajectory) throws -> GeneratorDynamics {
    let dynamics = GeneratorDynamics(
      .init(
        flow: WassersteinOneFlow(), update: .forwardEuler, fit: .elementMean,
        penalty: .gradient(.one, weight: 10),
        generator: MLP(
          inputDimension: 2, outputDimension: 2, hiddenWidths: [9, 7], activation: .tanh,
          normalization: .batch(), isResidual: true),
        potential: MLP(
          inputDimension: 2, outputDimension: 1, hiddenWidths: [8, 11], activation: .tanh),
        generatorOptimizer: .adam(rate: 2e-3),
        potentialOptimizer: .adam(rate: 5e-3, beta1: 0.5, beta2: 0.9), batch: reference.batch),
      generatorStream: RandomStream(seed: 0, purpose: "generator"),
      potentialStream: RandomStream(seed: 0, purpose: "potential"))
    var state = dynamics.state
    for (name, elements) in reference.parameters { state.floats[name] = elements }
    try dynamics.restore(state)
    return dynamics
  }

  @Test("W1-FE with K = 3, two critic steps, batch normalisation and Adam ends where it does")
  func sameTraining() throws {
    let reference = try TorchTrajectory.load()
    let dynamics = try Self.dynamics(reference)
    func near(_ found: Float, _ expected: Double) -> Bool {
      abs(Double(found) - expected) < 2e-5 * (1 + abs(expected))
    }
    func points(_ elements: [Float]) -> Matrix<Float> {
      Matrix(rows: reference.batch, columns: 2, elements: elements)
    }
    for iteration in reference.iterations {
      for step in iteration.critic {
        let report = dynamics.potentialStep(
          targets: points(step.targets), sources: points(step.sources), mixing: step.mixing)
        #expect(near(report.loss, step.loss))
      }
      let report = dynamics.generatorSteps(
        sources: points(iteration.sources), count: reference.persistency,
        stepSize: reference.step)
      #expect(near(report.lastLoss, iteration.fitLoss))
      let samples = dynamics.generate(points(iteration.sources)).elements
      #expect(zip(samples, iteration.samples).allSatisfy { near($0, Double($1)) })
    }
    for (name, expected) in reference.final where !Self.isIrrelevant(name) {
      let found = dynamics.state.floats[name, default: []]
      #expect(found.count == expected.count)
      #expect(zip(found, expected).allSatisfy { near($0, Double($1)) }, "\(name)")
      #expect(found != reference.parameters[name], "\(name) was trained")
    }
  }

  /// Batch normalisation takes the biases before it away again, and a W1 potential has no use for
  /// its last bias: Adam walks along the rounding of gradients that are 0.
  private static func isIrrelevant(_ name: String) -> Bool {
    ["generator/layer0/bias", "generator/layer1/bias", "potential/layer2/bias"].contains(name)
  }
}
