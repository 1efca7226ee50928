/// One run that a worker is asked to carry out.
package struct RunAssignment: Codable, Sendable, Equatable {
  /// The id of the run.
  package let runID: String
  /// The resolved run as YAML: an experiment of its own, which has that one run.
  package let config: String
  /// Which attempt of this sweep it is, from 1.
  package var attempt = 1
  /// Whether to begin anew in spite of a checkpoint.
  package var anew = false
  /// The token of a lease that was not renewed for too long, and may be broken.
  package var silentLease: String?

  enum CodingKeys: String, CodingKey {
    case runID = "run_id"
    case config, attempt, anew
    case silentLease = "silent_lease"
  }
}

/// What all runs of a sweep have in common.
package struct SweepSetting: Codable, Sendable {
  /// The name of the experiment.
  package let experiment: String
  /// The path of its folder.
  package let folder: String
  /// The experiment file as the user wrote it.
  package let source: String
  /// Where and by what it is carried out.
  package let origin: Origin
  /// Seconds between two checkpoints.
  package let checkpointPeriod: Double

  enum CodingKeys: String, CodingKey {
    case experiment, folder, source, origin
    case checkpointPeriod = "checkpoint_period"
  }
}
