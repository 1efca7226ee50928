package import Planning
package import Results
package import Training

/// What happens while a sweep is carried out, in the order in which it happens.
package enum ExecutionEvent: Sendable {
  /// The sweep begins: `runs` runs, of which `done` have their results already.
  case began(experiment: String, runs: Int, done: Int, jobs: Int)
  /// More replicates are needed: there are now `runs` runs.
  case extended(runs: Int)
  /// A run was taken up.
  case started(PlannedRun)
  /// A run moved on.
  case advanced(PlannedRun, RunLoop.Progress)
  /// A run ended and its file, if it has one, is published.
  case finished(PlannedRun, RunReport)
  /// Somebody asked to stop; runs are being ended.
  case interrupted
  /// The sweep file was written, without the run files that have problems.
  case collected(path: String, problems: [ResultsError])
}

/// How a run ended, for those who watch.
package struct RunReport: Sendable {
  /// The ways in which a run can end.
  package enum Ending: Sendable, Equatable {
    /// All iterations were made.
    case complete
    /// Losses or samples ceased to be finite: an outcome, not a failure.
    case diverged(reason: String)
    /// The run could not be carried out.
    case failed(reason: String)
    /// Somebody asked to stop.
    case interrupted
  }

  /// How the run ended.
  package let ending: Ending
  /// Outer iterations made.
  package let iteration: Int
  /// The name, last value and floor of the first metric, where one was evaluated.
  package let metric: (name: String, value: Double, floor: Double)?
  /// Seconds that the run took.
  package let seconds: Double

  /// A run that ended so.
  package init(
    ending: Ending, iteration: Int, metric: (name: String, value: Double, floor: Double)?,
    seconds: Double
  ) {
    self.ending = ending
    self.iteration = iteration
    self.metric = metric
    self.seconds = seconds
  }
}

/// Somebody who watches a sweep.
///
/// Calls come from several threads, one at a time.
package protocol ExecutionObserver: AnyObject {
  /// Takes note of what happened.
  func observe(_ event: ExecutionEvent)
}
