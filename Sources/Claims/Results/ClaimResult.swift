package import Planning
internal import Statistics

/// A claim, what was measured and what became of it.
package struct ClaimResult: Sendable {
  /// What was found in the runs of one configuration.
  package struct Side: Sendable, Equatable {
    /// The runs that have a finite number.
    package let finite: Int
    /// The runs that were read.
    package let count: Int
    /// The mean of the finite numbers; not a number where there is none.
    package let mean: Double
    /// Their standard deviation; 0 of one.
    package let deviation: Double

    /// The summary of readings.
    init(_ readings: [Reading]) {
      let values = readings.compactMap(\.finite)
      (finite, count) = (values.count, readings.count)
      (mean, deviation) = (SampleMoments.mean(values), SampleMoments.deviation(values))
    }
  }

  /// What was claimed, of which runs.
  package let statement: PlannedClaim
  /// What became of it.
  package let verdict: Verdict
  /// What was found in the runs it is about; nil where some are missing.
  package let subject: Side?
  /// What was found in those they are compared with; nil where that is a number.
  package let reference: Side?
  /// The tests: one, or for 'within' the two of its bounds.
  package let tests: [TestResult]
}
