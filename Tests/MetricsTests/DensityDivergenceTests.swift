import Arrays
import Foundation
import Metrics
import Testing

@Suite("Divergences of estimated densities")
struct DensityDivergenceTests {
  /// ½ ∫ p log 2p/(p + q) + ½ ∫ q log 2q/(p + q) for N(0, 1) and N(m, 1), by the trapezium rule.
  static func jensenShannon(_ m: Double) -> Double {
    let step = 1e-3
    return stride(from: -12.0, through: 12 + m, by: step).reduce(0) { sum, x in
      let p = exp(-x * x / 2) / sqrt(2 * Double.pi)
      let q = exp(-(x - m) * (x - m) / 2) / sqrt(2 * Double.pi)
      let term = { (a: Double) in a > 0 ? 0.5 * a * log(2 * a / (p + q)) : 0 }
      return sum + step * (term(p) + term(q))
    }
  }

  static let normalDensity: TargetDensity = { points in
    points.elements.map { -0.5 * $0 * $0 - 0.5 * log(2 * Double.pi) }
  }

  @Test("estimate those of two normal laws", arguments: [nil, normalDensity])
  func normalLaws(_ density: TargetDensity?) throws {
    let m = 1.0
    let target = Clouds.normal(1500, 1, seed: 1).narrowed
    let samples = Clouds.normal(1500, 1, seed: 2, at: m).narrowed
    let kl = try KullbackLeibler(target: target, density: density)
      .evaluate(samples, classes: nil)
    for value in kl {
      #expect(abs(value.value - m * m / 2) < 4 * (try #require(value.error)) + 0.03)
    }
    let jsd = try JensenShannon(target: target, density: density).evaluate(samples)
    #expect(abs(jsd.value - Self.jensenShannon(m)) < 4 * (try #require(jsd.error)) + 0.01)
  }

  @Test("vanish for equal laws, in the plane too")
  func equalLaws() throws {
    let target = Clouds.ring(Array(0..<8), of: 8, count: 800, seed: 1).narrowed
    let samples = Clouds.ring(Array(0..<8), of: 8, count: 800, seed: 2).narrowed
    let jsd = try JensenShannon(target: target).evaluate(samples)
    #expect(abs(jsd.value) < 0.03)
    for value in try KullbackLeibler(target: target).evaluate(samples, classes: nil) {
      #expect(abs(value.value) < 0.1)
    }
  }

  @Test("of laws apart are log 2, and infinite where a known density vanishes")
  func separateLaws() throws {
    let target = Clouds.normal(300, 2, seed: 1).narrowed
    let samples = Clouds.normal(300, 2, seed: 2, at: 500).narrowed
    let jsd = try JensenShannon(target: target).evaluate(samples)
    #expect(isClose(jsd.value, log(2), 0.01) && jsd.value <= log(2))
    let box: TargetDensity = { points in
      (0..<points.rows).map { abs(points[$0, 0]) < 20 ? -log(40) : -.infinity }
    }
    let known = try KullbackLeibler(target: target, density: box).evaluate(samples, classes: nil)
    #expect(known[0] == MetricValue(value: .infinity, error: nil))
    #expect(try JensenShannon(target: target, density: box).evaluate(samples).value <= log(2))
  }

  @Test("are not carried away by one sample that is far from all the others")
  func outlier() throws {
    let target = Clouds.ring([0, 1], of: 8, count: 400, seed: 1).narrowed
    var samples = Clouds.ring([0], of: 8, count: 400, seed: 2).narrowed
    let before = try JensenShannon(target: target).evaluate(samples).value
    samples[7, 0] = target[0, 0]
    samples[7, 1] = target[0, 1]
    for row in 0..<400 where abs(target[row, 1]) > 0.5 {
      samples[7, 0] = target[row, 0]
      samples[7, 1] = target[row, 1]
    }
    #expect(abs(try JensenShannon(target: target).evaluate(samples).value - before) < 0.05)
  }

  @Test("take the likeliest bandwidth: about n^(−1/5) on a normal law, small on narrow modes")
  func bandwidths() throws {
    func width(_ target: Matrix<Double>, _ bandwidth: DensityBandwidth) throws -> Double {
      let found = try JensenShannon(target: target, bandwidth: bandwidth).attributes
        .first { $0.name == "bandwidths" }?.value
      guard case .reals(let lengths) = found else { throw MetricError.noBandwidth }
      return lengths[0]
    }
    let normal = Clouds.normal(1000, 1, seed: 1).narrowed
    let scott = try width(normal, .scott)
    #expect(isClose(scott, pow(1000, -0.2), 0.05))
    let likeliest = try width(normal, .crossValidated)
    #expect(likeliest > 0.4 * scott && likeliest < 2.5 * scott)
    let ring = Clouds.ring(Array(0..<8), of: 8, count: 800, seed: 1).narrowed
    #expect(try width(ring, .crossValidated) < 0.1)
    #expect(try width(ring, .scott) > 0.4)
    #expect(try width(ring, .length(0.25)) == 0.25)
    #expect(throws: MetricError.badBandwidth(-1)) { try width(ring, .length(-1)) }
    let doubled = Matrix<Double>(rows: 4, columns: 1, elements: [0, 0, 1, 1])
    #expect(throws: MetricError.self) { try width(doubled, .crossValidated) }
  }
}
