/// What a one-sided test found.
package struct TestResult: Sendable, Equatable {
  /// The tests there are.
  package enum Method: String, Sendable, CaseIterable {
    /// Student's t test of differences of equal seeds.
    case paired = "paired t"
    /// Welch's t test of two samples.
    case welch = "Welch t"
    /// Student's t test of one sample against a number.
    case oneSample = "t"
    /// The exact sign test.
    case signs = "sign"
    /// The exact rank-sum test.
    case ranks = "rank sum"
    /// None: every run, or every pair, must bear the claim out.
    case every = "every run"
  }

  /// Which test it was.
  package let method: Method
  /// The runs of the subject, and those of the reference, that took part; pairs count on both sides.
  package let counts: (of: Int, than: Int)
  /// The mean of of − factor · than − offset; not a number where it is not finite.
  package let estimate: Double
  /// What that mean is beyond, with the confidence of the test, in the direction opposite to the
  /// statement: an upper bound for a statement of below; nil where the test gives none.
  package let bound: Double?
  /// The chance of evidence as strong for the statement, if it is false.
  package let forIt: Double
  /// The chance of evidence as strong against the statement, if it is true.
  package let againstIt: Double
  /// How many seeds a decision would take; nil where there are enough.
  package let needed: SeedCount?

  package static func == (a: TestResult, b: TestResult) -> Bool {
    a.method == b.method && a.counts == b.counts && a.estimate == b.estimate
      && a.bound == b.bound && a.forIt == b.forIt && a.againstIt == b.againstIt
      && a.needed == b.needed
  }
}
