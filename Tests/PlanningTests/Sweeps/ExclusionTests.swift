import Planning
import Specification
import Testing

@Suite("Exclusions")
struct ExclusionTests {
  /// A sweep, and the runs that its exclusions leave.
  static let left: [(sweep: String, runs: [String])] = [
    (
      """
      sweep:
        grid: {flow.penalty.weight: [1, 2]}
        exclude: [{flow.penalty: {kind: gradient, weight: 1}}]
      """, ["weight=2 0"]
    ),
    (
      """
      sweep:
        grid: {data.target.modes: [8, 4]}
        exclude: [{data.target: gaussian-ring}]
      """, ["modes=4 0"]
    ),
    (
      """
      sweep:
        cases: {x: {}, y: {flow.step: 3}}
        grid: {flow.penalty.weight: [1, 2]}
        exclude: [{case: x, flow.penalty: {kind: gradient, weight: 2}}]
      """, ["x weight=1 0", "y weight=1 0", "y weight=2 0"]
    ),
    (
      """
      sweep:
        grid: {generator.activation.kind: [swish, relu]}
        exclude: [{generator.activation.kind: swish}]
      """, [#"kind="relu" 0"#]
    ),
  ]

  @Test("compare a condition with each run's own value", arguments: left)
  func compareOwnValues(sweep: String, runs: [String]) throws {
    #expect(try Planned.runs(sweep) == runs)
  }

  @Test(
    "are refused where they name what no run can have",
    arguments: [
      ("{flow.step: [2, five]}", "five"), ("{flow.update: adverserial}", "adverserial"),
      ("{flow.kind: jssd}", "jssd"), ("{data.target: 5}", "5"), ("{name: a}", "name"),
      ("{case: []}", "[]"), ("{flow.stepp: 1}", "flow.stepp"),
    ])
  func areChecked(condition: String, place: String) throws {
    let sweep = "sweep: {grid: {flow.step: [1, 2]}, exclude: [\(condition)]}"
    let failure = #expect(throws: SpecificationFailure.self) { try Planned.runs(sweep) }
    let report = DiagnosticRenderer().text(failure?.diagnostics ?? [])
    #expect(failure?.diagnostics.count == 1, "\(report)")
    #expect(report.contains("a.yaml:5:"), "\(report)")
  }

  @Test("the columns of a plan show each run's own value where a part of it is swept too")
  func sweptParts() throws {
    let runs = try Planned.runs(
      "sweep: {grid: {flow.penalty: [gradient], flow.penalty.weight: [1, 2]}}")
    #expect(runs.count == 2)
    #expect(runs[1].contains(#""weight": 2}"#), "\(runs)")
  }

  @Test("an empty mapping is no way to name a path that does not exist")
  func emptyMappings() {
    for sweep in ["cases: {a: {nope: {}}}", "cases: {a: {flow.zzz: {}}}", "grid: {nope: {}}"] {
      #expect(throws: SpecificationFailure.self) { try Planned.runs("sweep: {\(sweep)}") }
    }
  }
}
