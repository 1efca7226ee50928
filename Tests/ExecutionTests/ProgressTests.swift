import Execution
import Planning
import Specification
import Testing
import Training

@Suite("Progress displays")
struct ProgressTests {
  static func plan() throws -> Plan {
    try Plan(
      experiment: try Experiment.read(
        text: """
          name: shown
          data: {target: {kind: two-moons}}
          generator: {kind: mlp, hidden: [4]}
          potential: {kind: mlp, hidden: [4]}
          flow: {kind: w1}
          schedule: {iterations: 10}
          sweep: {cases: {short: {flow.persistency: 2}}, grid: {flow.step: [0.5]}, seeds: 2}
          """, named: "shown.yaml"))
  }

  static func events(_ plan: Plan) -> [ExecutionEvent] {
    let (first, second) = (plan.runs[plan.runs.startIndex], plan.runs[plan.runs.startIndex + 1])
    return [
      .began(experiment: "shown", runs: 2, done: 0, jobs: 2), .started(first), .started(second),
      .advanced(first, .init(iteration: 5, iterations: 10, metric: ("w1", 0.51234))),
      .finished(
        first,
        RunReport(
          ending: .complete, iteration: 10,
          metric: .init(name: "w1", value: 0.25, floor: 0.125), seconds: 75)),
      .finished(
        second,
        RunReport(
          ending: .failed(reason: "out of luck"), iteration: 3, metric: nil, seconds: 1)),
      .collected(path: "results/shown/shown.h5", problems: []),
    ]
  }

  @Test("lines say what starts and ends, without control characters")
  func lines() throws {
    let plan = try Self.plan()
    var lines: [String] = []
    let progress = LineProgress { lines.append($0) }
    for event in Self.events(plan) { progress.observe(event) }
    let ids = plan.runs.map(\.id.description)
    #expect(
      lines == [
        "shown: 2 runs, 0 done, 2 to do, 2 at a time",
        "start \(ids[0]) short step=0.5 seed 0",
        "start \(ids[1]) short step=0.5 seed 1",
        "done \(ids[0]) short step=0.5 seed 0: w1 0.25, floor 0.125 in 1:15 [1/2]",
        "failed \(ids[1]) short step=0.5 seed 1: out of luck [1/2]",
        "wrote results/shown/shown.h5",
      ])
  }

  @Test("the terminal shows a bar per run in hand and leaves only messages behind")
  func terminal() throws {
    let plan = try Self.plan()
    var screen = Screen()
    let progress = TerminalProgress(
      write: { screen.write($0) }, size: { .init(columns: 90, rows: 24) })
    let events = Self.events(plan)
    for event in events[..<3] { progress.observe(event) }
    #expect(screen.lines.count == 3)
    #expect(screen.lines[0].hasPrefix("shown: 0 of 2 done, 2 running, 0 to do"))
    #expect(screen.lines[1].contains("short step=0.5 seed 0"))
    #expect(screen.lines.allSatisfy { $0.count < 90 })
    for event in events[3...] { progress.observe(event) }
    #expect(screen.lines.count == 3)
    #expect(screen.lines[0].hasPrefix("done "))
    #expect(screen.lines[1].hasPrefix("failed "))
    #expect(screen.lines[2] == "wrote results/shown/shown.h5")
  }
}

/// A terminal that knows the sequences the display uses, and stands below the last line.
private struct Screen {
  private(set) var lines: [String] = []

  mutating func write(_ text: String) {
    var rest = text[...]
    var row = lines.count
    while let character = rest.popFirst() {
      switch character {
      case "\u{1B}":
        let count = rest.dropFirst().prefix { $0.isNumber }
        rest = rest.dropFirst(1 + count.count)
        switch rest.popFirst() {
        case "A": row -= Int(count) ?? 1
        case "J": lines.removeSubrange(min(row, lines.count)...)
        case "K": break
        case let other: Issue.record("unknown sequence \(String(describing: other))")
        }
      case "\r", "\r\n": break
      case "\n": row += 1
      default:
        let line = String(character) + rest.prefix { $0 != "\u{1B}" && $0 != "\n" }
        rest = rest.dropFirst(line.count - 1)
        if row < lines.count { lines[row] = line } else { lines.append(line) }
      }
    }
  }
}
