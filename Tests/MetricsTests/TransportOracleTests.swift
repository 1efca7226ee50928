import Arrays
import Foundation
import Metrics
import Randomness
import Testing

@Suite("The exact transport")
struct TransportOracleTests {
  static func solve(
    _ exponent: ExactTransport.Exponent, _ source: Matrix<Double>, _ target: Matrix<Double>
  ) throws -> Transport {
    try ExactTransport(exponent: exponent).solve(source: source, target: target)
  }

  static let dimensions = [1, 2, 3, 5, 8, 12]

  @Test("carries a translated cloud by the translation", arguments: dimensions)
  func translation(_ d: Int) throws {
    let source = Clouds.normal(300, d)
    let offset = (0..<d).map { 0.3 + 0.1 * Double($0) }
    let length = offset.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let target = source.mapRows { zip($0, offset).map { $0 + $1 } }
    for exponent in ExactTransport.Exponent.allCases {
      #expect(isClose(try Self.solve(exponent, source, target).distance, length))
    }
  }

  @Test("carries a symmetric positive affine image by the map, for p = 2")
  func affineMap() throws {
    let a = [[1.3, 0.4, -0.1], [0.4, 0.8, 0.2], [-0.1, 0.2, 2.1]]
    let source = Clouds.normal(400, 3, seed: 3)
    let target = source.mapRows { x in
      (0..<3).map { row in zip(a[row], x).reduce(0.5) { $0 + $1.0 * $1.1 } }
    }
    let found = try Self.solve(.two, source, target)
    #expect(found.assignment == Array(0..<400))
    let mean = (0..<400).reduce(0.0) { $0 + cost(source[row: $1], target[row: $1], 2) } / 400
    #expect(isClose(found.distance * found.distance, mean))
  }

  @Test("does not carry a half-turned cloud by the half turn")
  func halfTurn() throws {
    let source = Clouds.normal(200, 2, seed: 4)
    let target = source.mapRows { $0.map { -$0 } }
    let byRotation = (0..<200).reduce(0.0) { $0 + cost(source[row: $1], target[row: $1], 2) } / 200
    #expect(pow(try Self.solve(.two, source, target).distance, 2) < 0.1 * byRotation)
  }

  @Test("scales about the mean: W₂² = (1 − s)² mean |x − m|²", arguments: [0.25, 0.9, 3])
  func scaling(_ s: Double) throws {
    let source = Clouds.normal(300, 2, seed: 5)
    let mean = (0..<2).map { c in (0..<300).reduce(0.0) { $0 + source[$1, c] } / 300 }
    let target = source.mapRows { zip($0, mean).map { $1 + s * ($0 - $1) } }
    let spread = (0..<300).reduce(0.0) { $0 + cost(source[row: $1], mean[...], 2) } / 300
    #expect(
      isClose(try Self.solve(.two, source, target).distance, abs(1 - s) * spread.squareRoot()))
  }

  @Test("finds the permutation of a permuted copy, at distance 0", arguments: dimensions)
  func permutedCopy(_ d: Int) throws {
    let source = Clouds.normal(500, d, seed: 6)
    var stream = RandomStream(seed: 6, purpose: "test-order")
    let order = stream.permutation(of: 500)
    for exponent in ExactTransport.Exponent.allCases {
      let found = try Self.solve(exponent, source, source.permuted(order))
      #expect(found.distance == 0 && found.relativeGap == 0)
      #expect(found.assignment.map { order[$0] } == Array(0..<500))
    }
  }

  @Test("resolves distances far below the spacing of the cloud", arguments: [1e-3, 1e-6, 1e-9])
  func tinyDistances(_ step: Double) throws {
    let source = Clouds.normal(700, 2, seed: 7)
    let noise = Clouds.normal(700, 2, seed: 8, deviation: step)
    let target = Matrix(
      rows: 700, columns: 2, elements: zip(source.elements, noise.elements).map { $0 + $1 })
    for exponent in ExactTransport.Exponent.allCases {
      let p = exponent.rawValue
      let found = try Self.solve(exponent, source, target)
      let identity = (0..<700).reduce(0.0) { $0 + cost(source[row: $1], target[row: $1], p) } / 700
      let mean = p == 1 ? found.distance : found.distance * found.distance
      #expect(mean <= identity * (1 + 1e-12))
      // Only neighbours closer than a few steps may be exchanged, which few of 700 points have.
      #expect(mean >= 0.9 * identity)
    }
  }

  @Test("equals the sorted transport for points on a common line")
  func commonLine() throws {
    let (a, b) = (Clouds.normal(300, 1, seed: 9), Clouds.normal(300, 1, seed: 10, at: 0.4))
    let direction = [0.6, -0.48, 0.64]
    func onLine(_ cloud: Matrix<Double>) -> Matrix<Double> {
      cloud.mapRows { x in direction.map { 0.7 + $0 * x[0] } }
    }
    for exponent in ExactTransport.Exponent.allCases {
      let sorted = zip(a.elements.sorted(), b.elements.sorted())
      let mean = sorted.reduce(0.0) { $0 + pow(abs($1.0 - $1.1), Double(exponent.rawValue)) } / 300
      let expected = pow(mean, 1 / Double(exponent.rawValue))
      #expect(isClose(try Self.solve(exponent, a, b).distance, expected))
      #expect(isClose(try Self.solve(exponent, onLine(a), onLine(b)).distance, expected, 1e-11))
    }
  }

  @Test("adds up over the axes of product grids, for p = 2")
  func productGrid() throws {
    let sides = (0..<4).map { Clouds.normal(17, 1, seed: 20 + $0, at: 0.2 * Double($0)) }
    func product(_ a: Matrix<Double>, _ b: Matrix<Double>) -> Matrix<Double> {
      Matrix(
        rows: 289, columns: 2, elements: a.elements.flatMap { x in b.elements.flatMap { [x, $0] } })
    }
    let whole = try Self.solve(.two, product(sides[0], sides[1]), product(sides[2], sides[3]))
      .distance
    let first = try Self.solve(.two, sides[0], sides[2]).distance
    let second = try Self.solve(.two, sides[1], sides[3]).distance
    #expect(isClose(whole * whole, first * first + second * second))
  }

  @Test("of normal draws is Bures's distance of the laws, up to the floor")
  func normalLaws() throws {
    // |m|² + Σ (s − r)² for laws of diagonal covariance.
    let n = 1500
    let x = Clouds.normal(n, 2, seed: 21).mapRows { [2 * $0[0], 0.5 * $0[1]] }
    let y = Clouds.normal(n, 2, seed: 22).mapRows { [$0[0] + 3, 1.5 * $0[1] - 1] }
    let expected = (9 + 1 + 1 + 1.0).squareRoot()
    let floor = try Self.solve(
      .two, x,
      Clouds.normal(n, 2, seed: 23).mapRows {
        [2 * $0[0], 0.5 * $0[1]]
      }
    ).distance
    #expect(floor > 0.01 && floor < 0.3)
    #expect(abs(try Self.solve(.two, x, y).distance - expected) < floor)
  }

  @Test("is a metric: symmetric, triangle inequality, |mean difference| ≤ W₁ ≤ W₂")
  func metricAxioms() throws {
    for seed in 0..<5 {
      let clouds = (0..<3).map { Clouds.normal(80, 3, seed: 3 * seed + $0, at: 0.3 * Double($0)) }
      for exponent in ExactTransport.Exponent.allCases {
        let there = try Self.solve(exponent, clouds[0], clouds[1]).distance
        #expect(isClose(there, try Self.solve(exponent, clouds[1], clouds[0]).distance))
        let detour =
          try Self.solve(exponent, clouds[0], clouds[2]).distance
          + Self.solve(exponent, clouds[2], clouds[1]).distance
        #expect(there <= detour * (1 + 1e-12))
      }
      let one = try Self.solve(.one, clouds[0], clouds[1]).distance
      #expect(one <= (try Self.solve(.two, clouds[0], clouds[1]).distance))
      let means = clouds.prefix(2).map { cloud in
        (0..<3).map { c in (0..<80).reduce(0.0) { $0 + cloud[$1, c] } / 80 }
      }
      #expect(cost(means[0][...], means[1][...], 1) <= one)
    }
  }

  @Test("is equivariant under scales from 1e-300 to 1e300 and offsets of 1e6")
  func extremes() throws {
    let (source, target) = (Clouds.normal(120, 2, seed: 30), Clouds.normal(120, 2, seed: 31, at: 1))
    for exponent in ExactTransport.Exponent.allCases {
      let plain = try Self.solve(exponent, source, target)
      for power in [-996, -100, 100, 990] {
        let unit = Double(sign: .plus, exponent: power, significand: 1)
        let scaled = try Self.solve(
          exponent, source.mapRows { $0.map { $0 * unit } }, target.mapRows { $0.map { $0 * unit } }
        )
        #expect(scaled.distance == plain.distance * unit)
        #expect(scaled.assignment == plain.assignment)
      }
      let moved = try Self.solve(
        exponent, source.mapRows { $0.map { $0 + 1e6 } }, target.mapRows { $0.map { $0 + 1e6 } })
      #expect(isClose(moved.distance, plain.distance, 1e-9))
    }
  }

  @Test("handles a single point, all points equal, and equal clouds of duplicates")
  func degenerate() throws {
    let point = Matrix<Double>(rows: 1, columns: 2, elements: [1, 2])
    let other = Matrix<Double>(rows: 1, columns: 2, elements: [4, 6])
    let heap = Matrix<Double>(rows: 600, columns: 2, repeating: 3)
    let origin = Matrix<Double>(rows: 600, columns: 2, repeating: 0)
    for exponent in ExactTransport.Exponent.allCases {
      #expect(try Self.solve(exponent, point, other).distance == 5)
      #expect(try Self.solve(exponent, heap, heap).distance == 0)
      #expect(try Self.solve(exponent, origin, origin).distance == 0)
      #expect(isClose(try Self.solve(exponent, heap, origin).distance, 18.0.squareRoot()))
      let lattice = Clouds.lattice(600, side: 6, seed: 40)
      let reversed = lattice.permuted(Array((0..<600).reversed()))
      #expect(try Self.solve(exponent, lattice, reversed).distance == 0)
    }
  }

  @Test("gives the same bits when called again and from several threads at once")
  func repeatability() async throws {
    let (source, target) = (Clouds.normal(400, 2, seed: 50), Clouds.normal(400, 2, seed: 51))
    let expected = try Self.solve(.one, source, target)
    try await withThrowingTaskGroup(of: Transport.self) { group in
      for _ in 0..<8 {
        group.addTask { try Self.solve(.one, source, target) }
      }
      for try await found in group { #expect(found == expected) }
    }
  }

  @Test("refuses clouds that do not fit together or are not finite")
  func refusals() {
    func cloud(_ rows: Int, _ columns: Int) -> Matrix<Double> {
      Matrix(rows: rows, columns: columns, repeating: 0)
    }
    var broken = cloud(5, 2)
    broken[3, 1] = .nan
    let cases: [(Matrix<Double>, Matrix<Double>, MetricError)] = [
      (cloud(2, 2), cloud(3, 2), .countMismatch(samples: 2, target: 3)),
      (cloud(2, 2), cloud(2, 3), .dimensionMismatch(samples: 2, target: 3)),
      (cloud(0, 2), cloud(0, 2), .tooFewPoints(.samples, minimum: 1, found: 0)),
      (cloud(2, 0), cloud(2, 0), .noCoordinates),
      (broken, cloud(5, 2), .nonFinite(.samples, row: 3)),
      (cloud(5, 2), broken, .nonFinite(.target, row: 3)),
    ]
    for (source, target, error) in cases {
      #expect(throws: error) { try Self.solve(.two, source, target) }
      #expect(!error.description.isEmpty)
    }
  }
}
