import Arrays
import Foundation
import Metrics
import Testing

/// Values of POT's network simplex and SciPy's assignment solver, which agree to 1e-12; written by
/// scripts/dump_transport_reference.py.
struct ReferenceCase: Decodable, Sendable, CustomTestStringConvertible {
  let kind: String
  let count: Int
  let dimension: Int
  let w1: Double
  let w2squared: Double

  var testDescription: String { "\(kind), \(count) points, dimension \(dimension)" }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "Fixtures")

  static func all() throws -> [ReferenceCase] {
    try JSONDecoder().decode(
      [ReferenceCase].self, from: Data(contentsOf: folder.appending(path: "transport.json")))
  }

  /// The clouds of every case, in the order of the cases.
  static func clouds() throws -> [(source: Matrix<Double>, target: Matrix<Double>)] {
    let bytes = [UInt8](try Data(contentsOf: folder.appending(path: "clouds.f64")))
    var offset = 0
    func next(_ count: Int, _ dimension: Int) -> Matrix<Double> {
      let elements = (0..<count * dimension).map { index in
        Double(
          bitPattern: (0..<8).reduce(UInt64(0)) {
            $0 | UInt64(bytes[offset + 8 * index + $1]) << UInt64(8 * $1)
          })
      }
      offset += 8 * elements.count
      return Matrix(rows: count, columns: dimension, elements: elements)
    }
    return try all().map { (next($0.count, $0.dimension), next($0.count, $0.dimension)) }
  }
}

@Suite("The exact transport, beside other solvers,")
struct TransportReferenceTests {
  @Test("agrees with POT and SciPy to 1e-12")
  func agreesWithPOT() throws {
    for (reference, clouds) in zip(try ReferenceCase.all(), try ReferenceCase.clouds()) {
      let one = try ExactTransport(exponent: .one).solve(
        source: clouds.source, target: clouds.target)
      let two = try ExactTransport(exponent: .two).solve(
        source: clouds.source, target: clouds.target)
      #expect(isClose(one.distance, reference.w1), "\(reference)")
      #expect(isClose(two.distance * two.distance, reference.w2squared), "\(reference)")
      #expect(max(one.relativeGap, two.relativeGap) <= 1e-12)
    }
  }

  @Test("gives the fixed values of the three clouds of 1 000 points")
  func fixedValues() throws {
    let fixed = [
      "shift": (1.4030088724568814, 2.0958893088137414),
      "same": (0.16002369857076104, 0.041214573584063725),
      "ring8": (0.9725403996873058, 2.062791070837428),
    ]
    for (reference, clouds) in zip(try ReferenceCase.all(), try ReferenceCase.clouds())
    where reference.count == 1000 {
      let values = try #require(fixed[reference.kind])
      for (exponent, expected) in [(ExactTransport.Exponent.one, values.0), (.two, values.1)] {
        let found = try ExactTransport(exponent: exponent).solve(
          source: clouds.source, target: clouds.target)
        let mean = exponent == .one ? found.distance : found.distance * found.distance
        #expect(isClose(mean, expected), "\(reference)")
      }
    }
  }

  static let adversaries:
    [(name: String, clouds: @Sendable () -> (Matrix<Double>, Matrix<Double>))] = [
      ("ties", { (Clouds.lattice(150, side: 5, seed: 1), Clouds.lattice(150, side: 5, seed: 2)) }),
      (
        "duplicates",
        { (Clouds.lattice(150, side: 2, seed: 1), Clouds.lattice(150, side: 2, seed: 2)) }
      ),
      (
        "two points, many times",
        {
          (
            Clouds.lattice(97, side: 2, dimension: 3, seed: 1),
            Clouds.lattice(97, side: 1, dimension: 3, seed: 1)
          )
        }
      ),
      (
        "a line in space",
        {
          let line = { @Sendable (seed: Int) in
            Clouds.normal(120, 1, seed: seed).mapRows { [$0[0], 2 * $0[0], -$0[0]] }
          }
          return (line(1), line(2))
        }
      ),
      ("far apart", { (Clouds.normal(140, 2, seed: 1), Clouds.normal(140, 2, seed: 2, at: 1e5)) }),
      (
        "missing modes",
        {
          (
            Clouds.ring([0, 1, 2, 3, 4, 5, 6, 7], of: 8, count: 160, seed: 1),
            Clouds.ring([0, 3], of: 8, count: 160, seed: 2)
          )
        }
      ),
      (
        "one mode only",
        {
          (
            Clouds.ring([1], of: 8, count: 130, seed: 1),
            Clouds.ring([5], of: 8, count: 130, seed: 2)
          )
        }
      ),
      (
        "many scales",
        {
          let wide = { @Sendable (seed: Int) in
            Clouds.normal(120, 2, seed: seed).mapRows {
              $0.map { $0 * $0 * $0 * $0 * $0 * $0 * $0 }
            }
          }
          return (wide(1), wide(2))
        }
      ),
      (
        "eight dimensions",
        { (Clouds.normal(90, 8, seed: 1), Clouds.normal(90, 8, seed: 2, at: 0.5)) }
      ),
      (
        "nine dimensions",
        { (Clouds.normal(90, 9, seed: 1), Clouds.normal(90, 9, seed: 2, at: 0.5)) }
      ),
      (
        "dense ties",
        {
          (
            Clouds.lattice(100, side: 3, dimension: 9, seed: 1),
            Clouds.lattice(100, side: 3, dimension: 9, seed: 2)
          )
        }
      ),
    ]

  @Test(
    "agrees with the naive solver", arguments: adversaries.indices, ExactTransport.Exponent.allCases
  )
  func agreesWithNaive(_ index: Int, _ exponent: ExactTransport.Exponent) throws {
    let (source, target) = Self.adversaries[index].clouds()
    let found = try ExactTransport(exponent: exponent).solve(source: source, target: target)
    let expected = NaiveTransport(exponent: exponent.rawValue).solve(source, target).cost
    let mean = exponent == .one ? found.distance : found.distance * found.distance
    #expect(isClose(mean, expected), "\(Self.adversaries[index].name)")
    #expect(found.assignment.sorted() == Array(0..<source.rows))
  }

  @Test("is as cheap as the best of all permutations", arguments: 1...8)
  func bruteForce(_ count: Int) throws {
    for (dimension, exponent) in [
      (2, ExactTransport.Exponent.one), (2, .two), (3, .one), (9, .two),
    ] {
      let source = Clouds.normal(count, dimension, seed: count)
      let target = Clouds.normal(count, dimension, seed: count + 100)
      var best = Double.infinity
      func extend(_ head: [Int], _ sum: Double) {
        guard head.count < count else { return best = min(best, sum) }
        for image in 0..<count where !head.contains(image) {
          let step = cost(source[row: head.count], target[row: image], exponent.rawValue)
          extend(head + [image], sum + step)
        }
      }
      extend([], 0)
      let found = try ExactTransport(exponent: exponent).solve(source: source, target: target)
      let mean = best / Double(count)
      #expect(isClose(found.distance, exponent == .one ? mean : mean.squareRoot()))
    }
  }
}
