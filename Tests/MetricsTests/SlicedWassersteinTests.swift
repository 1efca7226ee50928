import Arrays
import Foundation
import Metrics
import Randomness
import Testing

@Suite("The sliced Wasserstein distance")
struct SlicedWassersteinTests {
  static func distance(
    _ samples: Matrix<Double>, _ target: Matrix<Double>, directions: Int = 64
  ) throws -> Double {
    try SlicedWasserstein(target: target.narrowed, directions: directions)
      .evaluate(samples.narrowed).value
  }

  @Test(
    "of a translation is its length over √d, over whole blocks of directions",
    arguments: [2, 3, 16])
  func translation(_ d: Int) throws {
    let source = Clouds.lattice(200, side: 64, dimension: d, seed: 1)
    let target = source.mapRows { x in x.indices.map { x[$0] + Double($0 + 1) } }
    let length = (1...d).reduce(0.0) { $0 + Double($1 * $1) }.squareRoot()
    // Any orthonormal basis gives the mean square exactly; so do two or more equispaced angles.
    let found = try Self.distance(target, source, directions: d == 2 ? 5 : 2 * d)
    #expect(isClose(found, length / Double(d).squareRoot(), 1e-10))
  }

  @Test("of a cloud shrunk about 0 is |1 − s| times the root mean square over √d")
  func scaling() throws {
    let source = Clouds.lattice(300, side: 1024, seed: 2).mapRows { $0.map { $0 - 512 } }
    let target = source.mapRows { $0.map { 0.25 * $0 } }
    let square = source.elements.reduce(0) { $0 + $1 * $1 } / 300
    #expect(isClose(try Self.distance(source, target), 0.75 * (square / 2).squareRoot(), 1e-10))
  }

  @Test("on the line is the exact W₂")
  func line() throws {
    let (a, b) = (Clouds.normal(200, 1, seed: 3).narrowed, Clouds.normal(200, 1, seed: 4).narrowed)
    let exact = try Wasserstein(target: b, exponent: .two).evaluate(a).value
    #expect(isClose(try SlicedWasserstein(target: b).evaluate(a).value, exact))
  }

  @Test("converges with few equispaced angles, and is at most W₂/√2 in the plane")
  func convergence() throws {
    let ring = Clouds.ring(Array(0..<8), of: 8, count: 1000, seed: 5)
    let collapsed = Clouds.ring([0, 1, 2, 3, 4], of: 8, count: 1000, seed: 6)
    let fine = try Self.distance(collapsed, ring, directions: 2048)
    #expect(isClose(try Self.distance(collapsed, ring), fine, 1e-3))
    let exact = try ExactTransport(exponent: .two).solve(source: collapsed, target: ring).distance
    #expect(fine <= exact / 2.0.squareRoot() * (1 + 1e-6))
  }

  @Test("agrees with a plain computation from its definition")
  func definition() throws {
    let (a, b) = (Clouds.normal(50, 2, seed: 7).narrowed, Clouds.normal(50, 2, seed: 8).narrowed)
    var sum = 0.0
    for k in 0..<64 {
      let angle = Double.pi * (Double(k) + 0.5) / 64
      func sorted(_ cloud: Matrix<Double>) -> [Double] {
        (0..<50).map { cos(angle) * Double(cloud[$0, 0]) + sin(angle) * Double(cloud[$0, 1]) }
          .sorted()
      }
      sum += zip(sorted(a), sorted(b)).reduce(0.0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / 50 / 64
    }
    #expect(isClose(try SlicedWasserstein(target: b).evaluate(a).value, sum.squareRoot()))
  }

  @Test("with exponent 1 of a translation in the plane is 2|t|/π; on the line it is W₁")
  func firstPower() throws {
    let x = Clouds.lattice(100, side: 64, seed: 9)
    let y = x.mapRows { [$0[0] + 3, $0[1] - 4] }
    let found = try SlicedWasserstein(target: y.narrowed, exponent: .one, directions: 512)
      .evaluate(x.narrowed)
    #expect(isClose(found.value, 10 / Double.pi, 1e-5))
    let (a, b) = (Clouds.normal(80, 1, seed: 10).narrowed, Clouds.normal(80, 1, seed: 11).narrowed)
    let exact = try Wasserstein(target: b, exponent: .one).evaluate(a).value
    #expect(
      isClose(try SlicedWasserstein(target: b, exponent: .one).evaluate(a).value, exact))
  }

  @Test("sorts what is in no order, in reverse, tied, negative or of very different size")
  func sorting() throws {
    for count in [1, 2, 7, 100, 2999, 3000, 5000] {
      var stream = RandomStream(seed: count, purpose: "test-sorting")
      let places = (0..<count).map { _ -> Double in
        let size = stream.normal()
        return stream.index(below: 3) == 0 ? Double(Int(size)) : size * size * size * size * size
      }
      let mirrored = places.map { -$0 }
      let x = Matrix<Double>(rows: count, columns: 1, elements: places)
      let y = Matrix<Double>(rows: count, columns: 1, elements: mirrored)
      var sum = 0.0
      for (a, b) in zip(places.sorted(), mirrored.sorted()) { sum += abs(a - b) }
      let expected = sum / Double(count)
      let found = try SlicedWasserstein(target: y, exponent: .one).evaluate(x).value
      #expect(isClose(found, expected, 1e-12))
    }
  }

  @Test(
    "at its greatest of a translation is its length, in the plane and above", arguments: [2, 3, 10])
  func greatestOfTranslation(_ d: Int) throws {
    let x = Clouds.lattice(60, side: 64, dimension: d, seed: 12)
    let y = x.mapRows { x in x.indices.map { x[$0] + Double($0 + 1) } }
    let length = (1...d).reduce(0.0) { $0 + Double($1 * $1) }.squareRoot()
    let found = try MaxSlicedWasserstein(target: y.narrowed).evaluate(x.narrowed).value
    #expect(isClose(found, length, 1e-6) && found <= length * (1 + 1e-12))
  }

  @Test("at its greatest lies between the mean and W₂, and sees the one direction that differs")
  func greatest() throws {
    let d = 6
    let x = Clouds.normal(400, d, seed: 13)
    let y = Clouds.normal(400, d, seed: 14).mapRows { row in
      // Three times as wide along the diagonal.
      let along = row.reduce(0, +) / Double(d)
      return row.map { $0 + 2 * along }
    }
    let found = try MaxSlicedWasserstein(target: y.narrowed).evaluate(x.narrowed).value
    let exact = try ExactTransport(exponent: .two).solve(source: x, target: y).distance
    #expect(try Self.distance(x, y) < found && found <= exact)
    #expect(abs(found - 2) < 0.3)
  }
}
