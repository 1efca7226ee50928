package import Planning
import Specification

/// The runs of a plan made short, one seed of each configuration, to see whether everything starts,
/// trains, measures and draws.
package enum SmokeRuns {
  private static let iterations = 20
  private static let evaluated = 10
  private static let samples = 128

  /// The short runs of those of `plan` that `selects`.
  ///
  /// - Throws: `SpecificationFailure` where a run cannot be made short.
  package static func of(
    _ plan: Plan, where selects: (PlannedRun) -> Bool
  ) throws -> LooseRuns {
    var seen: Set<String> = []
    var members: [LooseRuns.Member] = []
    for run in plan.runs where selects(run) {
      let short = shortened(plan.resolved(run))
      // Replicates differ in nothing but their seed.
      let text = YAMLWriter.text(short.replacing("seed", with: 0))
      guard seen.insert(text).inserted else { continue }
      let member = try LooseRuns.member(
        YAMLWriter.text(short), named: "run \(run.id) made short",
        vocabulary: plan.experiment.vocabulary, labelled: run)
      if let member { members.append(member) }
    }
    return LooseRuns(members)
  }

  private static func shortened(_ run: Value) -> Value {
    func atMost(_ bound: Int, _ path: Path) -> Value {
      .integer(min(bound, run.value(at: path)?.integerOrNil ?? bound))
    }
    return
      run
      .replacing("schedule.iterations", with: atMost(iterations, "schedule.iterations"))
      .replacing("metrics.every", with: atMost(evaluated, "metrics.every"))
      .replacing("metrics.count", with: atMost(samples, "metrics.count"))
      .replacing("samples.count", with: atMost(samples, "samples.count"))
  }
}
