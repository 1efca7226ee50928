import Arrays
import Foundation
import Metrics
import Testing

@Suite("The Fréchet distance")
struct FrechetDistanceTests {
  static func square(_ samples: Matrix<Double>, _ target: Matrix<Double>) throws -> Double {
    try FrechetDistance(target: target).evaluate(samples, classes: nil)[1].value
  }

  @Test(
    "of an affine image with a symmetric positive matrix is exact, whatever the rank",
    arguments: [(2, 50), (3, 200), (12, 60), (30, 10)])
  func affineImages(_ d: Int, _ n: Int) throws {
    // y = x + (I + v vᵀ/4) x + b: small whole numbers, so that both clouds are exact.
    let x = Clouds.lattice(n, side: 9, dimension: d, seed: d)
    let v = (0..<d).map { Double($0 % 3) }
    let move = { (x: [Double]) in
      let along = zip(x, v).reduce(0) { $0 + $1.0 * $1.1 } / 4
      return zip(x, v).map { $0 + along * $1 }
    }
    let y = x.mapRows { x in zip(x, move(x)).map { $0 + $1 + 5 } }
    // W₂² of normal laws whose optimal map is y(x) is E |y(x) − x|², and y(x) − x is move(x) + 5.
    var (sum, squares) = (Array(repeating: 0.0, count: d), 0.0)
    for row in 0..<n {
      let shift = move(Array(x[row: row]))
      for (index, value) in shift.enumerated() { sum[index] += value }
      squares += shift.reduce(0) { $0 + $1 * $1 }
    }
    let mean = sum.map { $0 / Double(n) }
    let spread = squares - Double(n) * mean.reduce(0) { $0 + $1 * $1 }
    let expected = mean.reduce(0) { $0 + ($1 + 5) * ($1 + 5) } + spread / Double(n - 1)
    #expect(isClose(try Self.square(x.narrowed, y.narrowed), expected, 1e-10))
    #expect(isClose(try Self.square(y.narrowed, x.narrowed), expected, 1e-10))
  }

  @Test("of normal laws with diagonal covariances adds up over coordinates")
  func diagonal() throws {
    let n = 4000
    let x = Clouds.normal(n, 2, seed: 1).mapRows { [$0[0], 2 * $0[1]] }
    let y = Clouds.normal(n, 2, seed: 2).mapRows { [3 * $0[0] + 1, 0.5 * $0[1]] }
    #expect(abs(try Self.square(x.narrowed, y.narrowed) - (1 + 4 + 2.25)) < 0.25)
  }

  @Test("is 0 for a permuted copy, and its root is given beside its square")
  func copies() throws {
    let x = Clouds.normal(100, 5, seed: 3, at: 2)
    let found = try FrechetDistance(target: x.narrowed)
      .evaluate(x.permuted(Array((0..<100).reversed())).narrowed, classes: nil)
    #expect(found[1].value < 1e-13)
    let other = try FrechetDistance(target: x.narrowed)
      .evaluate(Clouds.normal(70, 5, seed: 4).narrowed, classes: nil)
    #expect(isClose(other[0].value * other[0].value, other[1].value))
    #expect(throws: MetricError.tooFewPoints(.samples, minimum: 2, found: 1)) {
      try FrechetDistance(target: x.narrowed)
        .evaluate(Clouds.normal(1, 5).narrowed, classes: nil)
    }
  }
}
