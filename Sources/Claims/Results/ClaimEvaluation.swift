package import Planning
package import Results
internal import Specification

/// Tests the claims of a plan on the results there are.
package struct ClaimEvaluation {
  private let plan: Plan
  /// The runs whose results count; the others are replicates that were not needed.
  private let wanted: Set<RunID>
  private let isShort: Bool
  private let curves: (RunID) throws -> RunCurves?
  private var known: [RunID: RunCurves] = [:]

  /// The evaluation of the claims of `plan`.
  ///
  /// - Parameters:
  ///   - plan: what was planned.
  ///   - wanted: the runs that are wanted, as `Plan.wanted` says.
  ///   - isShort: whether the results are of runs made short, so that no verdict is given.
  ///   - curves: the results of a run; nil where it has none.
  package init(
    _ plan: Plan, wanted: [PlannedRun], isShort: Bool = false,
    curves: @escaping (RunID) throws -> RunCurves?
  ) {
    (self.plan, self.isShort, self.curves) = (plan, isShort, curves)
    self.wanted = Set(wanted.map(\.id))
  }

  /// The result of every claim, in the order of the file.
  ///
  /// - Throws: what reading a run throws.
  package mutating func results() throws -> [ClaimResult] {
    var results: [ClaimResult] = []
    for statement in plan.claims { results.append(try result(of: statement)) }
    return results
  }

  private mutating func result(of statement: PlannedClaim) throws -> ClaimResult {
    let subject = statement.subject.filter { wanted.contains($0.id) }
    let reference = statement.reference.filter { wanted.contains($0.id) }
    var missing = 0
    for run in subject + reference {
      if known[run.id] == nil { known[run.id] = try curves(run.id) }
      if known[run.id] == nil { missing += 1 }
    }
    guard missing == 0, !subject.isEmpty else {
      return ClaimResult(
        statement: statement, verdict: .missing(missing), subject: nil, reference: nil, tests: [])
    }
    guard statement.claim.metric != nil else { return outcome(of: statement, subject) }
    guard let of = readings(statement, subject, statement.claim.at),
      let than = readings(statement, reference, statement.claim.thanAt)
    else {
      return ClaimResult(
        statement: statement, verdict: .missing(subject.count + reference.count), subject: nil,
        reference: nil, tests: [])
    }
    let tests = test(statement.claim, of, reference.isEmpty ? nil : than)
    return ClaimResult(
      statement: statement, verdict: verdict(tests, of: statement.claim),
      subject: ClaimResult.Side(of.values),
      reference: reference.isEmpty ? nil : ClaimResult.Side(than.values), tests: tests)
  }

  /// What runs say, by seed; nil where one has no such series.
  private func readings(
    _ statement: PlannedClaim, _ runs: [PlannedRun], _ read: Claim.Reading
  ) -> Readings? {
    guard let metric = statement.claim.metric, let name = statement.series else { return nil }
    let reader = CurveReader(
      name, of: metric.series, at: read.moment, isShort: isShort)
    let values = runs.compactMap { known[$0.id].flatMap(reader.reading) }
    guard values.count == runs.count else { return nil }
    return Readings(seeds: runs.map(\.seed), values: values)
  }

  // MARK: - Tests

  private func test(_ claim: Claim, _ of: Readings, _ than: Readings?) -> [TestResult] {
    contrasts(of: claim).map { contrast in
      let test = ContrastTest(contrast, confidence: claim.confidence)
      return claim.test == .everyRun ? test.everyRun(of, than) : test.result(of, than)
    }
  }

  /// The one-sided statements that make up a claim: one, or for 'within' two.
  ///
  /// - SeeAlso: Schuirmann 1987, for the two one-sided tests of equivalence.
  private func contrasts(of claim: Claim) -> [Contrast] {
    let number: Double? =
      if case .number(let number) = claim.reference { number * claim.factor } else { nil }
    func contrast(_ direction: Contrast.Direction, times: Double = 1, plus: Double = 0) -> Contrast
    {
      guard let number else {
        return Contrast(direction, factor: claim.factor * times, offset: plus)
      }
      return Contrast(direction, offset: number + (times - 1) * abs(number) + plus)
    }
    switch claim.relation {
    case .lessThan: return [contrast(.below)]
    case .greaterThan: return [contrast(.above)]
    case .within(.absolute(let tolerance)):
      return [contrast(.below, plus: tolerance), contrast(.above, plus: -tolerance)]
    case .within(.relative(let fraction)):
      let least = max(1 - fraction, .leastNonzeroMagnitude)
      return [contrast(.below, times: 1 + fraction), contrast(.above, times: least)]
    case .diverged, .completed: return []
    }
  }

  private func verdict(_ tests: [TestResult], of claim: Claim) -> Verdict {
    if isShort { return .notJudged }
    let level = 1 - claim.confidence
    if tests.allSatisfy({ $0.forIt <= level }) { return .holds }
    if tests.contains(where: { $0.againstIt <= level }) { return .fails }
    let needed = tests.filter { $0.forIt > level }.map(\.needed)
    return .undecided(needed.reduce(nil, SeedCount.greater))
  }

  /// How the runs of a claim ended.
  private func outcome(of statement: PlannedClaim, _ runs: [PlannedRun]) -> ClaimResult {
    let claim = statement.claim
    let wanted: RunStatus = claim.relation == .diverged ? .diverged : .complete
    let verdicts = runs.map { run -> Bool? in known[run.id]?.status == wanted }
    let share = verdicts.map { Reading.value($0 == true ? 1 : 0) }
    let test: TestResult
    switch claim.test {
    case .overSeeds:
      test = ContrastTest.signs(
        verdicts, confidence: claim.confidence, counts: (runs.count, 0))
    case .everyRun:
      test = ContrastTest(Contrast(.above, offset: 0.5), confidence: claim.confidence)
        .everyRun(Readings(seeds: runs.map(\.seed), values: share), nil)
    }
    return ClaimResult(
      statement: statement, verdict: verdict([test], of: claim),
      subject: ClaimResult.Side(share), reference: nil, tests: [test])
  }
}
