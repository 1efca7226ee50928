/// How a run ended.
///
/// A run that could not be carried out is an error; these are outcomes.
package enum RunOutcome: Sendable, Equatable {
  /// All iterations were made.
  case complete
  /// Losses or samples ceased to be finite; what was computed before is kept.
  case diverged(iteration: Int, reason: String)
  /// Somebody asked to stop.
  case interrupted(iteration: Int)
}
