internal import Statistics

/// Tests a one-sided statement over seeds.
///
/// Where all readings are finite numbers the test is Student's: of the differences of equal seeds where
/// the sides share at least two, of one sample against a number, else Welch's, for different spreads.
/// With the three to ten seeds that are usual, an exact test of signs or permutations cannot reach the
/// usual levels or barely does, while t needs no more of the means than that they are about normal.
/// Where a reading is not finite, a run diverged or an event that never came, only order is left, and
/// the tests are exact: of signs, or of ranks without pairs. There a run of the subject without a
/// reading speaks against the statement, and what cannot be told speaks for neither side.
package struct ContrastTest: Sendable {
  private let contrast: Contrast
  private let confidence: Double

  /// The test of a statement at a confidence.
  package init(_ contrast: Contrast, confidence: Double) {
    (self.contrast, self.confidence) = (contrast, confidence)
  }

  /// What the test finds.
  ///
  /// - Parameters:
  ///   - of: the readings of the subject; at least one.
  ///   - than: those of the reference; nil where it is a number, which is then the contrast's offset.
  /// - Returns: the chances of such evidence, and how many seeds a decision would take.
  package func result(_ of: Readings, _ than: Readings?) -> TestResult {
    guard let than else {
      return ofDifferences(of.values.map { ($0, nil) }, .oneSample)
    }
    let shared = of.seeds.filter { than.seeds.contains($0) }
    guard shared.count < 2 else {
      return ofDifferences(
        shared.map { (of.value(ofSeed: $0) ?? .none, than.value(ofSeed: $0)) }, .paired)
    }
    let (a, b) = (of.values.compactMap(\.finite), than.values.compactMap(\.finite))
    guard a.count == of.values.count, b.count == than.values.count else {
      return ranks(of.values, than.values)
    }
    return welch(a, b, rounding: rounding(of.values, than.values))
  }

  /// What is found without statistics: whether every run, or pair of a seed, bears the statement out.
  package func everyRun(_ of: Readings, _ than: Readings?) -> TestResult {
    let pairs: [(Reading, Reading?)]
    if let than {
      let shared = of.seeds.filter { than.seeds.contains($0) }
      pairs =
        shared.isEmpty
        ? of.values.flatMap { one in than.values.map { (one, $0) } }
        : shared.map { (of.value(ofSeed: $0) ?? .none, than.value(ofSeed: $0)) }
    } else {
      pairs = of.values.map { ($0, nil) }
    }
    let verdicts = pairs.map { contrast.isBorneOut(by: $0.0, $0.1) }
    let holds = !verdicts.isEmpty && verdicts.allSatisfy { $0 == true }
    let fails = verdicts.contains(false)
    return TestResult(
      method: .every, counts: (of.values.count, than?.values.count ?? 0),
      estimate: meanDifference(pairs), bound: nil, forIt: holds ? 0 : 1, againstIt: fails ? 0 : 1,
      needed: nil)
  }

  // MARK: - Differences

  private func ofDifferences(
    _ pairs: [(of: Reading, than: Reading?)], _ method: TestResult.Method
  ) -> TestResult {
    let differences = pairs.compactMap { pair -> Double? in
      guard let one = pair.of.finite else { return nil }
      guard let than = pair.than else { return contrast.difference(one, nil) }
      return than.finite.map { contrast.difference(one, $0) }
    }
    guard differences.count == pairs.count else { return signs(pairs) }
    let spread = max(
      SampleMoments.deviation(differences), rounding(pairs.map(\.of), pairs.compactMap(\.than)))
    let freedom = Double(differences.count - 1)
    return student(
      method, (pairs.count, method == .paired ? pairs.count : 0),
      estimate: SampleMoments.mean(differences),
      error: spread / Double(differences.count).squareRoot(), freedom: freedom,
      spread: spread, freedomPerSeed: 1, least: differences.count)
  }

  /// The standard deviation that rounding alone gives to a difference.
  private func rounding(_ of: [Reading], _ than: [Reading]) -> Double {
    let one = of.map(\.resolution).max() ?? 0
    let other = contrast.factor * (than.map(\.resolution).max() ?? 0)
    return ((one * one + other * other) / 12).squareRoot()
  }

  /// - SeeAlso: Welch 1947, "The generalization of 'Student's' problem", for the degrees of freedom.
  private func welch(_ a: [Double], _ b: [Double], rounding: Double) -> TestResult {
    let estimate = contrast.difference(SampleMoments.mean(a), SampleMoments.mean(b))
    var parts = [SampleMoments.deviation(a), contrast.factor * SampleMoments.deviation(b)].map {
      $0 * $0
    }
    if parts[0] + parts[1] < rounding * rounding {
      parts = [rounding * rounding / 2, rounding * rounding / 2]
    }
    let counts = [Double(a.count), Double(b.count)]
    let errors = zip(parts, counts).map { $0 / $1 }
    let total = errors[0] + errors[1]
    let freedom =
      total > 0
      ? total * total / zip(errors, counts).map { $0 * $0 / max($1 - 1, 1) }.reduce(0, +)
      : counts[0] + counts[1] - 2
    return student(
      .welch, (a.count, b.count), estimate: estimate, error: total.squareRoot(),
      freedom: freedom, spread: (parts[0] + parts[1]).squareRoot(), freedomPerSeed: 2,
      least: min(a.count, b.count))
  }

  private func student(
    _ method: TestResult.Method, _ counts: (Int, Int), estimate: Double, error: Double,
    freedom: Double, spread: Double, freedomPerSeed: Double, least: Int
  ) -> TestResult {
    let towards = contrast.sign * estimate
    func result(_ forIt: Double, _ againstIt: Double, _ bound: Double?, _ needed: SeedCount?)
      -> TestResult
    {
      TestResult(
        method: method, counts: counts, estimate: estimate, bound: bound, forIt: forIt,
        againstIt: againstIt, needed: needed)
    }
    guard least >= 2 else { return result(1, 1, nil, .atLeastTwo) }
    // Equal differences of two or more seeds: there is nothing to doubt.
    guard error > 0 else {
      return result(towards < 0 ? 0 : 1, towards < 0 ? 1 : 0, estimate, nil)
    }
    let t = towards / error
    let forIt = StudentDistribution.upperTail(-t, freedom: freedom)
    let againstIt = StudentDistribution.upperTail(t, freedom: freedom)
    let margin = StudentDistribution.quantile(confidence, freedom: freedom) * error
    let isDecided = min(forIt, againstIt) <= 1 - confidence
    return result(
      forIt, againstIt, estimate + contrast.sign * margin,
      isDecided
        ? nil
        : .ofStudent(
          effect: estimate / spread, freedomPerSeed: freedomPerSeed, confidence: confidence))
  }

  // MARK: - Order alone

  private func signs(_ pairs: [(of: Reading, than: Reading?)]) -> TestResult {
    Self.signs(
      pairs.map { contrast.isBorneOut(by: $0.of, $0.than) }, confidence: confidence,
      counts: (pairs.count, pairs.count { $0.than != nil }), estimate: meanDifference(pairs))
  }

  /// The sign test of what single runs say: true for the statement, false against it.
  static func signs(
    _ verdicts: [Bool?], confidence: Double, counts: (Int, Int), estimate: Double = .nan
  ) -> TestResult {
    let (yes, no) = (verdicts.count { $0 == true }, verdicts.count { $0 == false })
    let count = verdicts.count
    let forIt = SignTest.upperTail(yes, of: count)
    let againstIt = SignTest.upperTail(no, of: count)
    let share = Double(max(yes, no)) / Double(max(count, 1))
    return TestResult(
      method: .signs, counts: counts, estimate: estimate, bound: nil, forIt: forIt,
      againstIt: againstIt,
      needed: min(forIt, againstIt) <= 1 - confidence
        ? nil : .ofSigns(share: share, confidence: confidence))
  }

  private func ranks(_ of: [Reading], _ than: [Reading]) -> TestResult {
    let verdicts = of.flatMap { one in than.map { contrast.isBorneOut(by: one, $0) } }
    let (yes, no) = (verdicts.count { $0 == true }, verdicts.count { $0 == false })
    let forIt = RankSumTest.upperTail(yes, of.count, than.count)
    let againstIt = RankSumTest.upperTail(no, of.count, than.count)
    let share = Double(max(yes, no)) / Double(max(verdicts.count, 1))
    return TestResult(
      method: .ranks, counts: (of.count, than.count), estimate: .nan, bound: nil, forIt: forIt,
      againstIt: againstIt,
      needed: min(forIt, againstIt) <= 1 - confidence
        ? nil : .ofRanks(share: share, confidence: confidence))
  }

  /// The mean of the differences, where all are finite; else not a number.
  private func meanDifference(_ pairs: [(of: Reading, than: Reading?)]) -> Double {
    let differences = pairs.map { pair -> Double in
      guard let one = pair.of.finite else { return .nan }
      guard let than = pair.than else { return contrast.difference(one, nil) }
      return than.finite.map { contrast.difference(one, $0) } ?? .nan
    }
    return SampleMoments.mean(differences)
  }
}
