import Arrays
import Distributions
import Planning
import Randomness
import Specification
import Testing
import Training

/// A law that drifts to the right by one unit per iteration, and breaks where it is told to.
private struct DriftTrainer: Trainer {
  private let run: Run
  private(set) var iteration: Int
  var flowTime: Double { Double(iteration) / 10 }
  /// The iteration whose loss is not a number, written as the generator's first hidden width.
  private var breaksAt: Int { run.specification["generator"]["hidden"].integers[0] }

  init(run: Run, resuming state: TrainerState?) throws {
    self.run = run
    iteration = state?.iteration ?? 0
  }

  mutating func advance(to goal: Int) throws -> TrainingSeries {
    var series = TrainingSeries(names: ["loss"])
    while iteration < goal {
      iteration += 1
      series.append(iteration: iteration, [iteration == breaksAt ? .nan : Double(iteration)])
    }
    return series
  }

  func samples(count: Int, stream: RandomStream) throws -> Matrix<Float> {
    var stream = stream
    var samples = run.source.sample(count: count, using: &stream)
    for row in 0..<count { samples[row, 0] += Float(iteration) }
    return samples
  }

  func classes(count: Int, stream: RandomStream) -> [Int]? {
    (run.source as? any LabelledDistribution)?.classes(count: count, using: stream)
  }

  func state() throws -> TrainerState { TrainerState(iteration: iteration, arrays: [:]) }
}

@Suite("RunLoop")
struct RunLoopTests {
  static func loop(
    iterations: Int, metrics: Int, samples: Int, breaksAt: Int = 999,
    data: String = "{target: {kind: gaussian, dimension: 2}}",
    compute: String = "w1, energy-distance"
  ) throws -> RunLoop {
    let text = """
      name: drift
      data: \(data)
      generator: {kind: mlp, hidden: [\(breaksAt)]}
      potential: {kind: mlp, hidden: [4]}
      flow: {kind: w1}
      schedule: {iterations: \(iterations)}
      metrics: {every: \(metrics), count: 50, compute: [\(compute)]}
      samples: {every: \(samples), count: 20}
      """
    let plan = try Plan(experiment: try Experiment.read(text: text, named: "drift.yaml"))
    let planned = plan.runs[plan.runs.startIndex]
    var registry = Registry(vocabulary: .builtIn)
    registry.registerBuiltInDistributions()
    registry.registerBuiltInMetrics()
    registry.register(trainer: "generator") { try DriftTrainer(run: $0, resuming: $1) }
    let run = try registry.run(id: planned.id.description, specification: plan.resolved(planned))
    return try RunLoop(run: run, registry: registry)
  }

  @Test("evaluates and keeps snapshots at the first, the last and every due iteration")
  func cadence() throws {
    var loop = try Self.loop(iterations: 25, metrics: 10, samples: 0)
    #expect(try loop.execute(shouldStop: { false }, report: { _ in }) == .complete)
    #expect(loop.history.evaluations == [0, 10, 20, 25])
    #expect(loop.history.snapshots.map(\.iteration) == [0, 25])
    #expect(loop.history.snapshots.map(\.flowTime) == [0, 2.5])
    #expect(loop.history.training?.iterations == Array(1...25))
    #expect(loop.history.metrics.map(\.name) == ["w1", "energy_distance"])
    let w1 = loop.history.metrics[0]
    #expect(w1.values.count == 4)
    #expect(w1.floor > 0 && w1.floor < 1)
    #expect(abs(w1.values[3] - 25) < 1, "the law drifted 25 units away")
  }

  @Test("measures with every metric there is, each number in a series of its own with its floor")
  func everyMetric() throws {
    let ring = "{kind: gaussian-ring, modes: 4, deviation: 0.1}"
    let kinds = Vocabulary.builtIn.kinds(of: .metric).map(\.name)
    var loop = try Self.loop(
      iterations: 5, metrics: 5, samples: 0, data: "{target: \(ring), source: \(ring)}",
      compute: kinds.joined(separator: ", "))
    #expect(try loop.execute(shouldStop: { false }, report: { _ in }) == .complete)
    let series = loop.history.metrics
    #expect(Set(series.map(\.name)).count == series.count && series.count > kinds.count)
    for metric in series {
      #expect(metric.values.count == 2 && metric.errors.count == 2)
      #expect(metric.values.allSatisfy(\.isFinite) && metric.floor.isFinite, "\(metric.name)")
    }
    let values = Dictionary(uniqueKeysWithValues: series.map { ($0.name, $0.values) })
    // At first the law is the target, with its classes; then it has drifted five units away.
    #expect(values["transfer_accuracy"]?[0] == 1)
    #expect(values["modes_captured"] == [4, 0])
    #expect(values["precision"]?[1] == 0)
    #expect(try #require(values["nn_accuracy"])[1] == 1)
    let jsd = try #require(values["jsd"])
    #expect(jsd[0] < 0.3 && jsd[1] > 0.6, "50 samples say little, but not nothing")
  }

  @Test("uses a known density where asked to")
  func exactDensity() throws {
    var loop = try Self.loop(
      iterations: 1, metrics: 1, samples: 0,
      data:
        "{target: {kind: uniform, low: -1, high: 1}, source: {kind: uniform, low: -1, high: 1}}",
      compute: "{kind: kl, target-density: exact}")
    _ = try loop.execute(shouldStop: { false }, report: { _ in })
    #expect(loop.history.metrics[0].values[0].isFinite)
    #expect(loop.history.metrics[0].values[1] == .infinity, "samples left the square")
    #expect(loop.history.metrics[0].errors[1] == nil)
  }

  @Test("a sample keeps its latent from snapshot to snapshot")
  func snapshotsShareLatents() throws {
    var loop = try Self.loop(iterations: 4, metrics: 4, samples: 2)
    _ = try loop.execute(shouldStop: { false }, report: { _ in })
    let first = loop.history.snapshots[0].samples
    let last = loop.history.snapshots[2].samples
    for row in 0..<first.rows {
      #expect(abs(last[row, 0] - first[row, 0] - 4) < 1e-5)
      #expect(last[row, 1] == first[row, 1])
    }
  }

  @Test("ends as diverged at the first loss that is not finite, with what came before")
  func divergence() throws {
    var loop = try Self.loop(iterations: 50, metrics: 10, samples: 0, breaksAt: 23)
    let outcome = try loop.execute(shouldStop: { false }, report: { _ in })
    #expect(outcome == .diverged(iteration: 23, reason: "a loss is not finite"))
    #expect(loop.history.training?.iterations.last == 23)
    #expect(loop.history.evaluations == [0, 10, 20])
  }

  @Test("ends as interrupted when asked, and reports on its way")
  func interruption() throws {
    var loop = try Self.loop(iterations: 1_000_000, metrics: 10, samples: 0)
    var reports = 0
    let outcome = try loop.execute(shouldStop: { reports >= 3 }, report: { _ in reports += 1 })
    guard case .interrupted(let iteration) = outcome else {
      Issue.record("the loop went on: \(outcome)")
      return
    }
    #expect(iteration == loop.iteration && iteration < 1_000_000)
  }
}
