import Planning
import Specification
import Testing

@Suite("Sweep")
struct SweepTests {
  @Test(
    "expands by case, zip, grid and seed, the last fastest",
    arguments: [
      ("no sweep is one run", "seed: 7\n", ["7"]),
      ("an empty sweep is one run", "sweep:\n", ["0"]),
      ("seeds by count", "sweep: {seeds: 3}\n", ["0", "1", "2"]),
      ("seeds by list", "sweep: {seeds: [5, 2]}\n", ["5", "2"]),
      (
        "grid: all combinations",
        "sweep: {grid: {flow.step: [1, 2], flow.persistency: [3, 4]}}\n",
        [
          "step=1 persistency=3 0", "step=1 persistency=4 0", "step=2 persistency=3 0",
          "step=2 persistency=4 0",
        ]
      ),
      (
        "zip: together",
        "sweep: {zip: {flow.step: [1, 2], flow.persistency: [3, 4]}, seeds: 2}\n",
        [
          "step=1 persistency=3 0", "step=1 persistency=3 1", "step=2 persistency=4 0",
          "step=2 persistency=4 1",
        ]
      ),
      (
        "zip before grid, whatever the file's order",
        "sweep: {grid: {flow.step: [1, 2]}, zip: {flow.persistency: [3, 4]}}\n",
        [
          "persistency=3 step=1 0", "persistency=3 step=2 0", "persistency=4 step=1 0",
          "persistency=4 step=2 0",
        ]
      ),
      (
        "cases in the file's order, one of them as it is",
        "sweep: {cases: {b: {flow.step: 3}, a: }, seeds: 2}\n", ["b 0", "b 1", "a 0", "a 1"]
      ),
      (
        "a grid leaves alone the cases that set its path",
        "sweep: {cases: {a: {flow.step: 9}, b: }, grid: {flow.step: [1, 2]}}\n",
        ["a step=9 0", "b step=1 0", "b step=2 0"]
      ),
      (
        "a run that comes up twice is planned once",
        "sweep: {grid: {flow.step: [1, 2, 1.0]}}\n", ["step=1 0", "step=2 0"]
      ),
      (
        "nested mappings are paths too",
        "sweep: {cases: {a: {flow: {step: 4}}}, grid: {schedule: {batch: [1, 2]}}}\n",
        ["a batch=1 0", "a batch=2 0"]
      ),
      (
        "a path may be set inside what another entry sets as a whole",
        "sweep: {cases: {j: {flow: jsd}, w: {flow: w1}}, grid: {flow.step: [1, 2]}}\n",
        ["j step=1 0", "j step=2 0", "w step=1 0", "w step=2 0"]
      ),
      (
        "exclusions by case, value and seed",
        """
        sweep:
          cases: {a: , b: {flow.fit: element-mean}}
          grid: {flow.step: [1, 2]}
          seeds: 2
          exclude:
            - {case: a, flow.step: 2}
            - {flow.step: [1.0], seed: 1}
        """,
        ["a step=1 0", "b step=1 0", "b step=2 0", "b step=2 1"]
      ),
      (
        "exclusions by what is not swept, and by kind",
        """
        sweep:
          cases: {a: {flow.kind: jsd}, b: {schedule.batch: 5}, c: }
          exclude: [{flow.kind: jsd}, {schedule.batch: [4, 5]}]
        """, ["c 0"]
      ),
      (
        "lists are values, and lists of them alternatives",
        """
        sweep:
          grid: {generator.hidden: [[], [8], [8, 8], [9]]}
          exclude: [{generator.hidden: [8, 8]}, {generator.hidden: [[9], []]}]
        """, ["hidden=[8] 0"]
      ),
    ] as [(String, String, [String])])
  func expansion(title: String, sweep: String, expected: [String]) throws {
    #expect(try Planned.runs(sweep) == expected, "\(title)")
  }

  @Test("sweeps kinds, with the defaults that each brings")
  func kinds() throws {
    let plan = try Planned.plan(
      Planned.base
        + "sweep: {grid: {flow: [w1, jsd], schedule.potential.optimizer: [sgd, {kind: adam, rate: 1}]}}\n"
    )
    let seen = plan.runs.map { run in
      let resolved = plan.resolved(run)
      let potential = resolved["schedule"]["potential"]
      return "\(resolved["flow"].kind) \(resolved["flow"]["penalty"].kind) "
        + "\(potential["steps"].integer) \(potential["optimizer"].kind) "
        + NumberText.canonical(potential["optimizer"]["rate"].number)
    }
    #expect(
      seen == [
        "w1 gradient 5 sgd 0.01", "w1 gradient 5 adam 1", "jsd none 1 sgd 0.01",
        "jsd none 1 adam 1",
      ])
  }

  @Test("sets a key of a default without losing the rest of it")
  func insideDefaults() throws {
    let plan = try Planned.plan(Planned.base + "sweep: {grid: {flow.penalty.weight: [3]}}\n")
    #expect(
      plan.resolved(plan.runs[0])["flow"]["penalty"]
        == ["kind": "gradient", "form": "one-sided", "weight": 3.0])
  }

  @Test("replaces the whole mapping where another kind is named")
  func otherKind() throws {
    let plan = try Planned.plan(
      Planned.base.replacing("gaussian-ring", with: "{kind: gaussian-ring, modes: 5}")
        + "sweep: {cases: {a: {data.target: {kind: two-moons}}}}\n")
    #expect(plan.resolved(plan.runs[0])["data"]["target"] == ["kind": "two-moons", "noise": 0.05])
  }

  @Test("every run says the same whether it is exchanged or planned alone")
  func templatesAgree() throws {
    let plan = try Planned.plan(SweepTests.page)
    for run in plan.runs {
      let resolved = plan.resolved(run)
      #expect(RunID(of: resolved) == run.id)
      #expect(resolved["seed"].integer == run.seed)
      for swept in run.swept { #expect(resolved.value(at: swept.path) == swept.value) }
      let alone = try Planned.plan(plan.resolvedText(run))
      #expect(alone.runs.map(\.id) == [run.id])
      #expect(alone.resolved(alone.runs[0]) == resolved)
    }
  }

  @Test("finds runs by id and by the start of an id")
  func lookup() throws {
    let plan = try Planned.plan(Planned.base + "sweep: {seeds: 20}\n")
    let run = plan.runs[13]
    #expect(plan.run(run.id)?.seed == 13)
    #expect(plan.runs(withPrefix: String(run.id.description.prefix(11))).map(\.seed) == [13])
    #expect(plan.runs(withPrefix: "").count == 20)
    #expect(RunID(run.id.description) == run.id)
    #expect(RunID("123") == nil && RunID("ABCDEF123456") == nil)
    #expect(RunID("0000000000ff")?.description == "0000000000ff")
  }

  /// The documented example of a sweep.
  static let page = """
    name: w1fe-ring
    data:
      target: {kind: gaussian-ring, modes: 8, radius: 2.0, deviation: 0.02, balanced: false}
      source: {kind: gaussian, dimension: 2}
    flow: {kind: w1, update: forward-euler, step: 1.0, persistency: 5}
    schedule: {iterations: 2000, batch: 512}
    sweep:
      cases:
        wgan:  {flow.update: adversarial, flow.persistency: 1}
        w1-fe: {flow.update: forward-euler}
      grid:
        flow.persistency: [1, 3, 5, 10]
      zip:
        schedule.batch: [256, 512]
        flow.step: [0.5, 1.0]
      exclude:
        - {case: wgan, flow.persistency: [3, 5, 10]}
      seeds: 5
    """

  @Test("plans the documented example: two methods, ten settings, five seeds")
  func example() throws {
    let plan = try Planned.plan(SweepTests.page)
    #expect(plan.runs.count == 50)
    #expect(plan.sweptPaths == ["schedule.batch", "flow.step", "flow.persistency"])
    #expect(
      PlanTable(plan, isDone: { $0 == plan.runs[11].id }).text(limit: 12).split(separator: "\n")
        .dropFirst(9).map { $0.dropFirst(14) } == [
          "wgan   512             1          1                 3     to do",
          "wgan   512             1          1                 4     to do",
          "w1-fe  256             0.5        1                 0     to do",
          "w1-fe  256             0.5        1                 1     done",
          "",
        ])
  }
}
