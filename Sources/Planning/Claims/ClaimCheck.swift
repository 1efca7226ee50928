internal import Specification
internal import YAML

/// Looks whether a run will have what a claim reads.
struct ClaimCheck {
  private let claim: Claim
  private let plan: Plan

  init(_ claim: Claim, _ plan: Plan) {
    (self.claim, self.plan) = (claim, plan)
  }

  /// The name under which the file of `run` has the metric of the claim; nil where it has none, or
  /// the claim is how runs end.
  func series(in run: PlannedRun) -> String? {
    guard let metric = claim.metric else { return nil }
    guard metric.series == .metric else { return metric.name }
    let kind = plan.experiment.vocabulary.kind(named: metric.name, in: .metric)?.name
    let name = ClaimCheck.variable(kind ?? metric.name)
    return names(in: plan.resolved(run)).first { $0 == name }
  }

  /// What a run will not have that is read of it so.
  func diagnostics(for run: PlannedRun, read: Claim.Reading) -> [Diagnostic] {
    guard let metric = claim.metric else { return [] }
    let resolved = plan.resolved(run)
    guard series(in: run) != nil else {
      let nearest = Diagnostic.Nearest(to: metric.name, among: names(in: resolved))
      return [Diagnostic(.unmeasured(metric.name, nearest), at: metric.place)]
    }
    return problem(with: read.moment, Evaluations(resolved, metric.series)).map {
      [Diagnostic(.claim($0), at: read.place)]
    } ?? []
  }

  /// The names of the results of the metrics of a run.
  private func names(in run: Value) -> [String] {
    (run["metrics"]["compute"].listOrNil ?? []).flatMap { metric -> [String] in
      let name = metric["kind"].textOrNil ?? ""
      let kind = plan.experiment.vocabulary.kind(named: name, in: .metric)
      return kind?.quantities ?? [ClaimCheck.variable(name)]
    }
  }

  /// The name of a metric in a file of results, where hyphens are underscores.
  private static func variable(_ name: String) -> String {
    String(name.map { $0 == "-" ? "_" : $0 })
  }

  private func problem(with moment: Claim.Moment, _ evaluations: Evaluations) -> ClaimProblem? {
    switch moment {
    case .last, .first, .best, .time, .firstBelow: return nil
    case .iteration(let iteration):
      return evaluations.contains(iteration)
        ? nil : .neverEvaluated(iteration, near: evaluations.near(iteration))
    case .mean(let range):
      let next = evaluations.next(from: range.lowerBound)
      guard next.map({ $0 > range.upperBound }) ?? true else { return nil }
      return .neverEvaluatedBetween(
        range.lowerBound, range.upperBound, every: evaluations.every, last: evaluations.last)
    }
  }
}

/// The iterations at which a series of a run has values.
private struct Evaluations {
  /// The distance between two.
  let every: Int
  /// The first.
  let first: Int
  /// The last.
  let last: Int

  init(_ run: Value, _ series: Claim.Metric.Series) {
    last = run["schedule"]["iterations"].integer
    switch series {
    case .metric: (first, every) = (0, run["metrics"]["every"].integer)
    case .training: (first, every) = (1, 1)
    }
  }

  /// Whether there is a value at `iteration`.
  func contains(_ iteration: Int) -> Bool {
    next(from: iteration) == iteration
  }

  /// The first with a value from `iteration` on; nil beyond the last.
  func next(from iteration: Int) -> Int? {
    guard iteration <= last else { return nil }
    guard iteration > first else { return first }
    return min((iteration + every - 1) / every * every, last)
  }

  /// Those before and after an iteration without a value.
  func near(_ iteration: Int) -> [Int] {
    guard let after = next(from: iteration) else { return [last] }
    let before = iteration / every * every
    return before < first ? [after] : [before, after]
  }
}
