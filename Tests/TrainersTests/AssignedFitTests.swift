import Arrays
import Flows
import Graphs
import Metrics
import Networks
import Randomness
import Testing
import Trainers

/// Particles fall to the origin at the rate of their distance, whatever the potential.
private struct CentralFlow: Flow {
  func objective(of potentials: Potentials, at points: FlowPoints) -> Tensor {
    potentials[0](points.data).mean - potentials[0](points.model).mean
  }

  func ascent(of potentials: Potentials, at points: Tensor) -> Tensor {
    // The potential is named so that the graph reads its parameters.
    points.squared.rowSum * -0.5 + potentials[0](points) * 1e-30
  }
}

@Suite("The assigned fit and clipping")
struct AssignedFitTests {
  private static func training(_ fit: Fit) -> (GeneratorDynamics, Matrix<Float>) {
    let dynamics = GeneratorDynamics(
      .init(
        flow: CentralFlow(), update: .forwardEuler, fit: fit, penalty: .none,
        generator: MLP(inputDimension: 3, outputDimension: 2, hiddenWidths: [16]),
        potential: MLP(inputDimension: 2, outputDimension: 1, hiddenWidths: [4]),
        generatorOptimizer: .sgd(rate: 0.05), potentialOptimizer: .sgd(rate: 0.1),
        batch: SmallTraining.batch),
      generatorStream: RandomStream(seed: 4, purpose: "generator"),
      potentialStream: RandomStream(seed: 4, purpose: "potential"))
    var stream = RandomStream(seed: 9, purpose: "latents")
    return (dynamics, SmallTraining.normals(3, &stream))
  }

  @Test("costs half the squared W2 distance from samples to targets")
  func cost() throws {
    let (dynamics, z) = Self.training(.assigned)
    let samples = dynamics.generate(z)
    // ε = 2 sends every sample through the origin to its mirror image.
    let loss = dynamics.generatorSteps(sources: z, count: 1, stepSize: 2).firstLoss
    let points = Matrix(
      rows: samples.rows, columns: 2, elements: samples.elements.map(Double.init))
    let mirrored = Matrix(
      rows: samples.rows, columns: 2, elements: samples.elements.map { -Double($0) })
    let distance = try ExactTransport(exponent: .two).solve(source: points, target: mirrored)
      .distance
    #expect(abs(Double(loss) - distance * distance / 2) < 1e-5 * distance * distance)
    let (plain, _) = Self.training(.halfMean)
    #expect(plain.generatorSteps(sources: z, count: 1, stepSize: 2).firstLoss > 1.5 * loss)
  }

  @Test("is the plain fit, bit for bit, where every sample is nearest its own target")
  func identity() {
    let (assigned, z) = Self.training(.assigned)
    let (plain, _) = Self.training(.halfMean)
    let reports = [assigned, plain].map { $0.generatorSteps(sources: z, count: 3, stepSize: 0.5) }
    #expect(reports[0] == reports[1] && assigned.state == plain.state)
  }

  @Test("leaves a diverged training diverged")
  func divergence() {
    let (dynamics, z) = Self.training(.assigned)
    for _ in 0..<3 { _ = dynamics.generatorSteps(sources: z, count: 1, stepSize: 1e30) }
    #expect(!dynamics.isFinite)
  }

  @Test("clipping keeps every parameter of the potential within its bound, and no other")
  func clipping() {
    var training = SmallTraining(penalty: .clip(bound: 0.03))
    training.potentialRate = 0.01
    let dynamics = training.dynamics()
    training.train(dynamics, 0..<5)
    let potential = dynamics.parameters.filter { $0.name.hasPrefix("potential/") }
    #expect(potential.allSatisfy { $0.elements.allSatisfy { abs($0) <= 0.03 } })
    #expect(potential.contains { $0.elements.contains { abs($0) == 0.03 } })
    let others = dynamics.parameters.filter { !$0.name.hasPrefix("potential/") }
    #expect(others.contains { $0.elements.contains { abs($0) > 0.03 } })
  }
}
