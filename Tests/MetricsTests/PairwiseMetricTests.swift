import Arrays
import Foundation
import Metrics
import Testing

@Suite("The metrics made of sums over pairs")
struct PairwiseMetricTests {
  /// E f(x, x′) + E f(y, y′) − 2 E f(x, y) over distinct points, summed in the plainest way.
  static func statistic(
    _ x: Matrix<Double>, _ y: Matrix<Double>, _ f: (Double) -> Double
  ) -> Double {
    func mean(_ a: Matrix<Double>, _ b: Matrix<Double>, within: Bool) -> Double {
      var sum = 0.0
      for i in 0..<a.rows {
        for j in 0..<b.rows where !(within && i == j) {
          sum += f(cost(a[row: i], b[row: j], 1))
        }
      }
      return sum / Double(within ? a.rows * (a.rows - 1) : a.rows * b.rows)
    }
    return mean(x, x, within: true) + mean(y, y, within: true) - 2 * mean(x, y, within: false)
  }

  @Test(
    "agree with the plain sums, whatever the counts and the dimension", arguments: [1, 2, 5, 30])
  func plainSums(_ d: Int) throws {
    for (n, m) in [(2, 2), (63, 65), (64, 130)] {
      let x = Clouds.normal(n, d, seed: n).narrowed
      let y = Clouds.normal(m, d, seed: m + 1000, at: 0.2).narrowed
      let energy = try EnergyDistance(target: y).evaluate(x).value
      #expect(abs(energy + Self.statistic(x, y) { $0 }) < 1e-12)
      let mmd = try MMD(target: y, bandwidths: .lengths([0.7, 2])).evaluate(x).value
      let expected = [0.7, 2].reduce(0.0) { sum, s in
        sum + 0.5 * Self.statistic(x, y) { exp(-$0 * $0 / (2 * s * s)) }
      }
      #expect(abs(mmd - expected) < 1e-13)
    }
  }

  @Test("estimate the closed form of two normal laws within their error: MMD")
  func gaussianClosedForm() throws {
    let (s, t, d) = (1.0, 0.8, 3)
    let factor = pow(s * s / (s * s + 2), Double(d) / 2)
    let expected = 2 * factor * (1 - exp(-Double(d) * t * t / (2 * (s * s + 2))))
    let y = Clouds.normal(1500, d, seed: 1, at: t).narrowed
    let found = try MMD(target: y, bandwidths: .lengths([s]))
      .evaluate(Clouds.normal(1500, d, seed: 2).narrowed)
    let error = try #require(found.error)
    #expect(error < 0.1 * expected)
    #expect(abs(found.value - expected) < 4 * error)
  }

  @Test("estimate the closed form within their error: the energy distance of uniform laws")
  func energyClosedForm() throws {
    // For U[0, 1] and U[a, a + 1], a ≤ 1: 2 ∫ (F − G)² = 2 (a² (1 − a) + 2 a³ / 3).
    let a = 0.5
    let expected = 2 * (a * a * (1 - a) + 2 * a * a * a / 3)
    func uniform(_ shift: Double, by step: Double) -> Matrix<Double> {
      Matrix(
        rows: 1000, columns: 1,
        elements: (0..<1000).map {
          (Double($0) * step).truncatingRemainder(dividingBy: 1) + shift
        })
    }
    let metric = try EnergyDistance(target: uniform(a, by: 0.6180339887498949))
    let found = try metric.evaluate(uniform(0, by: 0.41421356237309515))
    #expect(abs(found.value - expected) < 2e-3)
  }

  @Test("know their standard error, away from equality and at it", arguments: [0.0, 0.5])
  func standardErrors(_ shift: Double) throws {
    var values: [[Double]] = [[], []]
    var errors: [[Double]] = [[], []]
    for seed in 0..<60 {
      let x = Clouds.normal(100, 2, seed: 2 * seed).narrowed
      let y = Clouds.normal(100, 2, seed: 2 * seed + 1, at: shift).narrowed
      let metrics: [any ScalarMetric] = [
        try MMD(target: y, bandwidths: .lengths([1])), try EnergyDistance(target: y),
      ]
      for (index, metric) in metrics.enumerated() {
        let found = try metric.evaluate(x)
        values[index].append(found.value)
        errors[index].append(try #require(found.error))
      }
    }
    for index in 0..<2 {
      let mean = values[index].reduce(0, +) / 60
      let spread = (values[index].reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 59).squareRoot()
      let error = errors[index].reduce(0, +) / 60
      #expect(error > 0.7 * spread && error < 2.5 * spread, "\(error) for \(spread)")
      // Unbiased: at equality the mean over draws is zero within its own error.
      if shift == 0 { #expect(abs(mean) < 4 * spread / 60.0.squareRoot()) }
    }
  }

  @Test("do not lose digits far from the origin")
  func offCentre() throws {
    let x = Clouds.lattice(200, side: 1024, seed: 3).mapRows { $0.map { $0 / 256 } }
    let y = Clouds.lattice(200, side: 1024, seed: 4).mapRows { $0.map { $0 / 256 } }
    func moved(_ cloud: Matrix<Double>) -> Matrix<Double> {
      cloud.mapRows { $0.map { $0 + 4096 } }.narrowed
    }
    #expect(
      try EnergyDistance(target: y.narrowed).evaluate(x.narrowed)
        == EnergyDistance(target: moved(y)).evaluate(moved(x)))
    #expect(
      try MMD(target: y.narrowed).evaluate(x.narrowed) == MMD(target: moved(y)).evaluate(moved(x)))
  }

  @Test("freeze the bandwidths on the target: its median distance, or multiples of it")
  func bandwidths() throws {
    let line = Matrix<Double>(rows: 4, columns: 1, elements: [0, 1, 3, 7])
    // Distances 1, 2, 3, 4, 6, 7.
    #expect(try MMD(target: line).bandwidths == [3.5])
    #expect(try MMD(target: line, bandwidths: .medianMultiples([0.5, 2])).bandwidths == [1.75, 7])
    let three = Matrix<Double>(rows: 3, columns: 1, elements: [0, 1, 4])
    #expect(try MMD(target: three).bandwidths == [3])
    #expect(throws: MetricError.zeroMedianDistance) {
      try MMD(target: Matrix(rows: 5, columns: 2, repeating: 1))
    }
    #expect(throws: MetricError.noBandwidth) { try MMD(target: line, bandwidths: .lengths([])) }
    #expect(throws: MetricError.badBandwidth(-1)) {
      try MMD(target: line, bandwidths: .lengths([1, -1]))
    }
  }

  @Test("on the line, biased, is 2 ∫ (F − G)² of the empirical laws: the energy distance")
  func distributionFunctions() throws {
    let x = Clouds.normal(40, 1, seed: 1).narrowed
    let y = Clouds.normal(70, 1, seed: 2, at: 0.4).narrowed
    let places = (x.elements + y.elements).sorted()
    let below = { (cloud: Matrix<Double>, place: Double) in
      Double(cloud.elements.count { $0 <= place }) / Double(cloud.rows)
    }
    let expected = zip(places, places.dropFirst()).reduce(0.0) { sum, step in
      let difference = below(x, step.0) - below(y, step.0)
      return sum + 2 * difference * difference * (step.1 - step.0)
    }
    let found = try EnergyDistance(target: y, estimator: .biased).evaluate(x)
    #expect(isClose(found.value, expected, 1e-11))
    let kernel = try MMD(target: y, kernel: .energy, estimator: .biased).evaluate(x)
    #expect(kernel == found)
  }

  @Test("differ between estimators by the diagonal alone, and are never negative where biased")
  func estimators() throws {
    let n = 50
    for kernel in [
      Kernel.gaussian, .mixture, .laplace, .rationalQuadratic(exponents: [0.5, 2]), .energy,
    ] {
      let x = Clouds.normal(n, 2, seed: 1).narrowed
      let y = Clouds.normal(n, 2, seed: 2).narrowed
      let value = { (estimator: PairEstimator) in
        try MMD(target: y, kernel: kernel, bandwidths: .lengths([1.5]), estimator: estimator)
      }
      let (unbiased, biased) = (try value(.unbiased).evaluate(x), try value(.biased).evaluate(x))
      #expect(biased.value > 0 && biased.value > unbiased.value)
      #expect(abs(try value(.biased).evaluate(y).value) < 1e-14)
      // One point beside one: 2 k(0) − 2 k(r) and nothing else.
      let one = Matrix<Double>(rows: 1, columns: 1, elements: [3])
      let other = Matrix<Double>(rows: 1, columns: 1, elements: [1])
      let pair = try MMD(
        target: other, kernel: kernel, bandwidths: .lengths([2]), estimator: .biased
      ).evaluate(one)
      let expected: Double
      switch kernel {
      case .gaussian: expected = 2 - 2 * exp(-0.5)
      case .mixture:
        let factors = [0.25, 0.5, 1.0, 2.0, 4.0]
        let terms: [Double] = factors.map { (factor: Double) in exp(-0.5 / (factor * factor)) }
        expected = 2 - 0.4 * terms.reduce(0, +)
      case .laplace: expected = 2 - 2 * exp(-1.0)
      case .rationalQuadratic: expected = 2 - pow(2.0, -0.5) - pow(1.25, -2.0)
      case .energy: expected = 4
      }
      #expect(isClose(pair.value, expected, 1e-14))
      #expect(pair.error == nil)
    }
  }

  @Test("agree with plain sums where distances come from products, coinciding and far ones too")
  func products() throws {
    let (n, d) = (520, 30)
    let y = Clouds.normal(n, d, seed: 1, at: 1).narrowed
    // The first samples repeat target points, the next one of themselves.
    var x = Clouds.normal(150, d, seed: 2).narrowed
    for row in 0..<30 {
      for column in 0..<d { x[row, column] = row < 20 ? y[row, column] : x[0, column] }
    }
    let far = Clouds.normal(100, d, seed: 3, deviation: 0.01, at: 30).narrowed
    for (samples, label) in [(x, "copies"), (far, "far away")] {
      let energy = try EnergyDistance(target: y).evaluate(samples).value
      #expect(isClose(energy, -Self.statistic(samples, y) { $0 }, 1e-6), "\(label)")
      let mmd = try MMD(target: y, kernel: .laplace, bandwidths: .lengths([5])).evaluate(samples)
      #expect(isClose(mmd.value, Self.statistic(samples, y) { exp(-$0 / 5) }, 1e-6), "\(label)")
    }
    // A cloud moved by what its coordinates hold exactly keeps its distances.
    let move = { (cloud: Matrix<Double>) in
      cloud.mapRows { $0.map { ($0 * 256).rounded() / 256 + 1024 } }.narrowed
    }
    let back = { (cloud: Matrix<Double>) in
      cloud.mapRows { $0.map { $0 - 1024 } }.narrowed
    }
    let (there, target) = (move(x), move(y))
    let moved = try EnergyDistance(target: target).evaluate(there).value
    let here = try EnergyDistance(target: back(target)).evaluate(back(there)).value
    #expect(isClose(moved, here, 1e-6))
  }
}
