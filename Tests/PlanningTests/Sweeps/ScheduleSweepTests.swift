import Planning
import Specification
import Testing

@Suite("Sweeps over schedules")
struct ScheduleSweepTests {
  private static func plan(_ sweep: String, flow: String = "w1") throws -> Plan {
    let text = """
      name: a
      data: {target: two-moons}
      flow: \(flow)
      schedule: {iterations: 10}
      sweep: \(sweep)
      """
    return try Plan(experiment: try Experiment.read(text: text, named: "a.yaml"))
  }

  @Test("numbers and schedules may stand side by side on one path")
  func mixed() throws {
    let plan = try Self.plan(
      "{grid: {flow.step: [0.1, 1, {kind: linear, from: 1, to: 0.5, over: 5}], schedule.generator.optimizer.rate: [1.0e-3, {kind: exponential, from: 1.0e-3, factor: 0.5}]}}"
    )
    let steps = plan.runs.map { plan.resolved($0)["flow"]["step"] }
    let linear: Value = ["kind": "linear", "from": 1.0, "to": 0.5, "over": 5]
    #expect(steps == [0.1, 0.1, 1.0, 1.0, linear, linear])
    let rate = plan.resolved(plan.runs[5])["schedule"]["generator"]["optimizer"]["rate"]
    #expect(rate == ["kind": "exponential", "from": 0.001, "factor": 0.5, "every": 1])
    #expect(Set(plan.runs.map(\.id)).count == 6)
  }

  @Test("a path leads into a schedule")
  func inside() throws {
    let plan = try Self.plan(
      "{grid: {flow.step.from: [1, 2], flow.persistency: [1, 3]}, exclude: [{flow.step.from: 2, flow.persistency: 3}]}",
      flow: "{kind: w1, step: {kind: cosine, from: 1, to: 0.1}}")
    let found = plan.runs.map { run in
      let flow = plan.resolved(run)["flow"]
      return [flow["step"]["from"].number, Double(flow["persistency"].integer)]
    }
    #expect(found == [[1, 1], [1, 3], [2, 1]])
  }

  @Test("a number hashes as it did before there were schedules")
  func identity() throws {
    let plan = try Self.plan("{seeds: 1}")
    let flow = plan.resolved(plan.runs[0])["flow"]
    #expect(flow["step"] == 1.0 && flow["persistency"] == 1)
  }
}
