package import Specification

/// When a run evaluates its metrics and keeps snapshots, and with how many samples.
package struct RunSchedule: Sendable, Equatable {
  /// The number of outer iterations.
  package let iterations: Int
  /// When metrics are evaluated.
  package let evaluation: Cadence
  /// The number of samples on each side of a metric.
  package let evaluationCount: Int
  /// When snapshots are kept.
  package let snapshot: Cadence
  /// The number of samples of a snapshot.
  package let snapshotCount: Int

  /// The schedule that a resolved specification asks for.
  package init(_ specification: Value) {
    iterations = specification["schedule"]["iterations"].integer
    let metrics = specification["metrics"]
    evaluation = Cadence(every: metrics["every"].integer, last: iterations)
    evaluationCount = metrics["count"].integer
    let samples = specification["samples"]
    snapshot = Cadence(every: samples["every"].integer, last: iterations)
    snapshotCount = samples["count"].integer
  }

  /// The first iteration after `iteration` at which something is due.
  func next(after iteration: Int) -> Int {
    min(evaluation.next(after: iteration), snapshot.next(after: iteration))
  }
}

/// A rhythm over iterations: the first, the last, and every `every`-th between them.
package struct Cadence: Sendable, Equatable {
  /// The distance of two beats; 0 for the first and the last iteration alone.
  package let every: Int
  /// The last iteration of the run.
  package let last: Int

  /// Whether something is due at `iteration`.
  package func isDue(at iteration: Int) -> Bool {
    iteration == 0 || iteration == last || (every > 0 && iteration.isMultiple(of: every))
  }

  /// The first beat after `iteration`; the last iteration where none comes sooner.
  package func next(after iteration: Int) -> Int {
    guard every > 0 else { return last }
    return min((iteration / every + 1) * every, last)
  }
}
