import Planning
import Specification
import Testing
import YAML

@Suite("Comparing runs and plans")
struct ComparingTests {
  static func difference(_ old: String, _ new: String) throws -> PlanDifference {
    PlanDifference(
      from: RunSet(try Planned.plan(Planned.base + old)),
      to: RunSet(try Planned.plan(Planned.base + new)))
  }

  /// The groups in a short notation: `count path=values …`.
  static func words(_ groups: [PlanDifference.Group]) -> [String] {
    groups.map { group in
      let parts = group.novelties.map { novelty in
        "\(novelty.path)=\(novelty.values.map(JSONText.compact).joined(separator: ","))"
      }
      return ([String(group.ids.count)] + parts).joined(separator: " ")
    }
  }

  @Test("a longer axis and more seeds are new runs, grouped by what is new about them")
  func extended() throws {
    let difference = try Self.difference(
      "sweep: {grid: {flow.step: [1, 2]}, seeds: 2}\n",
      "sweep: {grid: {flow.step: [2, 3, 4]}, seeds: 3}\n")
    #expect(difference.shared.count == 2 && difference.changes.isEmpty)
    #expect(
      Self.words(difference.added) == ["1 seed=2", "4 flow.step=3,4", "2 flow.step=3,4 seed=2"])
    #expect(Self.words(difference.removed) == ["2 flow.step=1"])
    let ids = difference.added.flatMap(\.ids)
    #expect(Set(ids).count == 7 && ids.count == 7)
  }

  @Test("what every run changes is said once")
  func changed() throws {
    let difference = try Self.difference(
      "sweep: {grid: {flow.step: [1, 2]}}\n",
      "potential: {residual: false, activation: silu}\nsweep: {grid: {flow.step: [2, 3]}}\n")
    #expect(difference.shared.isEmpty)
    #expect(difference.changes.map(\.path) == ["potential.activation.kind"])
    #expect(difference.changes[0].old == "relu" && difference.changes[0].new == "silu")
    #expect(Self.words(difference.added) == ["1", "1 flow.step=3"])
    #expect(Self.words(difference.removed) == ["1 flow.step=1", "1"])
  }

  @Test("a key that only one side has is a change too")
  func keys() throws {
    let difference = try Self.difference(
      "", "sweep: {grid: {schedule.generator.optimizer: [{kind: sgd, momentum: 0.5}]}}\n")
    let paths = difference.changes.map(\.path.text)
    #expect(
      Set(paths)
        == Set(
          ["kind", "rate", "momentum", "beta1", "beta2", "epsilon"].map {
            "schedule.generator.optimizer." + $0
          }))
    let beta = try #require(difference.changes.first { $0.path.components.last == "beta1" })
    #expect(beta.old == 0.9 && beta.new == nil)
  }

  @Test("nothing differs between a plan and itself, however it is written")
  func same() throws {
    let difference = try Self.difference(
      "description: a\nsweep: {grid: {flow.step: [1, 2]}}\n",
      "description: b\nsweep: {grid: {flow.step: {linspace: [1.0, 2, 2]}}}\n")
    #expect(difference.shared.count == 2)
    #expect(difference.added.isEmpty && difference.removed.isEmpty && difference.changes.isEmpty)
  }

  @Test("fields that differ are named from both sides")
  func fields() throws {
    let plan = try Planned.plan(
      Planned.base
        + "sweep: {cases: {a: {flow.step: 2}, b: {flow.step: {kind: constant, value: 2}, generator.hidden: [8]}}}\n"
    )
    let runs = plan.runs.map(plan.resolved)
    let difference = RunDifference(runs[0], from: runs[1])
    #expect(difference.fields.map(\.path) == ["generator.hidden", "flow.step"])
    #expect(difference.fields[0].value == [128, 128, 128] && difference.fields[0].other == [8])
    #expect(RunDifference(runs[0], from: runs[0]).fields.isEmpty)
  }

  @Test("the nearest run is the one that differs in the fewest fields")
  func nearest() throws {
    let plan = try Planned.plan(
      Planned.base
        + "sweep: {grid: {flow.step: [1, 2], schedule.batch: [8, 9], flow.persistency: [1, 2]}}\n")
    let others = plan.runs.dropFirst().reversed().map { ($0.index, plan.resolved($0)) }
    let found = try #require(
      RunDifference.nearest(
        to: plan.resolved(plan.runs[0]), among: others.map { (id: $0.0, run: $0.1) }))
    #expect(found.id == 4 && found.difference.fields.map(\.path) == ["flow.step"])
    #expect(RunDifference.nearest(to: .null, among: [(id: Int, run: Value)]()) == nil)
  }

  @Test("a value knows where it comes from: the sweep, the file, or nobody")
  func origins() throws {
    let text = """
      name: ring
      data: {target: gaussian-ring}
      flow: {kind: w1, step: 1.0}
      schedule: {iterations: 10}
      sweep:
        cases: {a: {schedule: {batch: 8}}}
        grid:
          flow.step: [2, {kind: linear, from: 1, to: 2}]
          flow.persistency: {values: [3], when: {flow.step: 2}}
      """
    let plan = try Planned.plan(text)
    func line(_ path: Path, _ run: Int) -> String {
      switch plan.origin(of: path, in: plan.runs[run]) {
      case .sweep(let place): "sweep \(place.start.line):\(place.start.column)"
      case .file(let place): "file \(place.start.line):\(place.start.column)"
      case .standard: "default"
      }
    }
    #expect(line("flow.step", 0) == "sweep 8:17")
    #expect(line("flow.step.to", 1) == "sweep 8:48")
    #expect(line("schedule.batch", 0) == "sweep 6:33")
    #expect(line("flow.persistency", 0) == "sweep 9:33")
    #expect(line("flow.persistency", 1) == "default")
    #expect(line("schedule.iterations", 0) == "file 4:24")
    #expect(line("metrics.every", 0) == "default")
  }
}
