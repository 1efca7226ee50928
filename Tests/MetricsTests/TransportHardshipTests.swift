import Arrays
import Metrics
import Randomness
import Testing

/// Clouds that solvers loop on, lose digits on or take too long for.
@Suite("The exact transport of awkward clouds")
struct TransportHardshipTests {
  private static func expectRight(
    _ source: Matrix<Double>, _ target: Matrix<Double>, _ comment: Comment
  ) throws {
    for exponent in ExactTransport.Exponent.allCases {
      let found = try ExactTransport(exponent: exponent).solve(source: source, target: target)
      let expected = NaiveTransport(exponent: exponent.rawValue).solve(source, target).cost
      let mean = exponent == .one ? found.distance : found.distance * found.distance
      #expect(isClose(mean, expected, 1e-11), comment)
      #expect(found.assignment.sorted() == Array(0..<source.rows))
    }
  }

  @Test("is exact with one point far away", arguments: [1e3, 1e6, 1e9])
  func outlier(_ offset: Double) throws {
    var source = Clouds.normal(90, 2, seed: 1)
    let target = Clouds.normal(90, 2, seed: 2)
    source[40, 1] += offset
    try Self.expectRight(source, target, "\(offset)")
  }

  @Test("is exact on collinear points in space, near and far", arguments: [0.0, 30])
  func collinear(_ offset: Double) throws {
    func line(_ seed: Int, _ offset: Double) -> Matrix<Double> {
      Clouds.normal(110, 1, seed: seed).mapRows { [$0[0] + offset, -$0[0], 3 * $0[0]] }
    }
    try Self.expectRight(line(1, 0), line(2, offset), "\(offset)")
  }

  @Test("is exact when every point is there many times", arguments: [2, 3, 9])
  func duplicates(_ dimension: Int) throws {
    func repeated(_ seed: Int) -> Matrix<Double> {
      Clouds.normal(7, dimension, seed: seed).permuted((0..<105).map { $0 % 7 })
    }
    try Self.expectRight(repeated(1), repeated(2), "\(dimension)")
  }

  @Test("is exact on shuffled grids, where nearly all costs are tied")
  func grids() throws {
    var stream = RandomStream(seed: 3, purpose: "test-grid")
    let grid = Matrix<Double>(
      rows: 100, columns: 2, elements: (0..<100).flatMap { [Double($0 / 10), Double($0 % 10)] })
    for offset in [0.0, 0.5, 1, 7] {
      let target = grid.permuted(stream.permutation(of: 100)).mapRows { [$0[0] + offset, $0[1]] }
      try Self.expectRight(grid, target, "\(offset)")
    }
  }

  @Test("loses no digit to an offset of a million")
  func offCentre() throws {
    // Multiples of 2⁻²⁰ stay exact beside 10⁶.
    func rounded(_ seed: Int) -> Matrix<Double> {
      Clouds.normal(150, 2, seed: seed).mapRows { $0.map { ($0 * 0x1p20).rounded() * 0x1p-20 } }
    }
    let moved = { (cloud: Matrix<Double>) in cloud.mapRows { [$0[0] + 1e6, $0[1] - 1e6] } }
    for exponent in ExactTransport.Exponent.allCases {
      let solver = ExactTransport(exponent: exponent)
      let near = try solver.solve(source: rounded(1), target: rounded(2))
      let far = try solver.solve(source: moved(rounded(1)), target: moved(rounded(2)))
      #expect(isClose(near.distance, far.distance, 1e-15))
    }
  }

  @Test("certifies tiny distances between clusters of equal points far apart")
  func tinyWithinClusters() throws {
    var stream = RandomStream(seed: 4, purpose: "test-clusters")
    let source = Clouds.lattice(240, side: 4, seed: 5)
    for step in [1e-3, 1e-6] {
      var target = source
      for index in 0..<200 { target.elements[index] += step * stream.normal() }
      for exponent in ExactTransport.Exponent.allCases {
        let found = try ExactTransport(exponent: exponent).solve(
          source: source, target: target.permuted(stream.permutation(of: 240)))
        #expect(found.relativeGap <= ExactTransport.certifiedGap)
        #expect(found.distance > 0 && found.distance < 2 * step)
      }
    }
  }

  @Test("names the first row that is not finite, whichever cloud and value", arguments: [1, 2, 9])
  func notFinite(_ dimension: Int) {
    let good = Clouds.normal(12, dimension)
    for value in [Double.nan, .infinity, -.infinity] {
      var bad = good
      bad[10, dimension - 1] = value
      bad[4, 0] = value
      #expect(throws: MetricError.nonFinite(.samples, row: 4)) {
        _ = try ExactTransport(exponent: .one).solve(source: bad, target: good)
      }
      #expect(throws: MetricError.nonFinite(.target, row: 4)) {
        _ = try ExactTransport(exponent: .two).plan(source: good, target: bad)
      }
    }
  }

  @Test("certifies clouds of 1 500 points of every kind by their dual")
  func largerClouds() throws {
    let n = 1500
    let ring = Clouds.ring([0, 1, 2, 3, 4, 5, 6, 7], of: 8, count: n, seed: 1)
    let pairs = [
      (Clouds.normal(n, 2, seed: 1), Clouds.normal(n, 2, seed: 2, deviation: 0.7, at: 1)),
      (Clouds.normal(n, 2, seed: 1), Clouds.normal(n, 2, seed: 2, deviation: 0.7, at: 100)),
      (ring, Clouds.ring([3], of: 8, count: n, seed: 2)),
      (Clouds.lattice(n, side: 12, seed: 1), Clouds.lattice(n, side: 12, seed: 2)),
      (Clouds.normal(n, 5, seed: 1), Clouds.normal(n, 5, seed: 2)),
    ]
    for (source, target) in pairs {
      for exponent in ExactTransport.Exponent.allCases {
        let found = try ExactTransport(exponent: exponent).solve(source: source, target: target)
        #expect(found.relativeGap <= 1e-12)
        #expect(found.assignment.sorted() == Array(0..<n))
      }
    }
  }
}
