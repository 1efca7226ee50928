import Arrays
import Distributions
import Flows
import Glibc
import Networks
import Randomness
import Testing
import Trainers

/// Steps along an exact density ratio, against central differences of the loss in double precision.
@Suite("An exact density ratio")
struct ExactRatioTests {
  static let batch = 40

  struct Laws: Sendable, CustomTestStringConvertible {
    let name: String
    let target: any DensityDistribution
    let source: any DensityDistribution

    var testDescription: String { name }
  }

  static let laws: [Laws] = {
    let covariance = Matrix(rows: 2, columns: 2, elements: [1, 0.8, 0.8, 0.89])
    guard let gaussian = try? Gaussian(mean: [0.3, 0], covariance: covariance),
      let ring = try? GaussianMixture.ring(modes: 3, radius: 1, deviation: 0.6, balanced: true),
      let standard = try? Gaussian.standard(dimension: 2)
    else { preconditionFailure("the laws of the test are laws") }
    return [
      Laws(name: "Gaussians", target: gaussian, source: standard),
      Laws(name: "a correlated source", target: standard, source: gaussian),
      Laws(name: "mixtures", target: ring, source: ring),
    ]
  }()

  static let ascents: [AscentFunction] = [
    .logit, .vanilla(), .exponential(rate: 0.5), .divergenceLoss(.hellinger),
  ]

  private static let weight: [Double] = [0.9, -0.3, 0.2, 1.1]
  private static let bias = [0.4, -0.2]

  private static func dynamics(
    _ laws: Laws, _ ascent: AscentFunction, _ gradient: ExactRatio.Gradient,
    update: GeneratorUpdate = .adversarial, rate: Double = 1
  ) throws -> GeneratorDynamics {
    GeneratorDynamics(
      .init(
        flow: MonoFlow(ascent), update: update, penalty: .none,
        generator: MLP(
          inputDimension: 2, outputDimension: 2, hiddenWidths: [],
          initializer: .values(weight: weight.map { Float($0) }, bias: bias.map { Float($0) })),
        potential: nil,
        exactRatio: ExactRatio(
          target: try #require(LogDensity(laws.target)),
          source: try #require(LogDensity(laws.source)), gradient: gradient),
        generatorOptimizer: .sgd(rate: rate), potentialOptimizer: .sgd(rate: 1), batch: batch),
      generatorStream: RandomStream(seed: 0, purpose: "g"),
      potentialStream: RandomStream(seed: 0, purpose: "p"))
  }

  private static func latents(_ laws: Laws) -> Matrix<Float> {
    var stream = RandomStream(seed: 5, purpose: "latents")
    return laws.source.sample(count: batch, using: &stream)
  }

  /// −mean h(ln r) at the samples of parameters (W, b), the density being that of others.
  private static func loss(
    _ laws: Laws, _ ascent: (Double) -> Double, _ parameters: [Double], density: [Double]
  ) -> Double {
    let z = latents(laws).widened
    let (w, b) = (Array(parameters[..<4]), Array(parameters[4...]))
    var x = z
    for row in 0..<z.rows {
      for k in 0..<2 { x[row, k] = z[row, 0] * w[k] + z[row, 1] * w[2 + k] + b[k] }
    }
    let v = density
    let determinant = v[0] * v[3] - v[1] * v[2]
    var origins = x
    for row in 0..<z.rows {
      let (s, t) = (x[row, 0] - v[4], x[row, 1] - v[5])
      origins[row, 0] = (s * v[3] - t * v[2]) / determinant
      origins[row, 1] = (t * v[0] - s * v[1]) / determinant
    }
    let ratios = zip(laws.target.logDensity(at: x), laws.source.logDensity(at: origins))
      .map { $0 - $1 + log(abs(determinant)) }
    return -ratios.map(ascent).reduce(0, +) / Double(ratios.count)
  }

  private static func function(_ ascent: AscentFunction) -> (Double) -> Double {
    switch ascent {
    case .vanilla: { log(1 + exp($0)) }
    case .exponential(let rate): { exp(rate * $0) }
    case .divergenceLoss: { -pow(exp($0 / 2) - 1, 2) }
    default: { $0 }
    }
  }

  @Test(
    "moves the generator against the gradient through samples, or through the density too",
    arguments: laws, ascents)
  func gradient(laws: Laws, ascent: AscentFunction) throws {
    for gradient in [ExactRatio.Gradient.samples, .total] {
      let dynamics = try Self.dynamics(laws, ascent, gradient)
      let start = Self.weight + Self.bias
      let report = dynamics.generatorSteps(sources: Self.latents(laws), count: 1, stepSize: 1)
      let function = Self.function(ascent)
      let value = Self.loss(laws, function, start, density: start)
      #expect(abs(Double(report.firstLoss) - value) < 1e-5 * max(1, abs(value)))
      let moved = dynamics.parameters.flatMap(\.elements).map(Double.init)
      for index in start.indices {
        let h = 1e-5
        let losses = [h, -h].map { shift in
          var parameters = start
          parameters[index] += shift
          return Self.loss(
            laws, function, parameters, density: gradient == .total ? parameters : start)
        }
        let slope = (losses[0] - losses[1]) / (2 * h)
        #expect(abs(start[index] - moved[index] - slope) < 2e-5 * max(1, abs(slope)), "\(index)")
      }
    }
  }

  @Test("knows the density anew in every step of a total gradient, once per update otherwise")
  func persistency() throws {
    let laws = Self.laws[0]
    for gradient in [ExactRatio.Gradient.samples, .total] {
      let together = try Self.dynamics(laws, .vanilla(), gradient, rate: 0.2)
      let apart = try Self.dynamics(laws, .vanilla(), gradient, rate: 0.2)
      let z = Self.latents(laws)
      _ = together.generatorSteps(sources: z, count: 3, stepSize: 1)
      for _ in 0..<3 { _ = apart.generatorSteps(sources: z, count: 1, stepSize: 1) }
      let same = together.parameters == apart.parameters
      #expect(same == (gradient == .total))
    }
  }

  @Test("takes the Euler step that is the adversarial one", arguments: laws)
  func theorem(laws: Laws) throws {
    let (z, rate, step) = (Self.latents(laws), 0.3, 0.25)
    let euler = try Self.dynamics(laws, .vanilla(), .samples, update: .forwardEuler, rate: rate)
    let adversarial = try Self.dynamics(laws, .vanilla(), .samples, rate: rate * step)
    for _ in 0..<5 {
      _ = euler.generatorSteps(sources: z, count: 1, stepSize: step)
      _ = adversarial.generatorSteps(sources: z, count: 1, stepSize: 1)
    }
    let found = zip(
      euler.parameters.flatMap(\.elements), adversarial.parameters.flatMap(\.elements))
    for (a, b) in found { #expect(abs(a - b) < 1e-5) }
  }

  @Test("leaves a degenerate law with a loss that is no number")
  func degenerate() throws {
    let dynamics = try Self.dynamics(Self.laws[0], .logit, .samples)
    var state = dynamics.state
    state.floats["generator/layer0/weight"] = [1, 2, 2, 4]
    try dynamics.restore(state)
    _ = dynamics.generatorSteps(sources: Self.latents(Self.laws[0]), count: 1, stepSize: 1)
    #expect(!dynamics.isFinite)
  }
}
