import Planning
import Specification
import Testing
import YAML

@Suite("Kinds from elsewhere")
struct VocabularyTests {
  static let vocabulary: Vocabulary = {
    var vocabulary = Vocabulary.builtIn
    vocabulary.add(
      Kind("line", aliases: ["segment"], "Points on a line.").with { $0.dimension = { _ in 1 } },
      to: .law)
    vocabulary.add(
      Kind(
        "planar-only", "A metric in the plane.",
        fields: [Field("low", .number(.any), "Low."), Field("high", .number(.any), "High.")]
      ).with {
        $0.dimensions = 2...2
        $0.checks = [
          Check(reads: ["low", "high"]) { metric, _ in
            metric["low"].number < metric["high"].number
              ? [] : [Finding("high", "'high' is not above 'low'")]
          }
        ]
      }, to: .metric)
    vocabulary.add(
      Kind("drift", "A flow.").with { $0.defaultsElsewhere = ["schedule.potential.steps": 9] },
      to: .flow)
    return vocabulary
  }()

  static func plan(_ data: String, metric: String) throws -> Plan {
    let text = """
      name: a
      data: {target: \(data)}
      flow: drift
      schedule: {iterations: 1}
      metrics: {compute: [\(metric)]}
      """
    return try Plan(
      experiment: try Experiment.read(text: text, named: "a.yaml", vocabulary: vocabulary))
  }

  @Test("bring their names, defaults and dimensions as built-in ones do")
  func additions() throws {
    let plan = try VocabularyTests.plan("segment", metric: "w1")
    let resolved = plan.resolved(plan.runs[0])
    #expect(resolved["data"]["target"] == ["kind": "line"])
    #expect(resolved["schedule"]["potential"]["steps"] == 9)
  }

  @Test(
    "are checked as built-in ones are",
    arguments: [
      (
        "line", "{kind: planar-only, low: 1, high: 2}",
        "metric 'planar-only' does not compare samples of dimension 1", 5, 21
      ),
      ("two-moons", "{kind: planar-only, low: 2, high: 1}", "'high' is not above 'low'", 5, 55),
      (
        "two-moons", "{kind: planar-only, low: 2}", "missing key 'high' in 'metrics.compute.0'", 5,
        21
      ),
      ("lines", "w1", "unknown law 'lines'", 2, 16),
    ])
  func checks(data: String, metric: String, message: String, line: Int, column: Int) throws {
    let failure = #expect(throws: SpecificationFailure.self) {
      try VocabularyTests.plan(data, metric: metric)
    }
    let diagnostics = try #require(failure).diagnostics
    #expect(diagnostics.map(\.message) == [message])
    let start = try #require(diagnostics.first?.location).start
    #expect(start.line == line && start.column == column)
  }
}
