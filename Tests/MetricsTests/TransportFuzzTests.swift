import Arrays
import Metrics
import Randomness
import Testing

@Suite("The exact transport of many small random clouds")
struct TransportFuzzTests {
  /// A cloud of one of four kinds: normal, lattice, few distinct points, wide range of scales.
  static func cloud(_ kind: Int, _ n: Int, _ d: Int, _ stream: inout RandomStream) -> Matrix<Double>
  {
    Matrix(
      rows: n, columns: d,
      elements: (0..<n * d).map { _ in
        switch kind {
        case 0: stream.normal()
        case 1: Double(stream.index(below: 4))
        case 2: Double(stream.index(below: 2)) + 1e3
        default:
          stream.normal() * Double(sign: .plus, exponent: stream.index(below: 20), significand: 1)
        }
      })
  }

  @Test("costs what the naive solver finds", arguments: ExactTransport.Exponent.allCases)
  func agreesWithNaive(_ exponent: ExactTransport.Exponent) throws {
    var stream = RandomStream(seed: 1, purpose: "test-fuzz")
    for round in 0..<400 {
      let n = 1 + stream.index(below: 50)
      let d = 1 + stream.index(below: 10)
      let source = Self.cloud(round % 4, n, d, &stream)
      let target = Self.cloud((round / 4) % 4, n, d, &stream)
      let found = try ExactTransport(exponent: exponent).solve(source: source, target: target)
      let expected = NaiveTransport(exponent: exponent.rawValue).solve(source, target).cost
      let mean = exponent == .one ? found.distance : found.distance * found.distance
      #expect(isClose(mean, expected, 1e-11), "round \(round), \(n) points, dimension \(d)")
      #expect(found.assignment.sorted() == Array(0..<n))
    }
  }

  @Test("is certified when most points stay and others move a little or far")
  func partlyMoved() throws {
    var stream = RandomStream(seed: 2, purpose: "test-fuzz")
    for round in 0..<60 {
      let source = Self.cloud([0, 1][round % 2], 200, 2, &stream)
      let step = [1e-3, 1e-6, 1][round % 3]
      let moved = 1 + stream.index(below: 100)
      var target = source
      for index in 0..<2 * moved { target.elements[index] += step * stream.normal() }
      let order = stream.permutation(of: 200)
      for exponent in ExactTransport.Exponent.allCases {
        let p = exponent.rawValue
        let found = try ExactTransport(exponent: exponent).solve(
          source: source, target: target.permuted(order))
        let identity = (0..<200).reduce(0.0) { $0 + cost(source[row: $1], target[row: $1], p) }
        let mean = p == 1 ? found.distance : found.distance * found.distance
        #expect(mean <= identity / 200 * (1 + 1e-12))
        #expect(found.relativeGap <= ExactTransport.certifiedGap)
      }
    }
  }
}
