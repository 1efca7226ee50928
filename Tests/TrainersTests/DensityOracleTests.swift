import Distributions
import Flows
import Glibc
import Specification
import Testing
import Trainers
import Training

@Suite("A density in closed form")
struct DensityOracleTests {
  @Test("of the flow of KL(q ‖ p) has the moments of an Ornstein–Uhlenbeck process")
  func ornsteinUhlenbeck() throws {
    // x and x² − 1 are eigenfunctions, so each implicit step divides their means by 1 + ε and 1 + 2ε.
    let found = try DensityRuns.series(
      DensityRuns.line("{kind: monoflow, h: logit, step: 0.1}", iterations: 40))
    let (mean, variance) = (try #require(found["mean"]), try #require(found["variance"]))
    for index in 0..<40 {
      let steps = Double(index + 1)
      let first = pow(1.1, -steps)
      let second = 1 + 0.25 * pow(1.2, -steps)
      #expect(abs(mean[index] - first) < 1e-4)
      #expect(abs(variance[index] + mean[index] * mean[index] - second) < 2e-4)
    }
  }

  @Test("in the plane too, with a correlated target")
  func correlated() throws {
    let run = try DensityRuns.run(
      target: "{kind: gaussian, dimension: 2, covariance: [[1.0, 0.5], [0.5, 0.8]]}",
      source: "{kind: gaussian, dimension: 2, mean: [1.0, -0.5], deviation: 0.6}",
      flow: "{kind: monoflow, h: logit, step: 0.05}", iterations: 20,
      trainer: "{kind: density, cells: [96, 80]}")
    let found = try DensityRuns.series(run)
    // m ← (1 + ε Σ⁻¹)⁻¹ m, with Σ⁻¹ = [[0.8, −0.5], [−0.5, 1]] / 0.55.
    let (a, b, c) = (1 + 0.05 * 0.8 / 0.55, -0.05 * 0.5 / 0.55, 1 + 0.05 / 0.55)
    let determinant = a * c - b * b
    var mean = (x: 1.0, y: -0.5)
    for index in 0..<20 {
      mean = (
        x: (c * mean.x - b * mean.y) / determinant, y: (a * mean.y - b * mean.x) / determinant
      )
      #expect(abs(try #require(found["mean_x"])[index] - mean.x) < 2e-3)
      #expect(abs(try #require(found["mean_y"])[index] - mean.y) < 2e-3)
    }
    #expect(found["mass"]?.allSatisfy { abs($0 - 1) < 1e-12 } == true)
    #expect(try #require(found["covariance"])[19] > 0.1)
  }

  @Test(
    "of laws that differ in one coordinate is the product with the other's",
    arguments: ["{kind: jsd, step: 0.5}", "{kind: monoflow, h: mle, step: 0.05}"], [false, true])
  func product(flow: String, isTransposed: Bool) throws {
    let sides = isTransposed ? ["0, 1", "1.0, 0.5"] : ["1, 0", "0.5, 1.0"]
    let domain = isTransposed ? "[-6, 6], [-8, 8]" : "[-8, 8], [-6, 6]"
    let plane = try DensityRuns.run(
      target: "{kind: gaussian, dimension: 2}",
      source: "{kind: gaussian, dimension: 2, mean: [\(sides[0])], deviation: [\(sides[1])]}",
      flow: flow, iterations: 8,
      trainer:
        "{kind: density, cells: [\(isTransposed ? "40, 100" : "100, 40")], domain: [\(domain)]}")
    let line = try DensityRuns.line(
      flow, iterations: 8, trainer: "{kind: density, cells: 100, domain: [[-8, 8]]}")
    let (inPlane, onLine) = (try DensityRuns.series(plane), try DensityRuns.series(line))
    let axis = isTransposed ? "y" : "x"
    for (name, other) in [
      ("mean_\(axis)", "mean"), ("variance_\(axis)", "variance"), ("jsd", "jsd"), ("kl", "kl"),
      ("l1", "l1"), ("energy", "energy"), ("dissipation", "dissipation"),
    ] {
      let (found, expected) = (try #require(inPlane[name]), try #require(onLine[other]))
      for (value, wanted) in zip(found, expected) {
        #expect(abs(value - wanted) < 1e-9 * max(1, abs(wanted)), "\(name)")
      }
    }
  }

  @Test("is the target's after one step that is long enough, in the plane", arguments: [10.0, 1e6])
  func stationary(step: Double) throws {
    let run = try DensityRuns.run(
      target: "{kind: gaussian-ring, modes: 5, radius: 1.5, deviation: 0.4}",
      source: "{kind: uniform, dimension: 2}", flow: "{kind: jsd, step: \(step)}", iterations: 30,
      trainer: "{kind: density, cells: [70, 61], domain: [[-4.5, 4.5], [-4, 4]]}")
    let found = try DensityRuns.series(run)
    #expect(try #require(found["l1"]?.last) < 1e-3 && found["jsd"]?.last ?? 1 < 1e-6)
    #expect(found["mass"]?.allSatisfy { abs($0 - 1) < 1e-12 } == true)
  }

  /// h′ as a function of the ratio r of the target to the law, from the tables of MonoFlow.
  static let slopes: [(AscentFunction, @Sendable (Double) -> Double)] = [
    (.vanilla(), { $0 / (1 + $0) }), (.vanilla(shift: 2), { $0 / ($0 + exp(-2)) }),
    (.nonSaturated, { 1 / (1 + $0) }), (.logit, { _ in 1 }), (.maximumLikelihood, { $0 }),
    (.exponential(rate: 1.5), { 1.5 * pow($0, 1.5) }),
    (.exponential(rate: 1), { $0 }), (.leastSquares, { 2 * $0 / pow(1 + $0, 3) }),
    (.divergenceLoss(.reverseKL), { _ in 1 }),
    (.divergence(.kl), { $0 }), (.divergence(.reverseKL), { _ in 1 }),
    (.divergence(.chiSquared), { 2 * $0 * $0 }), (.bGAN(.hellinger), { 0.5 * $0.squareRoot() }),
    (.divergence(.jensenShannon), { $0 / (1 + $0) }),
    (.fGAN(.kl), { _ in 1 }), (.fGAN(.reverseKL), { 1 / $0 }), (.fGAN(.chiSquared), { 2 * $0 }),
    (.fGAN(.hellinger), { 0.5 / $0.squareRoot() }), (.fGAN(.jensenShannon), { 1 / (1 + $0) }),
  ]

  @Test("Φ′(v) is h′ at the ratio 1 / v, the derivative of Φ, and v times that of G′")
  func diffusions() throws {
    for (h, slope) in Self.slopes {
      let diffusion = try #require(Diffusion(h))
      for v in [1e-6, 0.03, 0.049, 0.051, 0.4, 1, 2.5, 40.0, 1e6] {
        let expected = slope(1 / v)
        #expect(abs(diffusion.slope(v) / expected - 1) < 1e-12, "\(h) at \(v)")
        let width = 1e-4 * v
        let rise = (diffusion(v + width) - diffusion(v - width)) / (2 * width)
        #expect(abs(rise / expected - 1) < 1e-5, "\(h) at \(v)")
        let pressed = (diffusion.pressure(v + width) - diffusion.pressure(v - width)) / (2 * width)
        #expect(abs(pressed * v / expected - 1) < 1e-5, "\(h) at \(v)")
        guard v > 1e-3 && v < 1e3 else { continue }
        let second =
          (diffusion.energy(v + width) - 2 * diffusion.energy(v) + diffusion.energy(v - width))
          / (width * width)
        #expect(abs(second * v / expected - 1) < 1e-3 + 1e-6 / (v * expected), "\(h) at \(v)")
      }
      #expect(abs(diffusion.energy(1)) < 1e-15)
    }
    #expect(Diffusion(.arcsinh) == nil)
    #expect(Diffusion(.divergenceLoss(.kl)) == nil)
  }
}
