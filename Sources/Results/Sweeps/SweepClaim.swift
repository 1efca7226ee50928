/// A claim about a sweep as its file keeps it: what was claimed, what was measured, what became of it.
package struct SweepClaim: Sendable, Equatable {
  /// What was found in the runs of one configuration.
  package struct Side: Sendable, Equatable {
    /// The runs that were read.
    package var count: Int
    /// The mean of the finite numbers; NaN where there is none.
    package var mean: Double
    /// Their standard deviation.
    package var deviation: Double

    /// What was found in `count` runs.
    package init(count: Int, mean: Double, deviation: Double) {
      (self.count, self.mean, self.deviation) = (count, mean, deviation)
    }
  }

  /// The claim, in words.
  package var name: String
  /// The metric, the moment, the runs and the relation, as the experiment file writes them.
  package var statement: String
  /// `holds`, `fails`, `undecided` or `missing`.
  package var verdict: String
  /// The name of the test.
  package var test: String
  /// The confidence of each one-sided test.
  package var confidence: Double
  /// What was found in the runs the claim is about; nil where some are missing.
  package var subject: Side?
  /// What was found in those they are compared with; nil where that is a number.
  package var reference: Side?
  /// The mean difference that the test looks at; NaN where there is none.
  package var difference: Double
  /// What that difference is beyond, with the confidence; NaN where the test gives none.
  package var bound: Double
  /// The chance of evidence as strong for the claim, if it is false; NaN without a test.
  package var pValue: Double
  /// About how many seeds a decision would take; nil where there are enough, or none would do.
  package var seedsNeeded: Int?

  /// A claim that was tested, or could not be.
  package init(
    name: String, statement: String, verdict: String, test: String, confidence: Double,
    subject: Side? = nil, reference: Side? = nil, difference: Double = .nan, bound: Double = .nan,
    pValue: Double = .nan, seedsNeeded: Int? = nil
  ) {
    (self.name, self.statement, self.verdict) = (name, statement, verdict)
    (self.test, self.confidence) = (test, confidence)
    (self.subject, self.reference) = (subject, reference)
    (self.difference, self.bound, self.pValue) = (difference, bound, pValue)
    self.seedsNeeded = seedsNeeded
  }
}
