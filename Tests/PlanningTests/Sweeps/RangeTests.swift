import Foundation
import Planning
import Specification
import Testing

@Suite("Ranges, points and blocks")
struct RangeTests {
  @Test(
    "expand to exactly these runs",
    arguments: [
      (
        "numbers at equal distances", "{grid: {flow.step: {linspace: [0.1, 0.5, 5]}}}",
        ["step=0.1 0", "step=0.2 0", "step=0.3 0", "step=0.4 0", "step=0.5 0"]
      ),
      (
        "and ratios", "{grid: {flow.step: {logspace: [1e-4, 0.1, 4]}}}",
        ["step=0.0001 0", "step=0.001 0", "step=0.01 0", "step=0.1 0"]
      ),
      (
        "downwards", "{grid: {flow.step: {logspace: [4, 1, 3]}}}",
        ["step=4 0", "step=2 0", "step=1 0"]
      ),
      (
        "integers", "{grid: {flow.persistency: {integers: [2, 9, 3]}}, seeds: {integers: [4, 5]}}",
        [
          "persistency=2 4", "persistency=2 5", "persistency=5 4", "persistency=5 5",
          "persistency=8 4", "persistency=8 5",
        ]
      ),
      (
        "ranges in a zip, in an exclusion and in a choice",
        "{zip: {flow.step: {linspace: [1, 3, 3]}, schedule.batch: {integers: [7, 9]}}, exclude: [{schedule.batch: {integers: [8, 10]}}]}",
        ["step=1 batch=7 0"]
      ),
      (
        "points, each with paths of its own",
        "{points: [{flow.step: 2}, {flow: {step: 3}, schedule.batch: 5}, ~, {flow.step: {kind: constant, value: 4}}]}",
        [
          "step=2 batch=256 0", "step=3 batch=5 0", "step=1 batch=256 0",
          #"step={"kind": "constant", "value": 4} batch=256 0"#,
        ]
      ),
      (
        "points between zip and grid",
        "{zip: {schedule.batch: [4, 8]}, points: [{flow.step: 2}, {flow.step: 3}], grid: {flow.persistency: [1, 2]}}",
        [4, 8].flatMap { b in
          [2, 3].flatMap { s in [1, 2].map { "batch=\(b) step=\(s) persistency=\($0) 0" } }
        }
      ),
      (
        "blocks one after the other, what comes up twice once",
        "[{grid: {flow.step: [1, 2]}}, {grid: {flow.step: [2, 3], schedule.batch: [256]}, seeds: 2}]",
        [
          "step=1 batch=256 0", "step=2 batch=256 0", "step=2 batch=256 1", "step=3 batch=256 0",
          "step=3 batch=256 1",
        ]
      ),
      (
        "blocks with cases of their own", "[{cases: {a: {flow.step: 3}}}, {cases: {b: }}]",
        ["a 0", "b 0"]
      ),
    ] as [(String, String, [String])])
  func expansion(title: String, sweep: String, expected: [String]) throws {
    #expect(try Planned.runs("sweep: \(sweep)\n") == expected, "\(title)")
  }

  @Test("a range is the list it stands for: the same runs, the same ids")
  func identity() throws {
    let range = try Planned.plan(
      Planned.base + "sweep: {grid: {flow.step: {linspace: [0.1, 0.9, 9]}}}\n")
    let list = try Planned.plan(
      Planned.base
        + "sweep: {grid: {flow.step: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]}}\n")
    #expect(range.runs.map(\.id) == list.runs.map(\.id))
  }

  @Test(
    "conditions: a value applies to the runs that match only",
    arguments: [
      (
        "to a value",
        """
        grid:
            flow.update: [adversarial, forward-euler]
            flow.persistency: {values: [2, 5], when: {flow.update: forward-euler}}
        """,
        [
          #"update="adversarial" persistency=1 0"#, #"update="forward-euler" persistency=2 0"#,
          #"update="forward-euler" persistency=5 0"#,
        ]
      ),
      (
        "whatever the order of the file",
        """
        grid:
            flow.persistency: {integers: [2, 3], when: {flow.update: forward-euler}}
            flow.update: [adversarial, forward-euler]
        """,
        [
          #"persistency=1 update="adversarial" 0"#, #"persistency=2 update="forward-euler" 0"#,
          #"persistency=3 update="forward-euler" 0"#,
        ]
      ),
      (
        "to a case",
        "{cases: {a: , b: {flow.step: 3}}, zip: {when: {case: b}, schedule.batch: [4, 8], flow.persistency: [1, 2]}}",
        ["a batch=256 persistency=1 0", "b batch=4 persistency=1 0", "b batch=8 persistency=2 0"]
      ),
      (
        "to what another condition has set",
        """
        grid:
            schedule.batch: [4, 8]
            flow.step: {values: [2, 3], when: {schedule.batch: 8}}
            flow.persistency: {values: [5], when: {flow.step: [3, 4]}}
        """,
        [
          "batch=4 step=1 persistency=1 0", "batch=8 step=2 persistency=1 0",
          "batch=8 step=3 persistency=5 0",
        ]
      ),
      (
        "to a kind, whose keys others do not have",
        """
        grid:
            schedule.generator.optimizer.kind: [adam, sgd]
            schedule.generator.optimizer.momentum: {values: [0.5, 0.9], when: {schedule.generator.optimizer.kind: sgd}}
        """,
        [
          #"kind="adam" momentum=- 0"#, #"kind="sgd" momentum=0.5 0"#,
          #"kind="sgd" momentum=0.9 0"#,
        ]
      ),
      (
        "of one of the paths that are drawn",
        """
        seed: 3
          grid: {flow.update: [adversarial, forward-euler]}
          random: {count: 2, flow.persistency: {choice: [7], when: {flow.update: forward-euler}}, schedule.batch: {choice: [9]}}
        """,
        [
          #"update="adversarial" persistency=1 batch=9 0"#,
          #"update="forward-euler" persistency=7 batch=9 0"#,
        ]
      ),
    ] as [(String, String, [String])])
  func conditions(title: String, sweep: String, expected: [String]) throws {
    #expect(try Planned.runs("sweep:\n  \(sweep)\n") == expected, "\(title)")
  }

  @Test("points come from a table, relative to the file that names it")
  func table() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("base"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func write(_ text: String, _ name: String) throws {
      try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }
    try write(
      "\u{FEFF}flow.step,generator.hidden,flow.fit\r\n0.5,\"[8, 8]\",half-mean\r\n\r\n 2 ,,\"element-mean\"\r\n",
      "base/points.csv")
    try write(Planned.base + "sweep: {points: points.csv, seeds: 2}\n", "base/a.yaml")
    try write("extends: base/a.yaml\n", "b.yaml")
    for name in ["base/a.yaml", "b.yaml"] {
      let experiment = try Experiment.load(path: folder.appendingPathComponent(name).path)
      let plan = try Plan(experiment: experiment)
      #expect(
        plan.runs.map { run in run.swept.map { $0.value.map(JSONText.compact) ?? "-" } } == [
          ["0.5", "[8, 8]", #""half-mean""#], ["0.5", "[8, 8]", #""half-mean""#],
          ["2", "[128, 128, 128]", #""element-mean""#],
          ["2", "[128, 128, 128]", #""element-mean""#],
        ])
    }
  }

  @Test("overrides reach into ranges, draws and blocks")
  func overrides() throws {
    func runs(_ sweep: String, _ overrides: String...) throws -> Int {
      try Planned.plan(Planned.base + "sweep: \(sweep)\n", overrides: overrides).runs.count
    }
    #expect(try runs("{grid: {flow.step: [1]}}", "sweep.grid.flow.step={linspace: [1, 2, 6]}") == 6)
    #expect(
      try runs("{random: {count: 3, flow.step: {uniform: [1, 2]}}}", "sweep.random.count=9") == 9)
    #expect(
      try runs(
        "{random: {count: 3, flow.step: {uniform: [1, 2]}}}",
        "sweep.random.flow.step={integers: [1, 1000000]}", "seeds=2") == 6)
    let blocks = "[{grid: {flow.step: [1, 2]}}, {grid: {flow.step: [3]}}]"
    #expect(try runs(blocks, "seeds=4") == 12)
    #expect(try runs(blocks, "sweep.1.seeds=4") == 6)
    #expect(try runs(blocks, "sweep.1.grid.flow.step=[3, 4, 5]") == 5)
  }
}
