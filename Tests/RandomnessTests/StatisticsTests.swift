import Glibc
import Randomness
import Testing

/// Every stream here is fixed, so each test either always passes or never does; the thresholds
/// are where an ideal generator would fail about once in a million seeds.
@Suite("The statistics of a stream")
struct StatisticsTests {
  static let count = 1 << 20

  static func normals(
    _ purpose: RandomStream.Purpose, seed: Int = 0, iteration: Int = 0
  ) -> [Float] {
    var stream = RandomStream(seed: seed, purpose: purpose, iteration: iteration)
    var values = [Float](repeating: 0, count: count)
    stream.fillNormal(&values)
    return values
  }

  /// The greatest distance between the empirical law of `values` and `cumulative`, times √n:
  /// above 2.7 with probability 1e-6 (Kolmogorov).
  static func kolmogorov(_ values: [Double], _ cumulative: (Double) -> Double) -> Double {
    let sorted = values.sorted()
    let n = Double(sorted.count)
    var distance = 0.0
    for (rank, value) in sorted.enumerated() {
      let probability = cumulative(value)
      distance = max(
        distance, abs(probability - Double(rank) / n), abs(probability - Double(rank + 1) / n))
    }
    return distance * n.squareRoot()
  }

  static func normalCumulative(_ x: Double) -> Double { 0.5 * erfc(-x / 2.0.squareRoot()) }

  @Test("of bulk normal values has the moments of the normal law")
  func normalMoments() {
    let values = Self.normals("moments").map(Double.init)
    let n = Double(values.count)
    // The variance of the k-th empirical moment is (E x^2k − (E x^k)²) / n.
    let moments: [(power: Int, value: Double, variance: Double)] = [
      (1, 0, 1), (2, 1, 2), (3, 0, 15), (4, 3, 96), (6, 15, 10170),
    ]
    for moment in moments {
      let mean = values.reduce(0) { $0 + pow($1, Double(moment.power)) } / n
      #expect(abs(mean - moment.value) < 5 * (moment.variance / n).squareRoot())
    }
  }

  @Test("of bulk and scalar draws passes the Kolmogorov test")
  func kolmogorovTests() {
    #expect(
      Self.kolmogorov(Self.normals("bulk").map(Double.init), Self.normalCumulative) < 2.7)
    var stream = RandomStream(seed: 0, purpose: "scalar")
    let scalar = (0..<200_000).map { _ in stream.normal() }
    #expect(Self.kolmogorov(scalar, Self.normalCumulative) < 2.7)
    let uniform = (0..<200_000).map { _ in stream.uniform() }
    #expect(Self.kolmogorov(uniform) { $0 } < 2.7)
    var bulk = [Float](repeating: 0, count: Self.count)
    stream.fillUniform(&bulk)
    #expect(Self.kolmogorov(bulk.map(Double.init)) { $0 } < 2.7)
  }

  @Test("shows the normal law's tails: 2 (1 − Φ(4)) of the values lie beyond 4")
  func tails() {
    let beyond = Self.normals("tails").count { abs($0) > 4 }
    let expected = 2 * (1 - Self.normalCumulative(4)) * Double(Self.count)
    #expect(abs(Double(beyond) - expected) < 5 * expected.squareRoot())
  }

  @Test("shows no correlation between seeds, purposes, iterations or neighbours")
  func independence() {
    let base = Self.normals("a")
    let others = [
      Self.normals("b"), Self.normals("a", seed: 1), Self.normals("a", iteration: 1),
      Array(base.dropFirst()) + base.prefix(1), Array(base.dropFirst(2)) + base.prefix(2),
      Array(base.dropFirst(4)) + base.prefix(4),
    ]
    let bound = 5 / Double(Self.count).squareRoot()
    for other in others {
      let correlation = zip(base, other).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
      #expect(abs(correlation / Double(Self.count)) < bound)
      let ofSquares = zip(base, other).reduce(0.0) {
        $0 + Double($1.0 * $1.0 - 1) * Double($1.1 * $1.1 - 1)
      }
      #expect(abs(ofSquares / Double(Self.count)) < 2 * bound)
    }
  }

  @Test("agrees with Box and Muller computed by the C library")
  func boxMuller() {
    var words = RandomStream(seed: 5, purpose: "reference")
    var stream = words
    var worst = 0.0
    for _ in 0..<10_000 {
      let value = stream.normal()
      let radius = (Double(words.next() >> 12) + 0.5) * 0x1p-52
      let angle = Double(words.next() >> 12) * 0x1p-51 * Double.pi
      worst = max(worst, abs(value - (-2 * log(radius)).squareRoot() * cos(angle)))
    }
    #expect(worst < 1e-14)
  }

  @Test("draws every index and every permutation equally often")
  func combinatorics() {
    var stream = RandomStream(seed: 0, purpose: "combinatorics")
    var indices = [Int](repeating: 0, count: 7)
    var orders: [[Int]: Int] = [:]
    for _ in 0..<70_000 {
      indices[stream.index(below: 7)] += 1
      orders[stream.permutation(of: 4), default: 0] += 1
    }
    func chiSquared(_ counts: some Collection<Int>, cells: Int) -> Double {
      let expected = 70_000 / Double(cells)
      let missing = Double(cells - counts.count) * expected
      return counts.reduce(missing) {
        $0 + (Double($1) - expected) * (Double($1) - expected) / expected
      }
    }
    #expect(chiSquared(indices, cells: 7) < 40)
    #expect(chiSquared(orders.values, cells: 24) < 72)
    #expect(stream.permutation(of: 0).isEmpty)
    #expect((0..<100).allSatisfy { _ in stream.index(below: 1) == 0 })
    // A bound just above 2^62 rejects about a quarter of the words unless handled without bias.
    let large = 3 << 61
    let low = (0..<100_000).count { _ in stream.index(below: large) < large / 2 }
    #expect(abs(low - 50_000) < 800)
  }
}
