import Arrays
import Distributions
import Glibc
import Randomness
import Testing

@Suite("Sampling a law")
struct SamplingTests {
  @Test("gives the mean and covariance of a normal law in five dimensions")
  func gaussianMoments() throws {
    let d = 5
    var covariance = Matrix<Double>(rows: d, columns: d, repeating: 0)
    for i in 0..<d {
      for j in 0..<d { covariance[i, j] = (i == j ? 1 : 0) + 0.5 / Double(1 + abs(i - j)) }
    }
    let mean = (0..<d).map { Double($0) - 1.5 }
    let law = try Gaussian(mean: mean, covariance: covariance)
    var draws = stream("moments")
    let found = moments(law.sample(count: 200_000, using: &draws))
    for i in 0..<d {
      #expect(abs(found.mean[i] - mean[i]) < 0.015)
      for j in 0..<d { #expect(abs(found.covariance[i, j] - covariance[i, j]) < 0.025) }
    }
  }

  @Test("places the modes of a ring at 2πk/modes for k = 1 … modes, and those of a grid about 0")
  func factories() throws {
    let ring = try GaussianMixture.ring(modes: 4, radius: 2, deviation: 0.1)
    let expected: [[Double]] = [[0, 2], [-2, 0], [0, -2], [2, 0]]
    for (component, mean) in zip(ring.components, expected) {
      #expect(zip(component.mean, mean).allSatisfy { abs($0 - $1) < 1e-15 })
    }
    let grid = try GaussianMixture.grid(side: 5, spacing: 2, deviation: 0.05)
    #expect(grid.components.count == 25)
    #expect(grid.components.first?.mean == [-4, -4])
    #expect(grid.components[12].mean == [0, 0])
    #expect(grid.components.last?.mean == [4, 4])
  }

  @Test("gives every mode of a balanced mixture its share, and the rest to distinct modes")
  func balancedCounts() throws {
    let ring = try GaussianMixture.ring(modes: 8, radius: 1, deviation: 0.01, balanced: true)
    var draws = stream("balanced")
    var extras = [Int](repeating: 0, count: 8)
    for count in [0, 3, 8, 512, 515] {
      for _ in 0..<200 {
        let labels = ring.drawLabels(count: count, using: &draws)
        var counts = [Int](repeating: 0, count: 8)
        for label in labels { counts[label] += 1 }
        #expect(labels.count == count)
        #expect(counts.allSatisfy { $0 == count / 8 || $0 == count / 8 + 1 })
        if count == 515 { for mode in 0..<8 { extras[mode] += counts[mode] - 64 } }
      }
    }
    #expect(extras.reduce(0, +) == 600)
    #expect(extras.allSatisfy { abs($0 - 75) < 40 })
  }

  @Test("shuffles a balanced batch, and puts each point by its own mode")
  func balancedOrder() throws {
    let ring = try GaussianMixture.ring(modes: 4, radius: 1, deviation: 0.001, balanced: true)
    var draws = stream("order")
    var again = draws
    let labels = ring.drawLabels(count: 400, using: &again)
    let samples = ring.sample(count: 400, using: &draws)
    for (row, label) in labels.enumerated() {
      let mean = ring.components[label].mean
      #expect(abs(Double(samples[row, 0]) - mean[0]) < 0.01)
      #expect(abs(Double(samples[row, 1]) - mean[1]) < 0.01)
    }
    let repeats = zip(labels, labels.dropFirst()).count { $0 == $1 }
    #expect(abs(repeats - 100) < 45)
  }

  @Test("draws the components of a weighted mixture by their weights")
  func weights() throws {
    let law = try GaussianMixture(
      means: [[0], [10], [20]], deviation: 0.1, weights: [1, 0, 3])
    var draws = stream("weights")
    let labels = law.drawLabels(count: 40_000, using: &draws)
    #expect(!labels.contains(1))
    #expect(abs(labels.count { $0 == 0 } - 10_000) < 450)
  }

  @Test("keeps points of the curves on the curves where there is no noise")
  func curves() throws {
    var draws = stream("curves")
    let moons = try TwoMoons(noise: 0).sample(count: 1000, using: &draws).widened
    var outer = 0
    for row in 0..<moons.rows {
      let (x, y) = (moons[row, 0], moons[row, 1])
      let onOuter = abs(x * x + y * y - 1) < 1e-6 && y >= 0
      let onInner = abs((x - 1) * (x - 1) + (y - 0.5) * (y - 0.5) - 1) < 1e-6 && y <= 0.5
      #expect(onOuter || onInner)
      outer += onOuter ? 1 : 0
    }
    #expect(abs(outer - 500) < 80)
    let roll = try SwissRoll(noise: 0).sample(count: 1000, using: &draws).widened
    for row in 0..<roll.rows {
      let (x, y) = (roll[row, 0] * 7.5, roll[row, 1] * 7.5)
      let t = (x * x + y * y).squareRoot()
      #expect(t > 1.5 * Double.pi - 1e-5 && t < 4.5 * Double.pi + 1e-5)
      #expect(abs(x * cos(t) + y * sin(t) - t) < 1e-4)
    }
    let curve = try SCurve(noise: 0, scale: 2).sample(count: 1000, using: &draws).widened
    for row in 0..<curve.rows {
      let (x, y) = (2 * curve[row, 0], 2 * curve[row, 1])
      #expect(abs(x * x + (abs(y) - 1) * (abs(y) - 1) - 1) < 1e-6)
    }
  }

  @Test("has the moments of the noisy curves: the noise adds its variance")
  func noisyCurves() throws {
    var draws = stream("noise")
    let count = 200_000
    let moons = moments(try TwoMoons(noise: 0.2).sample(count: count, using: &draws))
    // Outer: E = (0, 2/π); inner: (1, ½ − 2/π). E x² = ½·½ + ½(1 + ½).
    #expect(abs(moons.mean[0] - 0.5) < 0.01 && abs(moons.mean[1] - 0.25) < 0.01)
    #expect(abs(moons.covariance[0, 0] - (1 - 0.25 + 0.04)) < 0.015)
    let curve = moments(try SCurve(noise: 0.3).sample(count: count, using: &draws))
    // E sin² t over [0, 3π/2] is ½; the law is odd, so its mean is zero.
    #expect(abs(curve.mean[0]) < 0.01 && abs(curve.mean[1]) < 0.02)
    #expect(abs(curve.covariance[0, 0] - (0.5 + 0.09)) < 0.015)
  }

  @Test("gives the same bits for the same stream, and goes on in the stream")
  func repeatability() throws {
    let laws: [any Distribution] =
      try PlaneLaw.allCases.map { try $0.make() } + [
        TwoMoons(noise: 0.1), SwissRoll(), SCurve(noise: 0.1),
        GaussianMixture.ring(modes: 8, radius: 1, deviation: 0.1, balanced: true),
      ]
    for law in laws {
      var (first, second) = (stream("bits"), stream("bits"))
      let samples = law.sample(count: 37, using: &first)
      #expect(samples == law.sample(count: 37, using: &second))
      #expect(samples != law.sample(count: 37, using: &second))
      #expect(law.sample(count: 0, using: &first).rows == 0)
    }
  }
}
