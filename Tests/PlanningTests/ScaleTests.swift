import Planning
import Specification
import Testing

@Suite("Large plans")
struct ScaleTests {
  static func list(_ count: Int, _ value: (Int) -> String) -> String {
    "[" + (1...count).map(value).joined(separator: ", ") + "]"
  }

  @Test("100 000 runs are planned, validated and tabled, all different, in little time")
  func hundredThousand() throws {
    let steps = ScaleTests.list(100) { "\(Double($0) / 100)" }
    let rates = ScaleTests.list(100) { "\($0)e-5" }
    let text =
      Planned.base
      + "sweep: {grid: {flow.step: \(steps), schedule.generator.optimizer.rate: \(rates)}, seeds: 10}\n"
    let clock = ContinuousClock()
    let start = clock.now
    let plan = try Planned.plan(text)
    let table = PlanTable(plan).text()
    let elapsed = clock.now - start
    #expect(plan.runs.count == 100_000)
    #expect(table.utf8.count { $0 == UInt8(ascii: "\n") } == 100_001)
    // Measured 0.25 s; the bound leaves room for a busy machine.
    #expect(elapsed < .seconds(3))
    for index in stride(from: 0, to: 100_000, by: 9973) {
      let run = plan.runs[index]
      #expect(RunID(of: plan.resolved(run)) == run.id)
      #expect(run.seed == index % 10)
    }
  }

  static let manyMappings = [
    "grid: {flow.step: ["
      + (1...30_000).map { "{kind: linear, from: \($0), to: 0.5}" }.joined(separator: ", ") + "]}",
    "cases: {"
      + (1...30_000).map { "c\($0): {flow.step: \($0), flow.persistency: \($0 % 7 + 1)}" }
      .joined(separator: ", ") + "}",
    "points: ["
      + (1...30_000).map {
        "{flow.step: \($0), data.target: {kind: gaussian-ring, modes: \($0 % 7 + 2)}}"
      }
      .joined(separator: ", ") + "]",
  ]

  @Test(
    "runs that differ in the numbers of a mapping are resolved once for all",
    arguments: manyMappings)
  func mappings(sweep: String) throws {
    let clock = ContinuousClock()
    let start = clock.now
    let plan = try Planned.plan(Planned.base + "sweep: {\(sweep)}\n")
    let elapsed = clock.now - start
    #expect(plan.runs.count == 30_000)
    // Measured 0.5 s; resolving each run alone takes 7 s.
    #expect(elapsed < .seconds(4))
    for index in stride(from: 0, to: 30_000, by: 2999) {
      let resolved = plan.resolved(plan.runs[index])
      #expect(RunID(of: resolved) == plan.runs[index].id)
      let step = resolved["flow"]["step"]
      #expect((step.numberOrNil ?? step["from"].number) == Double(index + 1))
    }
  }

  @Test("conditions between swept values are looked at for every combination")
  func conditions() throws {
    let lows = ScaleTests.list(60) { "\($0)" }
    let text = """
      name: box
      data: {target: {kind: uniform, high: 59.5}}
      flow: jsd
      schedule: {iterations: 1}
      sweep: {grid: {data.target.low: \(lows), data.target.high: [59.5, 100]}, seeds: 100}
      """
    let failure = #expect(throws: SpecificationFailure.self) { try Planned.plan(text) }
    let diagnostics = try #require(failure).diagnostics
    #expect(diagnostics.map(\.message) == ["'low' must be below 'high': 60 is not below 59.5"])
  }

  @Test(
    "too many runs are refused before any is made", arguments: ["seeds: 1000000000", "grid: {}"])
  func tooMany(extra: String) throws {
    let values = ScaleTests.list(1000) { "\($0)" }
    let axes = "schedule.batch: \(values), flow.step: \(values), flow.persistency: \(values)"
    let sweep = extra.hasPrefix("grid") ? "grid: {\(axes)}" : extra
    let failure = #expect(throws: SpecificationFailure.self) {
      try Planned.plan(Planned.base + "sweep: {\(sweep)}\n")
    }
    #expect(
      try #require(failure).diagnostics.map(\.problem) == [.tooManyRuns(limit: 1_000_000)])
  }
}
