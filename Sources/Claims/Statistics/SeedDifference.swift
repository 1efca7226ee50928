/// How two configurations differ over seeds, with a two-sided interval and test.
///
/// The test is that of claims, made in both directions: of the differences of equal seeds where at least two
/// are shared, else Welch's, and exact tests of order where a reading is not finite.
package struct SeedDifference: Sendable, Equatable {
  /// The mean of one side less that of the other; not a number where it is not finite.
  package let estimate: Double
  /// The ends of the confidence interval of the mean difference; nil where the test gives none.
  package let interval: ClosedRange<Double>?
  /// The chance of a difference as great in either direction, if there is none; nil of fewer than two
  /// seeds.
  package let probability: Double?
  /// Which test it was.
  package let method: TestResult.Method
  /// The pairs of equal seeds, or the fewer of the runs of the two sides.
  package let count: Int

  /// The difference of `of` from `than`; each has at least one reading.
  package init(_ of: Readings, _ than: Readings, confidence: Double) {
    let each = 1 - (1 - confidence) / 2
    let below = ContrastTest(Contrast(.below), confidence: each).result(of, than)
    let above = ContrastTest(Contrast(.above), confidence: each).result(of, than)
    estimate = below.estimate
    method = below.method
    count = min(below.counts.of, below.counts.than)
    if let low = above.bound, let high = below.bound, low <= high {
      interval = low...high
    } else {
      interval = nil
    }
    probability =
      below.needed == .atLeastTwo || count < 2 ? nil : min(1, 2 * min(below.forIt, above.forIt))
  }
}
