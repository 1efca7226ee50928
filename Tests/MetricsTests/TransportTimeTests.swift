import Arrays
import Foundation
import Metrics
import Testing

/// Clouds that other solvers take for ever with: ties, coincidences, nested scales, whole lines.
@Suite("The time of exact transport")
struct TransportTimeTests {
  /// A cloud of the given count; `side` tells the target's from the source's.
  typealias Make = @Sendable (_ count: Int, _ dimension: Int, _ side: Int) -> Matrix<Double>

  static let kinds: [(name: String, make: Make)] = [
    ("lattice", { Clouds.lattice($0, side: 4, dimension: $1, seed: $2) }),
    ("equal points", { Matrix(rows: $0, columns: $1, repeating: Double($2)) }),
    (
      "lines",
      { count, dimension, side in
        Clouds.normal(count, 1, seed: side).mapRows { x in
          (0..<dimension).map { Double($0 + 1) * x[0] + Double(side) }
        }
      }
    ),
    (
      "segments that cross",
      { count, dimension, side in
        Clouds.normal(count, 1, seed: side).mapRows { x in
          (0..<dimension).map { $0 == 0 ? x[0] : $0 == 1 && side == 1 ? -x[0] : x[0] }
        }
      }
    ),
    (
      "clusters far apart",
      { count, dimension, side in
        clusters(count, dimension, side, apart: 1e8, deviation: 1)
      }
    ),
    (
      "narrow clusters",
      { count, dimension, side in
        clusters(count, dimension, side, apart: 1e8, deviation: 1e-4)
      }
    ),
    (
      "powers of two",
      { count, dimension, side in
        var stream = SplitMix(state: UInt64(side))
        return Matrix(
          rows: count, columns: dimension,
          elements: (0..<count * dimension).map { _ in
            (stream.below(2) == 0 ? 1 : -1)
              * Double(sign: .plus, exponent: stream.below(60) - 30, significand: 1)
          })
      }
    ),
    (
      "an outlier",
      { count, dimension, side in
        var cloud = Clouds.normal(count, dimension, seed: side, deviation: 0.01)
        cloud[0, 0] += 1e6 * Double(side)
        return cloud
      }
    ),
    (
      "a spiral of many scales",
      { count, dimension, side in
        Matrix(
          rows: count, columns: dimension,
          elements: (0..<count).flatMap { row -> [Double] in
            let t = 12 * Double(row) / Double(count)
            let turn = [exp(t) * cos(t) * (1 + 0.01 * Double(side)), exp(t) * sin(t)]
            return (0..<dimension).map { turn[$0 % 2] }
          })
      }
    ),
  ]

  private static func clusters(
    _ count: Int, _ dimension: Int, _ side: Int, apart: Double, deviation: Double
  ) -> Matrix<Double> {
    let places = Clouds.lattice(count, side: 2, dimension: dimension, seed: side)
    let noise = Clouds.normal(count, dimension, seed: side + 10, deviation: deviation)
    return Matrix(
      rows: count, columns: dimension,
      elements: zip(places.elements, noise.elements).map { apart * $0 + $1 })
  }

  /// The processor time of this thread that `work` takes, in seconds.
  private static func time(_ work: () throws -> Void) rethrows -> Double {
    func now() -> Double {
      var time = timespec()
      unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
    }
    let start = now()
    try work()
    return now() - start
  }

  @Test("is at most twenty times that of normal clouds, whatever the clouds", arguments: [2, 12])
  func bounded(_ dimension: Int) throws {
    let count = 700
    for exponent in ExactTransport.Exponent.allCases {
      func seconds(_ make: Make) throws -> Double {
        let (source, target) = (make(count, dimension, 0), make(count, dimension, 1))
        return try Self.time {
          let found = try ExactTransport(exponent: exponent).solve(source: source, target: target)
          #expect(found.relativeGap <= ExactTransport.certifiedGap)
        }
      }
      let usual = try seconds { Clouds.normal($0, $1, seed: $2) }
      for (name, make) in Self.kinds {
        let found = try min(seconds(make), seconds(make))
        #expect(
          found <= 20 * usual, "\(name), p = \(exponent.rawValue): \(found) s beside \(usual) s")
      }
    }
  }
}
