package import Planning
import Specification

/// The runs of a plan made short, one seed of each configuration, to see whether everything starts,
/// trains, measures and draws.
package struct SmokeRuns: Sendable {
  private static let iterations = 20
  private static let evaluated = 10
  private static let samples = 128

  /// The short runs.
  package let runs: LooseRuns
  /// For each run of the plan, the short run that stands for it.
  package let standIns: [RunID: RunID]

  /// The short runs of those of `plan` that `selects`.
  ///
  /// - Throws: `SpecificationFailure` where a run cannot be made short.
  package init(of plan: Plan, where selects: (PlannedRun) -> Bool) throws {
    var known: [String: RunID] = [:]
    var members: [LooseRuns.Member] = []
    var standIns: [RunID: RunID] = [:]
    for run in plan.runs where selects(run) {
      let short = Self.shortened(plan.resolved(run))
      // Replicates differ in nothing but their seed.
      let text = YAMLWriter.text(short.replacing("seed", with: 0))
      if known[text] == nil {
        let member = try LooseRuns.member(
          YAMLWriter.text(short), named: "run \(run.id) made short",
          vocabulary: plan.experiment.vocabulary, labelled: run)
        guard let member else { continue }
        members.append(member)
        known[text] = member.run.id
      }
      standIns[run.id] = known[text]
    }
    runs = LooseRuns(members)
    self.standIns = standIns
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
