import Arrays
import Flows
import Foundation
import Networks
import Randomness
import Testing
import Trainers

/// Trainings with normalised networks, against PyTorch's (`scripts/dump_torch_normalization.py`).
@Suite("Layer and spectral normalisation")
struct TorchNormalizationTests {
  private struct Reference: Decodable {
    struct Training: Decodable {
      let normalization: String
      let start: [String: [Float]]
      let iterations: [Iteration]
      let end: [String: [Float]]
    }

    struct Iteration: Decodable {
      let critic: [CriticStep]
      let sources: [Float]
      let fitLoss: Float
      let samples: [Float]
    }

    struct CriticStep: Decodable {
      let targets: [Float]
      let sources: [Float]
      let mixing: [Float]
      let loss: Float
    }

    let batch: Int
    let trainings: [Training]

    static func load() throws -> Reference {
      let file = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Fixtures/torch-normalization.json")
      return try JSONDecoder().decode(Reference.self, from: Data(contentsOf: file))
    }
  }

  private static func dynamics(
    _ normalization: Normalization, batch: Int, seed: Int = 0
  ) -> GeneratorDynamics {
    GeneratorDynamics(
      .init(
        flow: WassersteinOneFlow(), update: .forwardEuler, penalty: .gradient(.two, weight: 10),
        generator: MLP(
          inputDimension: 2, outputDimension: 2, hiddenWidths: [9, 7], activation: .tanh,
          normalization: normalization),
        potential: MLP(
          inputDimension: 2, outputDimension: 1, hiddenWidths: [8, 11], activation: .tanh,
          normalization: normalization),
        generatorOptimizer: .sgd(rate: 0.1), potentialOptimizer: .sgd(rate: 0.02), batch: batch),
      generatorStream: RandomStream(seed: seed, purpose: "generator"),
      potentialStream: RandomStream(seed: seed, purpose: "potential"))
  }

  @Test("train as PyTorch does, with a gradient penalty, vectors and all", arguments: [0, 1])
  func training(index: Int) throws {
    let reference = try Reference.load()
    let training = reference.trainings[index]
    let normalization: Normalization = training.normalization == "layer" ? .layer() : .spectral
    let dynamics = Self.dynamics(normalization, batch: reference.batch)
    var state = dynamics.state
    #expect(Set(training.start.keys) == Set(state.floats.keys))
    state.floats = training.start
    try dynamics.restore(state)
    func matrix(_ elements: [Float]) -> Matrix<Float> {
      Matrix(rows: reference.batch, columns: 2, elements: elements)
    }
    func expectNear(_ found: [Float], _ expected: [Float], _ what: String) {
      #expect(found.count == expected.count)
      for (a, b) in zip(found, expected) { #expect(abs(a - b) < 1e-5 * (1 + abs(b)), "\(what)") }
    }
    for iteration in training.iterations {
      for step in iteration.critic {
        let report = dynamics.potentialStep(
          targets: matrix(step.targets), sources: matrix(step.sources), mixing: step.mixing)
        expectNear([report.loss], [step.loss], "critic loss")
      }
      let report = dynamics.generatorSteps(
        sources: matrix(iteration.sources), count: 2, stepSize: 0.5)
      expectNear([report.lastLoss], [iteration.fitLoss], "fit loss")
      expectNear(
        dynamics.generate(matrix(iteration.sources)).elements, iteration.samples, "samples")
    }
    for (name, expected) in training.end {
      expectNear(dynamics.state.floats[name] ?? [], expected, name)
    }
  }

  @Test("of spectra starts where every weight has norm 1, to the accuracy of fifteen iterations")
  func lipschitz() throws {
    let network = MLP(
      inputDimension: 2, outputDimension: 1, hiddenWidths: [16, 16], activation: .relu,
      normalization: .spectral, initializer: .normal(deviation: 3))
    for seed in 0..<5 {
      let dynamics = GeneratorDynamics(
        .init(
          flow: WassersteinOneFlow(), update: .forwardEuler, penalty: .gradient(.two, weight: 0),
          generator: MLP(inputDimension: 2, outputDimension: 2, hiddenWidths: []),
          potential: network, generatorOptimizer: .sgd(rate: 1e-9),
          potentialOptimizer: .sgd(rate: 1e-9), batch: 256),
        generatorStream: RandomStream(seed: seed, purpose: "generator"),
        potentialStream: RandomStream(seed: seed, purpose: "potential"))
      var stream = RandomStream(seed: seed, purpose: "batch")
      var points = Matrix<Float>(rows: 256, columns: 2, repeating: 0)
      stream.fillNormal(&points.elements)
      let report = dynamics.potentialStep(
        targets: points, sources: points, mixing: Array(repeating: 0.5, count: 256))
      let norm = try #require(report.gradientNorm)
      #expect(norm > 0.001 && norm < 1.02)
    }
  }
}
