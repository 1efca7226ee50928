import Arrays
import Distributions
import Execution
import Foundation
import Planning
import Randomness
import Results
import Specification
import Testing
import Training

/// A trainer that leaves the source as it is; the metric differs from seed to seed all the same.
private struct IdleTrainer: Trainer {
  private let run: Run
  private(set) var iteration = 0
  var flowTime: Double { 0 }

  init(run: Run, resuming state: TrainerState?) { self.run = run }

  mutating func advance(to goal: Int) throws -> TrainingSeries {
    var series = TrainingSeries(names: ["loss"])
    while iteration < goal {
      iteration += 1
      series.append(iteration: iteration, [1])
    }
    return series
  }

  func samples(count: Int, stream: RandomStream) throws -> Matrix<Float> {
    var stream = stream
    return run.source.sample(count: count, using: &stream)
  }

  func state() throws -> TrainerState { TrainerState(iteration: iteration, arrays: [:]) }
}

@Suite("Replicates until a mean is known, carried out")
struct ReplicationExecutionTests {
  static let registry: Registry = {
    var registry = Registry(vocabulary: .builtIn)
    registry.registerBuiltInDistributions()
    registry.registerBuiltInMetrics()
    registry.register(trainer: "generator") { IdleTrainer(run: $0, resuming: $1) }
    return registry
  }()

  static func text(seeds: String, iterations: Int = 2) -> String {
    """
    name: idle
    data: {target: {kind: two-moons}, source: {kind: gaussian, dimension: 2}}
    flow: {kind: w1}
    schedule: {iterations: \(iterations)}
    metrics: {every: 2, count: 16, compute: [sw2, w1]}
    samples: {count: 5}
    sweep: {grid: {data.source.deviation: [0.1, 1, 3]}, seeds: \(seeds)}
    """
  }

  static func plan(_ text: String) throws -> Plan {
    try Plan(experiment: try Experiment.read(text: text, named: "idle.yaml"))
  }

  final class Results {
    let path = FileManager.default.temporaryDirectory.path + "/gfrun-\(UUID().uuidString)"
    var folder: SweepFolder { SweepFolder(experiment: "idle", results: path) }
    deinit { try? FileManager.default.removeItem(atPath: path) }

    func execute(_ plan: Plan, jobs: Int) throws -> SweepExecutor.Outcome {
      var options = ExecutionOptions()
      options.jobs = jobs
      return try SweepExecutor(
        plan: plan, folder: folder, origin: Origin(folder: ".", kernels: "test", version: "0"),
        options: options, launcher: ThreadLauncher(registry: ReplicationExecutionTests.registry),
        interruption: Interruption()
      ).execute(observer: SilentProgress())
    }
  }

  static let rule = "{until: {metric: sw2, half-width: 9%, max: 12, min: 2}}"

  @Test("as many are made as the rule asks for, whatever the number at a time", arguments: [1, 4])
  func stops(jobs: Int) throws {
    let results = Results()
    let plan = try Self.plan(Self.text(seeds: Self.rule))
    let outcome = try results.execute(plan, jobs: jobs)
    guard case .until(let rule) = plan.experiment.sweep.blocks[0].seeds else {
      Issue.record("the sweep has no rule")
      return
    }
    var made: [Int] = []
    for first in stride(from: 0, to: plan.runs.count, by: 12) {
      let values = plan.runs[first..<first + 12].map { run -> Double? in
        let summary = try? RunFile.summary(of: results.folder.runFile(run.id.description))
        return summary?.metrics.first { $0.name == "sw2" }?.value
      }
      let known = values.prefix { $0 != nil }.compactMap(\.self)
      #expect(values.dropFirst(known.count).allSatisfy { $0 == nil }, "no seed is left out")
      #expect(!rule.needsMore(after: known))
      #expect(rule.needsMore(after: known.dropLast()))
      made.append(known.count)
    }
    #expect(outcome.executed == made.reduce(0, +) && outcome.runs == outcome.done)
    // The rule must have decided something, and not the same everywhere.
    #expect(Set(made).count > 1)
    let table = try SweepFile.readTable(from: results.folder.sweepFile)
    #expect(table.rows.count == outcome.runs)
    #expect(table.rows.allSatisfy { $0.status == "complete" })

    let again = try results.execute(plan, jobs: jobs)
    #expect(again.executed == 0 && again.runs == outcome.runs)
  }

  @Test("a wider interval later asks for nothing, a shorter one for more")
  func changedRule() throws {
    let results = Results()
    let first = try results.execute(try Self.plan(Self.text(seeds: Self.rule)), jobs: 2)
    let wider = try Self.plan(
      Self.text(seeds: "{until: {metric: sw2, half-width: 90%, max: 12, min: 2}}"))
    #expect(try results.execute(wider, jobs: 2).executed == 0)
    let shorter = try Self.plan(
      Self.text(seeds: "{until: {metric: sw2, half-width: 0.0001%, max: 4, min: 2}}"))
    let outcome = try results.execute(shorter, jobs: 2)
    #expect(outcome.runs == 12 && outcome.executed > 0 && first.runs > 6)
  }
}

@Suite("Estimates")
struct EstimateTests {
  typealias Idle = ReplicationExecutionTests

  @Test("runs that do the same work take the time of those that are finished, per iteration")
  func history() throws {
    let results = Idle.Results()
    _ = try results.execute(try Idle.plan(Idle.text(seeds: "2")), jobs: 1)
    let stored = try StoredRuns(of: results.folder)
    #expect(stored.items.count == 6 && stored.items.allSatisfy(\.isDone))
    let speeds = stored.items.compactMap { try? $0.summary.get().wallSeconds }.map { $0 / 2 }
    let longer = try Idle.plan(Idle.text(seeds: "3", iterations: 20))
    let estimate = try SweepEstimate(longer, stored: stored, timingWith: nil)
    #expect(estimate.items.count == 9 && estimate.basis.runsByHistory == 9)
    #expect(estimate.basis.finishedRuns == 6 && estimate.basis.unknownRuns == 0)
    let mean = speeds.reduce(0, +) / 6
    #expect(abs(estimate.seconds.mean - 9 * 20 * mean) < 1e-9 * estimate.seconds.mean)
    let least = try #require(speeds.min())
    #expect(abs(estimate.seconds.least - 9 * 20 * least) < 1e-9)
    #expect(abs(estimate.elapsed(jobs: 3) - 60 * mean) < 1e-9)
    #expect(abs(estimate.elapsed(jobs: 100) - 20 * mean) < 1e-9, "no less than one run takes")
  }

  @Test("runs that do other work are not estimated by them, but timed on request")
  func timing() throws {
    let results = Idle.Results()
    _ = try results.execute(try Idle.plan(Idle.text(seeds: "1")), jobs: 1)
    let stored = try StoredRuns(of: results.folder)
    let text = Idle.text(seeds: "2").replacing("count: 16", with: "count: 64")
    let plan = try Idle.plan(text)
    let unknown = try SweepEstimate(plan, stored: stored, timingWith: nil)
    #expect(unknown.basis.unknownRuns == 6 && unknown.seconds.mean == 0)
    let timed = try SweepEstimate(plan, stored: stored, timingWith: Idle.registry)
    #expect(timed.basis.runsByTiming == 6 && timed.basis.timedClasses == 1)
    #expect(timed.seconds.mean > 0 && timed.memory != nil)
    #expect(timed.items.allSatisfy { $0.bytes > 4 * 2 * (2 * 5 + 64) })
  }

  @Test(
    "neither runs of another processor nor much shorter ones are history, where timing is possible")
  func unfitHistory() throws {
    let results = Idle.Results()
    _ = try results.execute(try Idle.plan(Idle.text(seeds: "1")), jobs: 1)
    let longer = try Idle.plan(Idle.text(seeds: "2", iterations: 8))
    let much = try Idle.plan(Idle.text(seeds: "2", iterations: 9))
    let stored = try StoredRuns(of: results.folder)
    let near = try SweepEstimate(longer, stored: stored, timingWith: Idle.registry)
    #expect(near.basis.runsByHistory == 6 && near.basis.runsByTiming == 0)
    let far = try SweepEstimate(much, stored: stored, timingWith: Idle.registry)
    #expect(far.basis.runsByHistory == 0 && far.basis.runsByTiming == 6)
    for item in stored.items {
      var record = try RunFile.read(from: item.path)
      record.provenance.cpuModel = "another"
      try RunFile.write(record, to: item.path)
    }
    let moved = try SweepEstimate(
      longer, stored: try StoredRuns(of: results.folder), timingWith: nil)
    #expect(moved.basis.runsByHistory == 0 && moved.basis.unknownRuns == 6)
  }

  @Test("a budget that is too small proposes what fits")
  func proposals() throws {
    let results = Idle.Results()
    _ = try results.execute(try Idle.plan(Idle.text(seeds: "1")), jobs: 1)
    let stored = try StoredRuns(of: results.folder)
    let plan = try Idle.plan(Idle.text(seeds: "8", iterations: 2000))
    let estimate = try SweepEstimate(plan, stored: stored, timingWith: nil)
    let whole = estimate.elapsed(jobs: 1)
    let budget = Budget(seconds: whole * 0.4)
    #expect(!budget.holds(estimate, jobs: 1) && budget.holds(estimate, jobs: 4))
    let proposals = budget.proposals(estimate, of: plan, jobs: 1)
    #expect(proposals.count == 2 && proposals[0].override == "seeds=3")
    let iterations = try #require(Int(proposals[1].override.split(separator: "=")[1]))
    #expect(proposals[1].override.hasPrefix("schedule.iterations=") && 790...792 ~= iterations)
    #expect(proposals.allSatisfy { $0.elapsed <= budget.seconds })
  }
}
