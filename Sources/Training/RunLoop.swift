import Arrays
import Distributions
import Metrics
package import Randomness
import Specification

/// Carries one run through: advances the trainer, evaluates metrics and keeps snapshots on time.
///
/// The loop and not the trainer knows metrics, cadence and storage, so every trainer, also one in
/// another process, gets them alike.
package struct RunLoop {
  /// How far a run is.
  package struct Progress: Sendable {
    /// Outer iterations made.
    package let iteration: Int
    /// Outer iterations to make.
    package let iterations: Int
    /// The last value of the first metric.
    package let metric: (name: String, value: Double)?

    /// A run at `iteration` of `iterations`.
    package init(iteration: Int, iterations: Int, metric: (name: String, value: Double)?) {
      self.iteration = iteration
      self.iterations = iterations
      self.metric = metric
    }
  }

  private let run: Run
  private let schedule: RunSchedule
  private let metrics: [any Metric]
  private var trainer: any Trainer
  private let clock = ContinuousClock()
  /// The time spent in the trainer; metrics and snapshots do not count.
  private var trainingTime = Duration.zero
  /// Whether the run goes on from a checkpoint, at which everything due was observed already.
  private let isResumed: Bool
  /// Outer iterations made so far.
  package var iteration: Int { trainer.iteration }
  /// What the stream is for that all snapshots of a run are drawn from.
  package static let snapshotSource: RandomStream.Purpose = "snapshot/source"

  /// What the run has brought forth so far.
  package private(set) var history: RunHistory

  /// Prepares a run: draws the target samples, builds its metrics and its trainer.
  ///
  /// - Parameters:
  ///   - run: the run.
  ///   - registry: what makes its metrics and its trainer.
  ///   - checkpoint: where it goes on; nil to begin.
  /// - Throws: what the trainer or a metric throws on set-up; `RunCheckpoint.Mismatch` where the
  ///   checkpoint is another run's.
  package init(run: Run, registry: Registry, resuming checkpoint: RunCheckpoint? = nil) throws {
    self.run = run
    isResumed = checkpoint != nil
    schedule = RunSchedule(run.specification)
    let (target, draws) = Self.draw(run, "evaluation/target")
    let (other, _) = Self.draw(run, "evaluation/floor")
    metrics = try run.specification["metrics"]["compute"].list.map {
      try registry.metric($0, target: target)
    }
    history = RunHistory(
      target: draws,
      metrics: try metrics.flatMap { metric in
        let floors = try metric.evaluate(other.samples, classes: other.classes)
        return zip(metric.quantities, floors).map {
          RunHistory.MetricSeries(
            name: $0.name, attributes: $0.attributes, floor: $1.value)
        }
      })
    trainer = try registry.trainer(for: run, resuming: checkpoint?.state)
    guard let checkpoint else { return }
    trainingTime = .seconds(checkpoint.trainingSeconds)
    try history.resume(checkpoint)
  }

  /// As many draws from the target as metrics compare with, and their classes where it has some.
  ///
  /// Metrics measure in double precision; widening the samples of a run is exact.
  private static func draw(
    _ run: Run, _ purpose: RandomStream.Purpose
  ) -> (target: MetricTarget, draws: Matrix<Float>) {
    let count = RunSchedule(run.specification).evaluationCount
    var stream = run.stream(purpose)
    let classes = (run.target as? any LabelledDistribution)?.classes(count: count, using: stream)
    let draws = run.target.sample(count: count, using: &stream)
    return (MetricTarget(samples: draws.widened, classes: classes, law: run.target), draws)
  }

  /// Runs to the end, to divergence, or until `shouldStop` says so.
  ///
  /// - Parameters:
  ///   - shouldStop: asked several times a second.
  ///   - report: told as often how far the run is.
  ///   - pause: given the loop as often, where everything due at its iteration was observed: the
  ///     moment for a checkpoint.
  /// - Returns: how the run ended.
  /// - Throws: what the trainer, a metric or `pause` throws.
  package mutating func execute(
    shouldStop: () -> Bool, report: (Progress) -> Void, pause: (RunLoop) throws -> Void = { _ in }
  ) throws -> RunOutcome {
    if !isResumed, let divergence = try observe() { return divergence }
    var pace = Pace()
    while trainer.iteration < schedule.iterations {
      report(progress)
      if shouldStop() { return .interrupted(iteration: trainer.iteration) }
      try pause(self)
      let due = schedule.next(after: trainer.iteration)
      let steps = min(due - trainer.iteration, pace.chunk)
      let before = trainingTime
      if let divergence = try advance(by: steps) { return divergence }
      pace.record(steps: steps, took: trainingTime - before)
      if trainer.iteration == due, let divergence = try observe() { return divergence }
    }
    report(progress)
    return .complete
  }

  private var progress: Progress {
    Progress(
      iteration: trainer.iteration, iterations: schedule.iterations,
      metric: history.metrics.first.flatMap { series in
        series.values.last.map { (series.name, $0) }
      })
  }

  /// Seconds of training so far, over all attempts.
  package var trainingSeconds: Double { trainingTime / .seconds(1) }

  /// Everything the trainer needs to go on from here.
  ///
  /// - Throws: what the trainer throws.
  package func trainerState() throws -> TrainerState { try trainer.state() }

  private mutating func advance(by steps: Int) throws -> RunOutcome? {
    let began = clock.now
    var series = try trainer.advance(to: trainer.iteration + steps)
    trainingTime += clock.now - began
    let nonFinite = series.firstNonFiniteIteration
    if let nonFinite { series.truncate(after: nonFinite) }
    if history.training == nil {
      history.training = series
    } else {
      history.training?.append(series)
    }
    return nonFinite.map { .diverged(iteration: $0, reason: "a loss is not finite") }
  }

  /// Evaluates and keeps what is due at the current iteration.
  private mutating func observe() throws -> RunOutcome? {
    let iteration = trainer.iteration
    if schedule.evaluation.isDue(at: iteration) {
      let (count, stream) = (
        schedule.evaluationCount, run.stream("evaluation/source", iteration: iteration)
      )
      let samples = try trainer.samples(count: count, stream: stream)
      if let row = samples.firstNonFiniteRow { return divergence(at: iteration, row: row) }
      let classes =
        metrics.contains(where: \.needsClasses)
        ? trainer.classes(count: count, stream: stream) : nil
      let points = samples.widened
      let found = try metrics.flatMap { try $0.evaluate(points, classes: classes) }
      history.evaluations.append(iteration)
      for (index, value) in found.enumerated() {
        history.metrics[index].values.append(value.value)
        history.metrics[index].errors.append(value.error)
      }
      history.evaluationWallTimes.append(trainingSeconds)
    }
    if schedule.snapshot.isDue(at: iteration) {
      // One stream for all snapshots: a sample keeps its latent, so its path can be followed.
      let samples = try trainer.samples(
        count: schedule.snapshotCount, stream: run.stream(Self.snapshotSource))
      if let row = samples.firstNonFiniteRow { return divergence(at: iteration, row: row) }
      history.snapshots.append(
        .init(
          iteration: iteration, flowTime: trainer.flowTime, wallTime: trainingSeconds,
          samples: samples, density: try trainer.density()))
    }
    return nil
  }

  private func divergence(at iteration: Int, row: Int) -> RunOutcome {
    .diverged(iteration: iteration, reason: "sample \(row) of the law is not finite")
  }
}

/// Chooses how many iterations to make between two looks at the outside world.
///
/// Results do not depend on it: trainers promise that cutting `advance(to:)` changes nothing.
private struct Pace {
  private(set) var chunk = 1
  private let goal = Duration.milliseconds(100)

  mutating func record(steps: Int, took duration: Duration) {
    let perStep = max(duration / steps, .nanoseconds(10))
    chunk = max(1, min(Int(goal / perStep), chunk * 4))
  }
}
