internal import HDF5

/// Everything of a run that is a number per iteration: without samples, models and texts.
package struct RunCurves: Sendable, Equatable {
  /// How the run ended.
  package var status: RunStatus
  /// The iterations that were done.
  package var iterations: Int
  /// What the metrics found.
  package var metrics: MetricRecord
  /// The training series.
  package var training: TrainingRecord

  /// The curves of a run.
  package init(
    status: RunStatus, iterations: Int, metrics: MetricRecord = MetricRecord(),
    training: TrainingRecord = TrainingRecord()
  ) {
    (self.status, self.iterations) = (status, iterations)
    (self.metrics, self.training) = (metrics, training)
  }
}

extension RunFile {
  /// Reads what went on in a run, as numbers per iteration.
  ///
  /// - Throws: `ResultsError`, naming what kind of file it is instead.
  package static func curves(of path: String) throws(ResultsError) -> RunCurves {
    try reading(path) { reader throws(HDF5Error) in
      RunCurves(
        status: try reader.status(), iterations: try reader.requiredInteger("iterations"),
        metrics: try reader.metrics(), training: try reader.training())
    }
  }
}
