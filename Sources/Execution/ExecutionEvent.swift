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
  /// Something happened to a run that a reader of the log should know.
  case noticed(PlannedRun, String)
  /// Somebody else has a run in hand, so it waits.
  case postponed(PlannedRun)
  /// The result of a run was found to be there: somebody else carried it out.
  case leftToOthers(PlannedRun)
  /// The result of a run contradicts one that was there before.
  case contradicted(PlannedRun, String)
  /// Somebody asked to stop; runs are being ended.
  case interrupted
  /// The sweep file was written, without the run files that have problems.
  case collected(path: String, problems: [ResultsError])
}

/// How a run ended, for those who watch.
package struct RunReport: Sendable, Equatable, Codable {
  /// The ways in which a run can end.
  package enum Ending: Sendable, Equatable, Codable {
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
  /// The last value of the first metric, where one was evaluated.
  package let metric: Metric?
  /// Seconds that the run took.
  package let seconds: Double

  /// What a metric found, and what it finds between two draws of the target.
  package struct Metric: Sendable, Equatable, Codable {
    /// Its name.
    package let name: String
    /// Its last value.
    package let value: Double
    /// Its floor.
    package let floor: Double

    /// What the metric `name` found.
    package init(name: String, value: Double, floor: Double) {
      (self.name, self.value, self.floor) = (name, value, floor)
    }
  }

  /// A run that ended so.
  package init(ending: Ending, iteration: Int, metric: Metric?, seconds: Double) {
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
