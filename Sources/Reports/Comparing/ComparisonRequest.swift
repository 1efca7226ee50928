package import Figures
package import Specification

/// What is compared, and how.
package struct ComparisonRequest: Sendable {
  /// What all rows are compared with.
  package enum Baseline: Sendable {
    /// The row with the least mean, or the greatest.
    case best(isGreatest: Bool)
    /// The row that meets all these conditions.
    case row([KeyCondition])
  }

  /// What tells the rows apart; all that tells the runs apart, unless given.
  package var keys: [String] = []
  /// The metrics, or `training/NAME`; all metrics, unless given.
  package var metrics: [String] = []
  /// When they are read.
  package var moment = Claim.Moment.last
  /// Which runs take part: those that meet all conditions.
  package var conditions: [KeyCondition] = []
  /// What the interval around a mean is.
  package var interval = SeedBand.confidence
  /// The confidence of intervals.
  package var confidence = 0.95
  /// What all rows are compared with.
  package var baseline = Baseline.best(isGreatest: false)

  /// The defaults.
  package init() {}
}
