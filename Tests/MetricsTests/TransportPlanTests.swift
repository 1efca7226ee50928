import Arrays
import Foundation
import Metrics
import Randomness
import Testing

/// POT's distances between clouds of different sizes; written by scripts/dump_transport_reference.py.
struct PlanCase: Decodable, Sendable {
  let kind: String
  let sources: Int
  let targets: Int
  let dimension: Int
  let isWeighted: Bool
  let w1: Double
  let w2squared: Double

  /// A case with its clouds and weights.
  typealias Problem = (
    case: PlanCase, source: Matrix<Double>, target: Matrix<Double>, sourceWeights: [Double]?,
    targetWeights: [Double]?
  )

  static func all() throws -> [Problem] {
    let folder = ReferenceCase.folder
    let cases = try JSONDecoder().decode(
      [PlanCase].self, from: Data(contentsOf: folder.appending(path: "plans.json")))
    var bytes = try Data(contentsOf: folder.appending(path: "plans.f64"))[...]
    func next(_ count: Int) -> [Double] {
      defer { bytes = bytes.dropFirst(8 * count) }
      return (0..<count).map { index in
        Double(
          bitPattern: bytes.dropFirst(8 * index).prefix(8).reversed().reduce(0) {
            $0 << 8 | UInt64($1)
          })
      }
    }
    return cases.map { item in
      let (n, m, d) = (item.sources, item.targets, item.dimension)
      return (
        item, Matrix(rows: n, columns: d, elements: next(n * d)),
        Matrix(rows: m, columns: d, elements: next(m * d)), item.isWeighted ? next(n) : nil,
        item.isWeighted ? next(m) : nil
      )
    }
  }
}

@Suite("The exact transport plan")
struct TransportPlanTests {
  private static func solver(_ p: Int) -> ExactTransport {
    ExactTransport(exponent: p == 1 ? .one : .two)
  }

  /// Checks that the plan moves all mass to where it belongs at the cost it claims.
  private static func expectFeasible(
    _ plan: TransportPlan, _ p: Int, _ source: Matrix<Double>, _ target: Matrix<Double>,
    _ a: [Double], _ b: [Double]
  ) {
    var (left, missing) = (a.map { $0 / a.reduce(0, +) }, b.map { $0 / b.reduce(0, +) })
    var sum = 0.0
    for move in plan.moves {
      left[move.source] -= move.mass
      missing[move.target] -= move.mass
      sum += move.mass * cost(source[row: move.source], target[row: move.target], p)
      #expect(move.mass > 0)
    }
    #expect((left + missing).allSatisfy { abs($0) < 1e-14 })
    #expect(isClose(sum, p == 1 ? plan.distance : plan.distance * plan.distance))
    #expect(plan.moves.count < source.rows + target.rows)
  }

  @Test("agrees with POT to 1e-12, weighted or not, and is feasible")
  func agreesWithPOT() throws {
    for problem in try PlanCase.all() {
      for p in [1, 2] {
        let plan = try Self.solver(p).plan(
          source: problem.source, target: problem.target, sourceWeights: problem.sourceWeights,
          targetWeights: problem.targetWeights)
        let expected = p == 1 ? problem.case.w1 : problem.case.w2squared
        #expect(
          isClose(p == 1 ? plan.distance : plan.distance * plan.distance, expected),
          "\(problem.case)")
        #expect(plan.relativeGap <= 1e-12)
        Self.expectFeasible(
          plan, p, problem.source, problem.target,
          problem.sourceWeights ?? Array(repeating: 1, count: problem.source.rows),
          problem.targetWeights ?? Array(repeating: 1, count: problem.target.rows))
      }
    }
  }

  @Test("equals the assignment of points repeated as often as they weigh", arguments: [1, 2])
  func repeated(_ p: Int) throws {
    var stream = RandomStream(seed: 5, purpose: "test-plan")
    for round in 0..<60 {
      let d = 1 + stream.index(below: 10)
      let n = 1 + stream.index(below: 12)
      let m = 1 + stream.index(below: 12)
      var a = (0..<n).map { _ in 1 + stream.index(below: 4) }
      var b = (0..<m).map { _ in 1 + stream.index(below: 4) }
      let total = max(a.reduce(0, +), b.reduce(0, +))
      a[0] += total - a.reduce(0, +)
      b[0] += total - b.reduce(0, +)
      let source = TransportFuzzTests.cloud(round % 4, n, d, &stream)
      let target = TransportFuzzTests.cloud((round / 4) % 4, m, d, &stream)
      let plan = try Self.solver(p).plan(
        source: source, target: target, sourceWeights: a.map(Double.init),
        targetWeights: b.map(Double.init))
      let expected = try Self.solver(p).solve(
        source: source.permuted(a.indices.flatMap { Array(repeating: $0, count: a[$0]) }),
        target: target.permuted(b.indices.flatMap { Array(repeating: $0, count: b[$0]) }))
      #expect(isClose(plan.distance, expected.distance, 1e-11), "round \(round)")
    }
  }

  @Test("of equal weights is the assignment")
  func assignment() throws {
    let (source, target) = (Clouds.normal(80, 2, seed: 1), Clouds.normal(80, 2, seed: 2))
    let plan = try Self.solver(2).plan(source: source, target: target)
    let assigned = try Self.solver(2).solve(source: source, target: target)
    #expect(plan.moves.map(\.target) == assigned.assignment)
    #expect(plan.distance == assigned.distance)
    #expect(plan.moves.allSatisfy { $0.mass == 1.0 / 80 })
  }

  @Test("does not depend on the unit of the weights, nor on points without weight")
  func weights() throws {
    let (source, target) = (Clouds.normal(40, 2, seed: 3), Clouds.normal(25, 2, seed: 4))
    var stream = RandomStream(seed: 1, purpose: "test-weights")
    var a = (0..<40).map { _ in stream.uniform() }
    let b = (0..<25).map { _ in stream.uniform() }
    a[7] = 0
    func distance(_ unit: Double, _ source: Matrix<Double>) throws -> Double {
      try Self.solver(2).plan(
        source: source, target: target, sourceWeights: a.map { $0 * unit }, targetWeights: b
      ).distance
    }
    let plain = try distance(1, source)
    for unit in [1e-300, 1e-12, 3, 1e300] { #expect(isClose(try distance(unit, source), plain)) }
    var moved = source
    (moved[7, 0], moved[7, 1]) = (1, -1)
    #expect(isClose(try distance(1, moved), plain))
  }

  @Test("is symmetric and obeys the triangle inequality", arguments: [1, 2])
  func axioms(_ p: Int) throws {
    let clouds = [(50, 0.0), (31, 0.7), (77, -1)].enumerated().map { index, law in
      Clouds.normal(law.0, 2, seed: 20 + index, at: law.1)
    }
    func distance(_ i: Int, _ j: Int) throws -> Double {
      try Self.solver(p).plan(source: clouds[i], target: clouds[j]).distance
    }
    for (i, j, k) in [(0, 1, 2), (1, 2, 0), (2, 0, 1)] {
      #expect(isClose(try distance(i, j), try distance(j, i)))
      #expect(try distance(i, k) <= distance(i, j) + distance(j, k))
    }
    #expect(try distance(0, 0) == 0)
  }

  @Test("refuses weights that are none, each with its reason")
  func refusals() {
    let (source, target) = (Clouds.normal(3, 2), Clouds.normal(2, 2))
    func refusal(_ a: [Double]?, _ b: [Double]?) -> MetricError? {
      do {
        _ = try Self.solver(1).plan(
          source: source, target: target, sourceWeights: a, targetWeights: b)
        return nil
      } catch {
        return error
      }
    }
    #expect(refusal([1, 1], nil) == .weightCount(.samples, weights: 2, points: 3))
    #expect(refusal(nil, [1, -1]) == .badWeight(.target, row: 1, -1))
    #expect(refusal([1, .infinity, 1], nil) == .badWeight(.samples, row: 1, .infinity))
    if case .badWeight(.samples, 2, let weight)? = refusal([1, 1, .nan], nil) {
      #expect(weight.isNaN)
    } else {
      Issue.record("a NaN is refused")
    }
    #expect(refusal(nil, [0, 0]) == .noWeight(.target))
    #expect(
      refusal([1, 1], nil)?.description
        == "2 weights are given for the 3 points of the samples cloud")
  }
}
