import Planning
import Specification
import Testing

@Suite("A condition on runs")
struct RunConditionTests {
  static func plan() throws -> Plan {
    try Plan(
      experiment: try Experiment.read(
        text: """
          name: chosen
          data: {target: {kind: two-moons}}
          flow: {kind: w1}
          schedule: {iterations: 10}
          sweep:
            cases: {fe: {flow.update: forward-euler}, adv: {flow.update: adversarial}}
            grid: {flow.persistency: [1, 5, 10]}
            seeds: 2
          """, named: "chosen.yaml"))
  }

  @Test(
    "selects those that meet it",
    arguments: [
      ("case=fe", 6), ("case=fe,adv", 12), ("case!=fe", 6), ("seed=1", 6), ("seed<1", 6),
      ("flow.persistency>=5", 8), ("flow.persistency>1", 8), ("flow.persistency<=1", 4),
      ("flow.persistency=1,10", 8), ("flow.persistency!=1,10", 4), ("flow.kind=w1", 12),
      ("flow=w1", 12), ("flow.update=adversarial", 6), ("schedule.iterations=10.0", 12),
      ("id=zz", 0), ("metrics.compute=x", 0),
    ])
  func selection(text: String, count: Int) throws {
    let plan = try Self.plan()
    let condition = try RunCondition(text)
    try condition.check(against: plan)
    #expect(plan.runs.count { condition.holds(for: $0, of: plan) } == count)
  }

  @Test("selects by the first digits of an id")
  func identity() throws {
    let plan = try Self.plan()
    let run = plan.runs[3]
    let condition = try RunCondition("id=\(run.id.description.prefix(8))")
    #expect(plan.runs.filter { condition.holds(for: $0, of: plan) }.map(\.id) == [run.id])
  }

  @Test("says what is wrong with it")
  func problems() throws {
    #expect(throws: RunCondition.Problem.noComparison("case")) { try RunCondition("case") }
    #expect(throws: RunCondition.Problem.noComparison("=1")) { try RunCondition("=1") }
    #expect(throws: RunCondition.Problem.notANumber("b", in: "a<b")) { try RunCondition("a<b") }
    let unknown = RunCondition.Problem.unknownPath(
      "flow.persistancy", nearest: "flow.persistency")
    #expect(throws: unknown) {
      try RunCondition("flow.persistancy=1").check(against: try Self.plan())
    }
  }
}
