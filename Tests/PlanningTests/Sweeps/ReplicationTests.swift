import Planning
import Specification
import Statistics
import Testing
import YAML

@Suite("Replicates until a mean is known")
struct ReplicationTests {
  static func rule(
    _ halfWidth: Sweep.Replication.HalfWidth, confidence: Double = 0.95, minimum: Int = 3,
    maximum: Int = 10
  ) -> Sweep.Replication {
    let source = Source(name: "a", text: "")
    return Sweep.Replication(
      metric: "w1", metricPlace: source.beginning, halfWidth: halfWidth, confidence: confidence,
      minimum: minimum, maximum: maximum)
  }

  @Test("Student's quantile is that of SciPy")
  func student() {
    // scripts/dump_sweep_reference.py
    let reference: [Double: [(Int, Double)]] = [
      0.5: [
        (1, 1.0), (2, 0.8164965809277261), (3, 0.7648923284043444), (4, 0.7406970841126829),
        (7, 0.7111417780817866), (30, 0.6827556933212927), (999, 0.6747354103467192),
      ],
      0.95: [
        (1, 12.706204736174694), (2, 4.302652729749462), (3, 3.1824463052837078),
        (4, 2.7764451051977934), (7, 2.364624251592784), (30, 2.0422724563012378),
        (999, 1.9623414611334493),
      ],
      0.999: [
        (1, 636.6192487687897), (2, 31.599054576445365), (3, 12.923978636687961),
        (4, 8.610301581379522), (7, 5.407882520861828), (30, 3.6459586350420627),
        (999, 3.3002924403987666),
      ],
    ]
    for (confidence, values) in reference {
      for (freedom, expected) in values {
        let found = StudentDistribution.twoSided(confidence, freedom: freedom)
        #expect(abs(found - expected) < 2e-11 * expected, "\(confidence) \(freedom)")
      }
    }
  }

  @Test("more are needed while the interval is longer than asked for, and not at its very length")
  func halfWidths() {
    // SciPy's stats.t.interval: values, confidence, half-width, mean.
    let cases: [([Double], Double, Double, Double)] = [
      ([1, 2, 4], 0.95, 3.7945830335967594, 2.3333333333333335),
      ([0.5, 0.52, 0.49, 0.51], 0.95, 0.020542602567605206, 0.505),
      ([3, -1, 2, 2, 5], 0.8, 1.4864986344039766, 2.2),
    ]
    for (values, confidence, width, mean) in cases {
      for (factor, needs) in [(1 - 1e-9, true), (1 + 1e-9, false)] {
        let absolute = Self.rule(.absolute(width * factor), confidence: confidence)
        #expect(absolute.needsMore(after: values) == needs)
        let relative = Self.rule(.relative(width * factor / mean), confidence: confidence)
        #expect(relative.needsMore(after: values) == needs)
        let negative = Self.rule(.relative(width * factor / mean), confidence: confidence)
        #expect(negative.needsMore(after: values.map { -$0 }) == needs)
      }
    }
  }

  @Test("never fewer than the minimum or more than the maximum; diverged runs have no value")
  func bounds() {
    let rule = Self.rule(.relative(0.5), minimum: 3, maximum: 5)
    #expect(rule.needsMore(after: []))
    #expect(rule.needsMore(after: [1, 1]))
    #expect(!rule.needsMore(after: [1, 1, 1]))
    #expect(rule.needsMore(after: [1, -1, 7, -9]))
    #expect(!rule.needsMore(after: [1, -1, 7, -9, 3]))
    #expect(rule.needsMore(after: [.nan, .nan, 1]))
    #expect(!rule.needsMore(after: [.nan, 1, 1]))
    #expect(rule.needsMore(after: [.nan, .nan, .nan, .nan]))
  }

  static let text =
    Planned.base
    + "sweep: {grid: {flow.step: [1, 2]}, seeds: {until: {metric: w1, half-width: 5%, max: 8}}}\n"

  /// The seeds that are wanted of each step, where the results of a step are known for some seeds.
  static func wanted(_ plan: Plan, _ results: [Double: [Double?]]) -> [Double: [Int]] {
    var values: [RunID: Double] = [:]
    for run in plan.runs {
      let known = results[run.swept[0].value?.number ?? 0] ?? []
      if run.seed < known.count { values[run.id] = known[run.seed] }
    }
    var seeds: [Double: [Int]] = [:]
    for run in plan.wanted(lastValue: { id, metric in metric == "w1" ? values[id] : nil }) {
      seeds[run.swept[0].value?.number ?? 0, default: []].append(run.seed)
    }
    return seeds
  }

  @Test("the plan has the most there can be; how many are wanted depends on the results")
  func planning() throws {
    let plan = try Planned.plan(Self.text)
    #expect(plan.runs.count == 16 && plan.decidingMetrics == ["w1"])
    #expect(Self.wanted(plan, [:]) == [1: [0, 1, 2], 2: [0, 1, 2]])
    let named = try Planned.plan(
      Self.text.replacing("metric: w1", with: "metric: energy-distance")
        + "metrics: {compute: [w1, energy-distance]}\n")
    #expect(named.decidingMetrics == ["energy_distance"])
    let exact: [Double?] = [1, 1, 1]
    let wide: [Double?] = [1, 2, 3]
    #expect(Self.wanted(plan, [1: exact, 2: wide]) == [1: [0, 1, 2], 2: [0, 1, 2, 3]])
    #expect(Self.wanted(plan, [1: [1, nil, 3]])[1] == [0, 1, 2], "not before all are known")
    #expect(Self.wanted(plan, [1: [1, 2, 3, 1, 2, 3, 1, 2]])[1] == Array(0..<8))
    #expect(
      Self.wanted(plan, [1: [1, 1, 1, 9, 9, 9]])[1] == [0, 1, 2],
      "results that were not asked for change nothing")
    #expect(Self.wanted(plan, [1: [1, 2, 3, nil, 5]])[1] == [0, 1, 2, 3])
    let table = PlanTable(plan, lastValue: { _, _ in nil }).text()
    #expect(table.split(separator: "\n").count { $0.hasSuffix("if needed") } == 10)
  }

  @Test("a run that another block asks for is wanted in any case, and counts where it belongs")
  func blocks() throws {
    let plan = try Planned.plan(
      Planned.base
        + "sweep: [{seeds: [5, 0]}, {seeds: {until: {metric: w1, half-width: 0.1, max: 6, min: 2}}}]\n"
    )
    #expect(plan.wanted(lastValue: { _, _ in nil }).map(\.seed) == [5, 0, 1])
    #expect(plan.wanted(lastValue: { _, _ in 1 }).map(\.seed) == [5, 0, 1])
    let values = Dictionary(
      uniqueKeysWithValues: plan.runs.map { ($0.id, Double($0.seed * $0.seed)) })
    #expect(
      plan.wanted(lastValue: { id, _ in values[id] }).map(\.seed).sorted() == [0, 1, 2, 3, 4, 5])
  }

  @Test("a plan without such a rule wants all its runs")
  func plain() throws {
    let plan = try Planned.plan(Planned.base + "sweep: {seeds: 3}\n")
    #expect(plan.decidingMetrics.isEmpty)
    #expect(plan.wanted(lastValue: { _, _ in nil }).count == 3)
  }
}
