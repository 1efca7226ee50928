package import Planning

/// How a sweep is carried out: nothing here reaches a result.
package struct ExecutionOptions: Sendable {
  /// Runs at a time.
  package var jobs = 1
  /// How often a run whose process crashed is tried again.
  package var retries = 1
  /// How long a run may take; it is stopped with a checkpoint then.
  package var timeout: Duration?
  /// How long the sweep may take; it is stopped then as by Ctrl-C.
  package var sweepTimeout: Duration?
  /// The number of failed runs that stops the sweep.
  package var maximumFailures: Int?
  /// The time between two checkpoints of a run.
  package var checkpointPeriod = Duration.seconds(30)
  /// How long runs may take to stop before they are killed.
  package var grace = Duration.seconds(7)
  /// How long a lease of another machine may go without renewal.
  package var silence = Duration.seconds(90)
  /// The runs of the plan to be looked at.
  package var selects: @Sendable (PlannedRun) -> Bool = { _ in true }
  /// The most runs to be carried out.
  package var limit: Int?
  /// Whether runs begin anew in spite of checkpoints.
  package var anew = false

  /// One run at a time, without limits.
  package init() {}
}

/// What stopped a sweep before its end.
package enum StopReason: Sendable, Equatable {
  /// Somebody asked to stop.
  case signal(Int32)
  /// Its time was up.
  case timeLimit
  /// As many runs failed as may.
  case failures
}
