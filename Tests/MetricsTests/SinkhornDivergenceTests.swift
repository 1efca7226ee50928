import Arrays
import Foundation
import Metrics
import Testing

@Suite("The Sinkhorn divergence")
struct SinkhornDivergenceTests {
  static func value(
    _ x: Matrix<Double>, _ y: Matrix<Double>, _ exponent: ExactTransport.Exponent = .two,
    blur: Double
  ) throws -> MetricValue {
    try SinkhornDivergence(target: y, exponent: exponent, blur: .length(blur)).evaluate(x)
  }

  @Test(
    "goes to the transport cost as the blur vanishes", arguments: ExactTransport.Exponent.allCases)
  func smallBlur(_ exponent: ExactTransport.Exponent) throws {
    let x = Clouds.normal(60, 2, seed: 1).narrowed
    let y = Clouds.normal(60, 2, seed: 2, at: 1).narrowed
    let exact = try ExactTransport(exponent: exponent).solve(source: x, target: y)
    let cost = exponent == .one ? exact.distance : exact.distance * exact.distance
    let blur = exponent == .one ? 0.01 : 0.1
    #expect(isClose(try Self.value(x, y, exponent, blur: blur).value, cost, 1e-2))
  }

  @Test("is within half a per cent of W₂² at a blur of a quarter of it")
  func bias() throws {
    for (reference, clouds) in zip(try ReferenceCase.all(), try ReferenceCase.clouds())
    where reference.kind == "shift" && reference.count == 1000 {
      let found = try Self.value(clouds.source, clouds.target, blur: 0.35).value
      #expect(isClose(found, reference.w2squared, 5e-3), "\(found)")
    }
  }

  @Test("goes to the distance of the means squared, or to half the energy distance, as it grows")
  func largeBlur() throws {
    let x = Clouds.normal(80, 3, seed: 1).narrowed
    let y = Clouds.normal(70, 3, seed: 2, deviation: 0.5, at: 1).narrowed
    let mean = { (cloud: Matrix<Double>, column: Int) in
      (0..<cloud.rows).reduce(0.0) { $0 + cloud[$1, column] } / Double(cloud.rows)
    }
    let square = (0..<3).reduce(0.0) { $0 + pow(mean(x, $1) - mean(y, $1), 2) }
    #expect(isClose(try Self.value(x, y, blur: 1000).value, square, 1e-5))
    let energy = try EnergyDistance(target: y, estimator: .biased).evaluate(x).value
    #expect(isClose(try Self.value(x, y, .one, blur: 1e6).value, energy / 2, 1e-5))
  }

  @Test("of normal laws is what their closed form says", arguments: [0.3, 1.0, 3.0])
  func normalLaws(_ blur: Double) throws {
    // Quantiles of N(0, s²) on the line; ε = 2σ² (Janati et al. 2020, theorem 1, debiased).
    func law(_ s: Double, at m: Double) -> Matrix<Double> {
      let n = 500
      return Matrix(
        rows: n, columns: 1,
        elements: (0..<n).map { m + s * quantile((Double($0) + 0.5) / Double(n)) })
    }
    let (s, r, shift) = (1.0, 0.4, 0.7)
    let variance = blur * blur / 2
    func d(_ a: Double, _ b: Double) -> Double { sqrt(4 * a * a * b * b + variance * variance) }
    func half(_ a: Double, _ b: Double) -> Double {
      -d(a, b) + variance * log(d(a, b) + variance)
    }
    let expected = shift * shift + half(s, r) - 0.5 * half(s, s) - 0.5 * half(r, r)
    let found = try Self.value(law(s, at: 0), law(r, at: shift), blur: blur)
    #expect(isClose(found.value, expected, 5e-3), "\(found.value) for \(expected)")
    #expect(try #require(found.error) < 1e-5 * blur * blur)
  }

  /// The quantile of the standard normal law, by bisection.
  private func quantile(_ p: Double) -> Double {
    var (low, high) = (-9.0, 9.0)
    while high - low > 1e-12 {
      let middle = 0.5 * (low + high)
      if 0.5 * erfc(-middle / 2.0.squareRoot()) < p { low = middle } else { high = middle }
    }
    return low
  }

  @Test("is positive and symmetric, and 0 for a permuted copy")
  func axioms() throws {
    let x = Clouds.ring([0, 1, 2], of: 8, count: 90, seed: 1).narrowed
    let y = Clouds.ring(Array(0..<8), of: 8, count: 70, seed: 2).narrowed
    for blur in [0.05, 0.3, 2.0] {
      let there = try Self.value(x, y, blur: blur).value
      #expect(there > 0)
      #expect(isClose(try Self.value(y, x, blur: blur).value, there, 1e-4))
      let order = Array((0..<70).reversed())
      let copy = y.permuted(order).narrowed
      #expect(abs(try Self.value(copy, y, blur: blur).value) < 1e-4 * blur * blur)
    }
  }

  @Test(
    "moves by the square of a shift, and takes the shift's direction for nothing",
    arguments: [2, 12])
  func translation(_ d: Int) throws {
    let x = Clouds.lattice(50, side: 64, dimension: d, seed: 1).mapRows { $0.map { $0 / 16 } }
    let y = x.mapRows { x in x.enumerated().map { $0.offset == 0 ? $0.element + 100 : $0.element } }
    #expect(isClose(try Self.value(x.narrowed, y.narrowed, blur: 0.5).value, 10_000, 1e-8))
  }

  @Test("is refused, not wrong, where the blur is too small to converge")
  func refusal() throws {
    let x = Clouds.normal(40, 2, seed: 1).narrowed
    let y = Clouds.normal(40, 2, seed: 2).narrowed
    do {
      // What converges nevertheless must be the exact cost.
      let found = try Self.value(x, y, blur: 1e-4).value
      let exact = try ExactTransport(exponent: .two).solve(source: x, target: y)
      #expect(isClose(found, exact.distance * exact.distance, 1e-3))
    } catch MetricError.notConverged(_, let gap) {
      #expect(gap > 0)
    }
    #expect(throws: MetricError.badBandwidth(0)) { try Self.value(x, y, blur: 0) }
  }
}
