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

/// A trainer that does nothing but break where it is told to.
struct FragileTrainer: Trainer {
  struct Broken: Error, CustomStringConvertible {
    let description: String
  }

  private let run: Run
  private(set) var iteration: Int
  var flowTime: Double { 0 }

  init(run: Run, resuming state: TrainerState?) throws {
    self.run = run
    // Steps from 10 on are of a trainer that forgets to go on where it was.
    iteration = run.specification["flow"]["step"].number < 10 ? state?.iteration ?? 0 : 0
    if step == 1 { throw Broken(description: "no start") }
  }

  private var step: Double { run.specification["flow"]["step"].number }

  mutating func advance(to goal: Int) throws -> TrainingSeries {
    if step == 2, goal > 3 { throw Broken(description: "broke down") }
    var series = TrainingSeries(names: ["loss"])
    while iteration < goal {
      iteration += 1
      series.append(iteration: iteration, [step == 3 && iteration == 4 ? .infinity : 1])
    }
    return series
  }

  func samples(count: Int, stream: RandomStream) throws -> Matrix<Float> {
    var stream = stream
    return run.source.sample(count: count, using: &stream)
  }

  func state() throws -> TrainerState { TrainerState(iteration: iteration, arrays: [:]) }
}

@Suite("SweepExecutor")
struct SweepExecutorTests {
  static let registry: Registry = {
    var registry = Registry(vocabulary: .builtIn)
    registry.registerBuiltInDistributions()
    registry.registerBuiltInMetrics()
    registry.register(trainer: "generator") { try FragileTrainer(run: $0, resuming: $1) }
    return registry
  }()

  static func plan(steps: [Double]) throws -> Plan {
    try Plan(
      experiment: try Experiment.read(
        text: """
          name: fragile
          data: {target: {kind: two-moons}}
          flow: {kind: w1}
          schedule: {iterations: 6}
          metrics: {every: 3, count: 20}
          samples: {count: 5}
          sweep: {grid: {flow.step: \(steps)}}
          """, named: "fragile.yaml"))
  }

  /// A folder of results that goes with the test.
  final class Results {
    let path = FileManager.default.temporaryDirectory.path + "/gfrun-\(UUID().uuidString)"
    var folder: SweepFolder { SweepFolder(experiment: "fragile", results: path) }
    deinit { try? FileManager.default.removeItem(atPath: path) }

    func execute(
      _ plan: Plan, jobs: Int = 2, interruption: Interruption = Interruption(),
      options given: ExecutionOptions = ExecutionOptions(),
      observer: sending any ExecutionObserver = SilentProgress()
    ) throws -> SweepExecutor.Outcome {
      var options = given
      options.jobs = jobs
      let executor = SweepExecutor(
        plan: plan, folder: folder, origin: Origin(folder: ".", kernels: "test", version: "0"),
        options: options, launcher: ThreadLauncher(registry: SweepExecutorTests.registry),
        interruption: interruption)
      return try executor.execute(observer: observer)
    }
  }

  @Test("goes on past runs that fail or diverge, and keeps what these have computed")
  func failures() throws {
    let results = Results()
    let plan = try Self.plan(steps: [0.5, 1, 2, 3])
    let outcome = try results.execute(plan)
    #expect(outcome.runs == 4)
    #expect(outcome.done == 2)
    #expect(outcome.failed == 2)
    #expect(outcome.diverged == 1)

    let files = plan.runs.map { results.folder.runFile($0.id.description) }
    #expect(try RunFile.summary(of: files[0]).status == .complete)
    #expect(!FileManager.default.fileExists(atPath: files[1]), "it never started")
    let broken = try RunFile.read(from: files[2])
    #expect(broken.status == .failed && broken.message == "broke down")
    #expect(broken.metrics.iterations == [0, 3])
    let diverged = try RunFile.read(from: files[3])
    #expect(diverged.status == .diverged && diverged.iterations == 4)

    let table = try SweepFile.readTable(from: results.folder.sweepFile)
    #expect(table.rows.map(\.status) == ["complete", "failed", "failed", "diverged"])

    let again = try results.execute(plan)
    #expect(again.executed == 2, "failed runs are tried again, diverged ones are results")
  }

  @Test("starts nothing once somebody asked to stop")
  func interrupted() throws {
    let results = Results()
    let interruption = Interruption()
    interruption.trigger()
    let outcome = try results.execute(
      try Self.plan(steps: [0.5, 0.25]), interruption: interruption)
    #expect(outcome.executed == 0 && outcome.done == 0)
    #expect(outcome.stop == .signal(SIGINT))
  }

  @Test("a damaged or foreign file counts as missing and is replaced")
  func damagedFile() throws {
    let results = Results()
    let plan = try Self.plan(steps: [0.5, 0.25])
    #expect(try results.execute(plan).done == 2)
    let path = results.folder.runFile(plan.runs[0].id.description)
    let intact = try RunFile.digests(of: path)
    try Data("no HDF5".utf8).write(to: URL(fileURLWithPath: path))
    let outcome = try results.execute(plan)
    #expect(outcome.executed == 1 && outcome.done == 2)
    #expect(try RunFile.digests(of: path) == intact)
  }

  @Test("a sweep file that is damaged, stale or missing is made anew, also with nothing to run")
  func staleSweepFile() throws {
    let results = Results()
    let plan = try Self.plan(steps: [0.5, 0.25])
    #expect(try results.execute(plan).done == 2)
    let path = results.folder.sweepFile
    for content in [Data(), Data("no HDF5".utf8)] {
      try content.write(to: URL(fileURLWithPath: path))
      #expect(try results.execute(plan).executed == 0)
      #expect(try SweepFile.readTable(from: path).rows.count == 2)
    }
    #expect(try results.execute(try Self.plan(steps: [0.25])).executed == 0)
    #expect(try SweepFile.readTable(from: path).rows.count == 1)
  }

  @Test("a float column stays one where all its values are whole")
  func floatColumns() throws {
    let results = Results()
    #expect(try results.execute(try Self.plan(steps: [4, 5])).done == 2)
    let table = try SweepFile.readTable(from: results.folder.sweepFile)
    #expect(table.rows.map(\.swept) == [[.number(4)], [.number(5)]])
  }

  @Test("what is kept of the plan must make sense")
  func damagedPlan() throws {
    let results = Results()
    #expect(try results.execute(try Self.plan(steps: [0.5])).done == 1)
    try Data("{}".utf8).write(to: URL(fileURLWithPath: results.folder.planFile))
    #expect(throws: CollectionError.damagedPlan(path: results.folder.planFile)) {
      try Collection(folder: results.folder, version: "0").write()
    }
    #expect(try results.execute(try Self.plan(steps: [0.5])).done == 1)
    #expect(try Collection(folder: results.folder, version: "0").write().rows == 1)
  }

  @Test("a run that comes up twice is carried out once")
  func sharedRuns() throws {
    let results = Results()
    let plan = try Self.plan(steps: [0.5, 0.5])
    let outcome = try results.execute(plan, jobs: 8)
    #expect(outcome.runs == 1 && outcome.executed == 1)
  }
}
