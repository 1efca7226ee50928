import Arrays
import Planning
import Specification
import Testing
import Trainers
import Training

/// Runs that stop at one iteration and go on from their checkpoint, against runs that never stopped.
@Suite("A run that goes on from its checkpoint")
struct ResumeTests {
  static let base = """
    name: resumed
    data:
      target: {kind: gaussian-ring, modes: 4, radius: 1.0, deviation: 0.1}
      source: {kind: gaussian, dimension: 2, deviation: 0.5}
    generator: {kind: mlp, hidden: [8, 8], normalization: batch, residual: true}
    potential: {kind: mlp, hidden: [8], activation: silu}
    flow: {kind: w1, persistency: 2}
    schedule: {iterations: 12, batch: 16, potential: {steps: 2}}
    metrics: {every: 4, count: 16, compute: [w1, mmd2, sw2]}
    samples: {every: 5, count: 8}

    """

  /// What differs from the base, one line of the file each: every state that a trainer can have.
  static let variants = [
    "", "flow: {kind: jsd, step: 0.5}", "flow: {kind: w1, update: adversarial}",
    "flow: {kind: w2}", "flow: {kind: monoflow, h: {kind: exp}}",
    "flow: {kind: w1, penalty: {kind: clip, bound: 0.05}}",
    "flow: {kind: w1, step: {kind: linear, from: 1.0, to: 0.1, over: 10}}",
    "schedule.generator.optimizer: {kind: sgd, rate: 0.01, momentum: 0.9}",
    "schedule.potential.optimizer: {kind: rmsprop, rate: 0.001}",
    "potential: {kind: mlp, hidden: [8], normalization: spectral}",
    "potential: {kind: mlp, hidden: [8], normalization: layer}",
    "generator: {kind: affine}", "data.target: {kind: two-moons}",
    "schedule.generator.optimizer.rate: {kind: cosine, from: 0.01, to: 0.001, over: 9}",
  ]

  static func run(_ variant: String) throws -> Run {
    let parts = variant.split(separator: ":", maxSplits: 1).map(String.init)
    let overrides = parts.count == 2 ? [Override("\(parts[0])=\(parts[1])", argument: 1)] : []
    let plan = try Plan(
      experiment: try Experiment.read(
        text: base, named: "resumed.yaml", overrides: overrides))
    let planned = try #require(plan.runs.first)
    return try Registry.builtIn.run(
      id: planned.id.description, specification: plan.resolved(planned))
  }

  static func checkpoint(_ loop: RunLoop) throws -> RunCheckpoint {
    RunCheckpoint(
      state: try loop.trainerState(), trainingSeconds: loop.trainingSeconds,
      evaluations: loop.history.evaluations,
      evaluationWallTimes: loop.history.evaluationWallTimes,
      metrics: loop.history.metrics.map {
        .init(name: $0.name, values: $0.values, errors: $0.errors)
      },
      snapshots: loop.history.snapshots, training: loop.history.training)
  }

  @Test("brings forth the same bits, whatever it learns by", arguments: variants)
  func sameBits(variant: String) throws {
    let run = try Self.run(variant)
    var whole = try RunLoop(run: run, registry: .builtIn)
    var checkpoints: [RunCheckpoint] = []
    let outcome = try whole.execute(
      shouldStop: { false }, report: { _ in },
      pause: { checkpoints.append(try Self.checkpoint($0)) })
    #expect(outcome == .complete)
    #expect(checkpoints.count > 1)
    for checkpoint in checkpoints {
      var resumed = try RunLoop(run: run, registry: .builtIn, resuming: checkpoint)
      #expect(resumed.iteration == checkpoint.state.iteration)
      #expect(try resumed.execute(shouldStop: { false }, report: { _ in }) == .complete)
      expectSame(resumed, whole)
    }
  }

  private func expectSame(_ resumed: RunLoop, _ whole: RunLoop) {
    let (a, b) = (resumed.history, whole.history)
    #expect(a.target == b.target)
    #expect(a.evaluations == b.evaluations)
    #expect(a.training == b.training)
    #expect(a.metrics.map(\.values) == b.metrics.map(\.values))
    #expect(a.metrics.map(\.errors) == b.metrics.map(\.errors))
    #expect(a.metrics.map(\.floor) == b.metrics.map(\.floor))
    #expect(a.snapshots.map(\.iteration) == b.snapshots.map(\.iteration))
    #expect(a.snapshots.map(\.flowTime.bitPattern) == b.snapshots.map(\.flowTime.bitPattern))
    #expect(a.snapshots.map(\.samples) == b.snapshots.map(\.samples))
    #expect(
      (try? resumed.trainerState()) == (try? whole.trainerState()), "also the final state")
  }

  @Test("drops what was recorded after the state was taken")
  func laterRecords() throws {
    let run = try Self.run("")
    var whole = try RunLoop(run: run, registry: .builtIn)
    var early: TrainerState?
    _ = try whole.execute(
      shouldStop: { false }, report: { _ in },
      pause: { loop in if loop.iteration < 3 { early = try loop.trainerState() } })
    let late = try Self.checkpoint(whole)
    let mixed = RunCheckpoint(
      state: try #require(early), trainingSeconds: 1, evaluations: late.evaluations,
      evaluationWallTimes: late.evaluationWallTimes, metrics: late.metrics,
      snapshots: late.snapshots, training: late.training)
    var resumed = try RunLoop(run: run, registry: .builtIn, resuming: mixed)
    _ = try resumed.execute(shouldStop: { false }, report: { _ in })
    expectSame(resumed, whole)
  }

  @Test("refuses another run's checkpoint")
  func otherRun() throws {
    var loop = try RunLoop(run: try Self.run(""), registry: .builtIn)
    _ = try loop.execute(shouldStop: { false }, report: { _ in })
    var checkpoint = try Self.checkpoint(loop)
    checkpoint.metrics.removeLast()
    #expect(throws: RunCheckpoint.Mismatch.metrics) {
      try RunLoop(run: try Self.run(""), registry: .builtIn, resuming: checkpoint)
    }
  }
}
