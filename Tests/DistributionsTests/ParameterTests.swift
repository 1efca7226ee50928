import Arrays
import Distributions
import Randomness
import Testing

@Suite("The parameters of a law")
struct ParameterTests {
  static let refusals: [(error: DistributionError, make: @Sendable () throws -> Void)] = [
    (.noCoordinates, { _ = try Gaussian(mean: [], deviation: []) }),
    (.noCoordinates, { _ = try Gaussian.standard(dimension: 0) }),
    (.noCoordinates, { _ = try Uniform(low: [], high: []) }),
    (
      .sizeMismatch(quantity: "deviation", expected: 2, found: 1),
      { _ = try Gaussian(mean: [0, 0], deviation: [1]) }
    ),
    (
      .notPositive(quantity: "deviation", value: 0), { _ = try Gaussian(mean: [0], deviation: [0]) }
    ),
    (
      .notFinite(quantity: "mean", value: .infinity),
      { _ = try Gaussian(mean: [.infinity], deviation: [1]) }
    ),
    (
      .sizeMismatch(quantity: "covariance", expected: 4, found: 1),
      { _ = try Gaussian(mean: [0, 0], covariance: square([1])) }
    ),
    (
      .notSymmetric(row: 1, column: 0),
      { _ = try Gaussian(mean: [0, 0], covariance: square([1, 0.1, 0.2, 1])) }
    ),
    (
      .notPositiveDefinite(pivot: 1, value: -3),
      { _ = try Gaussian(mean: [0, 0], covariance: square([1, 2, 2, 1])) }
    ),
    (
      .notPositiveDefinite(pivot: 1, value: 0),
      { _ = try Gaussian(mean: [0, 0], covariance: square([1, 1, 1, 1])) }
    ),
    (
      .tooSmall(quantity: "the number of components", minimum: 1, found: 0),
      { _ = try GaussianMixture(means: [], deviation: 1) }
    ),
    (
      .sizeMismatch(quantity: "the mean of a component", expected: 2, found: 1),
      { _ = try GaussianMixture(means: [[0, 0], [1]], deviation: 1) }
    ),
    (
      .sizeMismatch(quantity: "weights", expected: 2, found: 1),
      { _ = try GaussianMixture(means: [[0], [1]], deviation: 1, weights: [1]) }
    ),
    (
      .negative(quantity: "a weight", value: -1),
      { _ = try GaussianMixture(means: [[0], [1]], deviation: 1, weights: [2, -1]) }
    ),
    (.noWeight, { _ = try GaussianMixture(means: [[0], [1]], deviation: 1, weights: [0, 0]) }),
    (
      .weightsOfBalancedMixture,
      {
        _ = try GaussianMixture(means: [[0], [1]], deviation: 1, weights: [1, 1], balanced: true)
      }
    ),
    (
      .tooSmall(quantity: "the number of modes", minimum: 1, found: 0),
      { _ = try GaussianMixture.ring(modes: 0, radius: 1, deviation: 1) }
    ),
    (
      .negative(quantity: "radius", value: -1),
      { _ = try GaussianMixture.ring(modes: 3, radius: -1, deviation: 1) }
    ),
    (
      .notPositive(quantity: "spacing", value: 0),
      { _ = try GaussianMixture.grid(side: 2, spacing: 0, deviation: 1) }
    ),
    (
      .emptyInterval(coordinate: 1, low: 1, high: 1),
      { _ = try Uniform(low: [0, 1], high: [1, 1]) }
    ),
    (
      .sizeMismatch(quantity: "high", expected: 1, found: 2),
      { _ = try Uniform(low: [0], high: [1, 2]) }
    ),
    (.negative(quantity: "noise", value: -0.1), { _ = try TwoMoons(noise: -0.1) }),
    (.notPositive(quantity: "scale", value: 0), { _ = try SwissRoll(scale: 0) }),
    (.notPositive(quantity: "scale", value: -1), { _ = try SCurve(noise: 0, scale: -1) }),
    (
      .tooSmall(quantity: "cells", minimum: 1, found: 0),
      { _ = try Checkerboard(cells: 0, extent: 1) }
    ),
    (.notPositive(quantity: "extent", value: 0), { _ = try Checkerboard(cells: 2, extent: 0) }),
  ]

  static func square(_ elements: [Double]) -> Matrix<Double> {
    let side = elements.count == 1 ? 1 : 2
    return Matrix(rows: side, columns: side, elements: elements)
  }

  @Test("are refused with an error that carries them", arguments: refusals.indices)
  func refused(_ index: Int) {
    let refusal = Self.refusals[index]
    #expect(throws: refusal.error) { try refusal.make() }
    #expect(!refusal.error.description.isEmpty)
  }

  @Test("give messages that name the quantity and its value")
  func messages() {
    #expect(
      "\(DistributionError.notPositive(quantity: "deviation", value: -1))"
        == "deviation is -1.0; it must be greater than 0")
  }
}

@Suite("What laws tell of themselves besides samples")
struct TraitTests {
  @Test("the classes of their draws, as the same stream gives them")
  func classes() throws {
    let ring = try GaussianMixture.ring(modes: 8, radius: 2, deviation: 0.02)
    let balanced = try GaussianMixture.ring(modes: 5, radius: 2, deviation: 0.02, balanced: true)
    for law in [ring, balanced] {
      var stream = RandomStream(seed: 3, purpose: "test-classes")
      let classes = law.classes(count: 203, using: stream)
      let samples = law.sample(count: 203, using: &stream).widened
      #expect(law.nearestModes(to: samples).map(\.mode) == classes)
      #expect(Set(classes).count == law.classCount)
    }
    var stream = RandomStream(seed: 4, purpose: "test-classes")
    let moons = try TwoMoons(noise: 0)
    let classes = moons.classes(count: 100, using: stream)
    let samples = moons.sample(count: 100, using: &stream)
    for row in 0..<100 {
      let radius = (samples[row, 0] * samples[row, 0] + samples[row, 1] * samples[row, 1])
      #expect((abs(radius - 1) < 1e-5) == (classes[row] == 0))
    }
  }

  @Test("the nearest mode in its own deviations")
  func nearestModes() throws {
    let law = try GaussianMixture(
      components: [
        try Gaussian(mean: [0, 0], deviation: [1, 1]),
        try Gaussian(mean: [4, 0], deviation: [3, 1]),
      ], weights: [1, 3])
    #expect(law.modeWeights == [0.25, 0.75])
    let found = law.nearestModes(to: Matrix(rows: 2, columns: 2, elements: [1.5, 0, 0.5, 2]))
    #expect(found.map(\.mode) == [1, 0])
    #expect(abs(found[0].squaredDeviations - 2.5 * 2.5 / 9) < 1e-15)
    #expect(abs(found[1].squaredDeviations - 4.25) < 1e-15)
  }
}
