import Arrays
import Metrics
import Testing

@Suite("The exact transport of 200 random cases of a family")
struct TransportFamilyTests {
  @Test("agrees with POT to 1e-12, for p = 1 and p = 2", arguments: TransportFamily.allCases)
  func agreesWithPOT(_ family: TransportFamily) throws {
    for (number, expected) in try family.reference().enumerated() {
      let problem = family.problem(number)
      for (exponent, cost) in [(ExactTransport.Exponent.one, expected.one), (.two, expected.two)] {
        let found = try ExactTransport(exponent: exponent).plan(
          source: problem.source, target: problem.target, sourceWeights: problem.sourceWeights,
          targetWeights: problem.targetWeights)
        let mean = exponent == .one ? found.distance : found.distance * found.distance
        #expect(isClose(mean, cost), "case \(number), p = \(exponent.rawValue): \(mean), \(cost)")
        #expect(found.relativeGap <= 1e-12, "case \(number)")
      }
    }
  }

  @Test("is above what any prices prove, and reached by the best", arguments: [1, 2])
  func weakDuality(_ p: Int) throws {
    var stream = SplitMix(state: 7)
    for family in TransportFamily.allCases {
      for number in 0..<10 {
        let problem = family.problem(number)
        let (x, y) = (problem.source, problem.target)
        let a = problem.sourceWeights ?? Array(repeating: 1, count: x.rows)
        let b = problem.targetWeights ?? Array(repeating: 1, count: y.rows)
        let found = try ExactTransport(exponent: p == 1 ? .one : .two).plan(
          source: x, target: y, sourceWeights: a, targetWeights: b)
        let primal = p == 1 ? found.distance : found.distance * found.distance
        #expect(found.relativeGap >= 0)
        for scale in [0.0, 0.1, 1] {
          let prices = (0..<y.rows).map { _ in scale * primal * stream.bell() }
          let bound = Self.dual(prices, x, y, a, b, p)
          #expect(bound <= primal * (1 + 1e-12), "\(family.rawValue) \(number)")
        }
      }
    }
  }

  /// Σ b price + Σ a min (cost − price), the weights divided by their sums: a lower bound of every plan.
  private static func dual(
    _ prices: [Double], _ x: Matrix<Double>, _ y: Matrix<Double>, _ a: [Double], _ b: [Double],
    _ p: Int
  ) -> Double {
    let (mass, other) = (a.reduce(0, +), b.reduce(0, +))
    let sold = zip(b, prices).reduce(0) { $0 + $1.0 / other * $1.1 }
    return (0..<x.rows).reduce(sold) { sum, i in
      let least = (0..<y.rows).reduce(Double.infinity) {
        min($0, cost(x[row: i], y[row: $1], p) - prices[$1])
      }
      return sum + a[i] / mass * least
    }
  }

  @Test("on the line is the distance between quantiles, whatever the weights", arguments: [1, 2])
  func quantiles(_ p: Int) throws {
    var stream = SplitMix(state: 8)
    for _ in 0..<100 {
      let (n, m) = (1 + stream.below(30), 1 + stream.below(30))
      let x = Matrix<Double>(rows: n, columns: 1, elements: (0..<n).map { _ in stream.bell() })
      let y = Matrix<Double>(rows: m, columns: 1, elements: (0..<m).map { _ in stream.bell() })
      let a = (0..<n).map { _ in Double(1 + stream.below(9)) }
      let b = (0..<m).map { _ in Double(1 + stream.below(9)) }
      let found = try ExactTransport(exponent: p == 1 ? .one : .two).plan(
        source: x, target: y, sourceWeights: a, targetWeights: b)
      // Each point as often as it weighs, times the other cloud's sum: equally many on both sides.
      let (mass, other) = (Int(a.reduce(0, +)), Int(b.reduce(0, +)))
      func quantiles(_ z: Matrix<Double>, _ weights: [Double], _ times: Int) -> [Double] {
        zip(z.elements, weights).sorted { $0.0 < $1.0 }.flatMap {
          Array(repeating: $0.0, count: times * Int($0.1))
        }
      }
      let sum = zip(quantiles(x, a, other), quantiles(y, b, mass)).reduce(0.0) {
        let distance = abs($1.0 - $1.1)
        return $0 + (p == 1 ? distance : distance * distance)
      }
      let mean = p == 1 ? found.distance : found.distance * found.distance
      #expect(isClose(mean, sum / Double(mass * other)))
    }
  }
}
