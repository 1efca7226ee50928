/// A run at one iteration: all it takes to go on as if it had never stopped.
package struct RunCheckpoint: Sendable {
  /// What a metric had found until then.
  package struct Metric: Sendable, Equatable {
    /// The name of its dataset.
    package let name: String
    /// Its values, one per evaluation.
    package let values: [Double]
    /// Its errors, one per evaluation.
    package let errors: [Double?]

    /// What the metric `name` had found.
    package init(name: String, values: [Double], errors: [Double?]) {
      self.name = name
      self.values = values
      self.errors = errors
    }
  }

  /// Why a run cannot go on from a checkpoint.
  package enum Mismatch: Error, Equatable, CustomStringConvertible {
    /// It holds other metrics than the run has.
    case metrics
    /// The series in it are not of one length.
    case lengths

    /// The sentence for a reader.
    package var description: String {
      switch self {
      case .metrics: "it holds other metrics than the run has"
      case .lengths: "its series are not of one length"
      }
    }
  }

  /// Everything the trainer needs.
  package let state: TrainerState
  /// Seconds of training until then.
  package let trainingSeconds: Double
  /// The iterations at which metrics were evaluated.
  package var evaluations: [Int]
  /// Seconds of training so far at each evaluation.
  package var evaluationWallTimes: [Double]
  /// What the metrics had found, in their order.
  package var metrics: [Metric]
  /// The snapshots.
  package var snapshots: [RunHistory.Snapshot]
  /// The training series; nil before the first iteration.
  package var training: TrainingSeries?

  /// The checkpoint of a run whose trainer is in `state`.
  package init(
    state: TrainerState, trainingSeconds: Double, evaluations: [Int],
    evaluationWallTimes: [Double], metrics: [Metric], snapshots: [RunHistory.Snapshot],
    training: TrainingSeries?
  ) {
    self.state = state
    self.trainingSeconds = trainingSeconds
    self.evaluations = evaluations
    self.evaluationWallTimes = evaluationWallTimes
    self.metrics = metrics
    self.snapshots = snapshots
    self.training = training
  }
}

extension RunHistory {
  /// Takes up what a run had brought forth when its checkpoint was made.
  ///
  /// What was recorded after the state was taken is dropped: it will come about again.
  ///
  /// - Throws: `RunCheckpoint.Mismatch`.
  mutating func resume(_ checkpoint: RunCheckpoint) throws(RunCheckpoint.Mismatch) {
    let iteration = checkpoint.state.iteration
    guard checkpoint.metrics.map(\.name) == metrics.map(\.name) else { throw .metrics }
    let recorded = checkpoint.evaluations.count
    guard checkpoint.evaluationWallTimes.count == recorded,
      checkpoint.metrics.allSatisfy({ $0.values.count == recorded && $0.errors.count == recorded })
    else { throw .lengths }
    let kept = checkpoint.evaluations.prefix { $0 <= iteration }.count
    evaluations = Array(checkpoint.evaluations.prefix(kept))
    evaluationWallTimes = Array(checkpoint.evaluationWallTimes.prefix(kept))
    for (index, metric) in checkpoint.metrics.enumerated() {
      metrics[index].values = Array(metric.values.prefix(kept))
      metrics[index].errors = Array(metric.errors.prefix(kept))
    }
    snapshots = checkpoint.snapshots.filter { $0.iteration <= iteration }
    training = checkpoint.training
    training?.truncate(after: iteration)
    if iteration == 0 { training = nil }
  }
}
