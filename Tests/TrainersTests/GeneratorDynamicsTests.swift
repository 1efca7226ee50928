import Arrays
import Flows
import Networks
import Randomness
import Testing
import Trainers

/// A small training of any flow and update, with batches that depend on the iteration only.
struct SmallTraining: Sendable, CustomTestStringConvertible {
  var flow: any Flow = WassersteinOneFlow()
  var update = GeneratorUpdate.forwardEuler
  var penalty = Penalty.gradient(.one, weight: 10)
  var generatorOptimizer = Optimizer.adam(rate: 1e-3)
  var normalization = Normalization.none
  var count = 1
  var stepSize = 0.5
  var width = 24
  /// How far the target lies from the origin.
  var shift: Float = 2
  var potentialRate = 2e-3
  var potentialActivation = Activation.relu
  var potentialInitializer = Initializer.torch
  static let batch = 48

  var testDescription: String { "\(flow) \(update) \(penalty)" }

  func dynamics(seed: Int = 0) -> GeneratorDynamics {
    GeneratorDynamics(
      .init(
        flow: flow, update: update, penalty: penalty,
        generator: MLP(
          inputDimension: 3, outputDimension: 2, hiddenWidths: [width, width],
          normalization: normalization),
        potential: MLP(
          inputDimension: 2, outputDimension: 1, hiddenWidths: [width, width],
          activation: potentialActivation, initializer: potentialInitializer),
        generatorOptimizer: generatorOptimizer,
        potentialOptimizer: .adam(rate: potentialRate, beta1: 0.5, beta2: 0.9), batch: Self.batch),
      generatorStream: RandomStream(seed: seed, purpose: "generator"),
      potentialStream: RandomStream(seed: seed, purpose: "potential"))
  }

  static func normals(_ columns: Int, _ stream: inout RandomStream) -> Matrix<Float> {
    var matrix = Matrix<Float>(rows: batch, columns: columns, repeating: 0)
    stream.fillNormal(&matrix.elements)
    return matrix
  }

  func train(_ dynamics: GeneratorDynamics, _ iterations: Range<Int>) {
    for iteration in iterations {
      var stream = RandomStream(seed: 1, purpose: "batches", iteration: iteration)
      for _ in 0..<2 {
        var x = Self.normals(2, &stream)
        for row in 0..<x.rows { x[row, 0] += shift }
        var mixing = [Float](repeating: 0, count: Self.batch * flow.mixingCount)
        stream.fillUniform(&mixing)
        _ = dynamics.potentialStep(
          targets: x, sources: Self.normals(3, &stream), mixing: mixing)
      }
      _ = dynamics.generatorSteps(
        sources: Self.normals(3, &stream), count: count, stepSize: stepSize)
    }
  }

  static let all: [SmallTraining] = {
    let flows: [any Flow] = [JensenShannonFlow(), WassersteinOneFlow()]
    let penalties: [Penalty] = [
      .none, .gradient(.one, weight: 10), .gradient(.two, weight: 10),
    ]
    return flows.flatMap { flow in
      [GeneratorUpdate.forwardEuler, .adversarial].flatMap { update in
        penalties.map {
          SmallTraining(
            flow: flow, update: update, penalty: $0, normalization: .batch(), count: 3)
        }
      }
    }
  }()
}

@Suite("Generator dynamics")
struct GeneratorDynamicsTests {
  @Test("the same calls give the same bits", arguments: SmallTraining.all)
  func repeatability(_ training: SmallTraining) {
    let (a, b) = (training.dynamics(), training.dynamics())
    training.train(a, 0..<12)
    training.train(b, 0..<12)
    #expect(a.state == b.state && a.isFinite)
    #expect(a.state != training.dynamics().state)
    let other = training.dynamics(seed: 1)
    training.train(other, 0..<12)
    #expect(other.state != a.state)
  }

  @Test("a restored training goes on as if never interrupted", arguments: SmallTraining.all)
  func restoring(_ training: SmallTraining) throws {
    let (whole, first, second) = (
      training.dynamics(), training.dynamics(), training.dynamics(seed: 9)
    )
    training.train(whole, 0..<20)
    training.train(first, 0..<9)
    try second.restore(first.state)
    training.train(second, 9..<20)
    #expect(second.state == whole.state)
  }

  @Test("sampling changes nothing and follows the live parameters")
  func sampling() {
    let training = SmallTraining(normalization: .batch())
    let (sampled, plain) = (training.dynamics(), training.dynamics())
    var stream = RandomStream(seed: 3, purpose: "sampling")
    var z = Matrix<Float>(rows: 300, columns: 3, repeating: 0)
    stream.fillNormal(&z.elements)
    let before = sampled.generate(z)
    for iteration in 0..<8 {
      training.train(sampled, iteration..<iteration + 1)
      training.train(plain, iteration..<iteration + 1)
      for rows in [1, 7, 48, 100 + iteration] {
        let some = Matrix(rows: rows, columns: 3, elements: Array(z.elements[..<(rows * 3)]))
        #expect(sampled.generate(some).rows == rows)
      }
    }
    #expect(sampled.state == plain.state)
    let after = sampled.generate(z)
    #expect(after == plain.generate(z) && after != before && after.firstNonFiniteRow == nil)
  }

  @Test("trainings on several threads give the bits they give alone")
  func threads() async {
    // Wide enough for products that go to oneDNN.
    let wide = [SmallTraining(width: 160), SmallTraining(update: .adversarial, width: 160)]
    let trainings = SmallTraining.all + wide
    var alone: [GeneratorDynamics.State] = []
    for training in trainings {
      let dynamics = training.dynamics()
      training.train(dynamics, 0..<10)
      alone.append(dynamics.state)
    }
    let together = await withTaskGroup(of: (Int, GeneratorDynamics.State).self) { group in
      for (index, training) in trainings.enumerated() {
        group.addTask {
          let dynamics = training.dynamics()
          training.train(dynamics, 0..<10)
          return (index, dynamics.state)
        }
      }
      var states = alone.map { _ in GeneratorDynamics.State(floats: [:], integers: [:]) }
      for await (index, state) in group { states[index] = state }
      return states
    }
    #expect(together == alone)
  }

  @Test("a training that diverges says so")
  func divergence() {
    var training = SmallTraining(generatorOptimizer: .sgd(rate: 1e20))
    training.stepSize = 1e20
    let dynamics = training.dynamics()
    #expect(dynamics.isFinite)
    training.train(dynamics, 0..<5)
    #expect(!dynamics.isFinite)
  }

  @Test("a state that does not fit is refused and changes nothing")
  func wrongStates() {
    let dynamics = SmallTraining().dynamics()
    let state = dynamics.state
    var missing = state
    missing.floats["generator/optimizer/first-moment"] = nil
    #expect(
      throws: StateError.missing(name: "generator/optimizer/first-moment")
    ) { try dynamics.restore(missing) }
    var short = state
    short.floats["potential/layer1/weight"] = [1]
    #expect(
      throws: StateError.wrongCount(
        name: "potential/layer1/weight", expected: 576, found: 1)
    ) { try dynamics.restore(short) }
    #expect(dynamics.state == state)
  }

  @Test("persistent Euler steps stop at their targets, naive adversarial ones run on")
  func persistency() {
    func travel(_ update: GeneratorUpdate) -> (report: GeneratorDynamics.GeneratorReport, Float) {
      let dynamics = SmallTraining(update: update, generatorOptimizer: .adam(rate: 1e-2)).dynamics()
      var stream = RandomStream(seed: 8, purpose: "latents")
      let z = SmallTraining.normals(3, &stream)
      let mixing = [Float](repeating: 0.5, count: SmallTraining.batch)
      var x = SmallTraining.normals(2, &stream)
      for row in 0..<x.rows { x[row, 0] += 4 }
      for _ in 0..<200 { _ = dynamics.potentialStep(targets: x, sources: z, mixing: mixing) }
      let before = dynamics.generate(z)
      let report = dynamics.generatorSteps(sources: z, count: 200, stepSize: 0.5)
      let after = dynamics.generate(z)
      let shift = (0..<x.rows).reduce(Float(0)) { $0 + after[$1, 0] - before[$1, 0] }
      return (report, shift / Float(x.rows))
    }
    let (euler, eulerShift) = travel(.forwardEuler)
    #expect(euler.lastLoss < 0.05 * euler.firstLoss && euler.lastLoss >= 0)
    #expect(eulerShift > 0.3 && eulerShift < 1)
    let (_, naiveShift) = travel(.adversarial)
    #expect(naiveShift > 4 * eulerShift, "\(naiveShift) against \(eulerShift)")
  }
}
