import Arrays
import Distributions
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
