package import Planning
import Specification

/// How much time a sweep may take.
package struct Budget: Sendable, Equatable {
  /// The time, in seconds.
  package let seconds: Double

  /// A budget of so many seconds.
  package init(seconds: Double) {
    self.seconds = seconds
  }

  /// A smaller experiment that fits: what to override, and what it takes.
  package struct Proposal: Sendable, Equatable {
    /// The override.
    package let override: String
    /// Seconds until it is done.
    package let elapsed: Double
  }

  /// Whether the runs of an estimate fit, `jobs` at a time.
  package func holds(_ estimate: SweepEstimate, jobs: Int) -> Bool {
    estimate.elapsed(jobs: jobs) <= seconds
  }

  /// Smaller experiments that fit: with fewer seeds, or with fewer iterations.
  package func proposals(_ estimate: SweepEstimate, of plan: Plan, jobs: Int) -> [Proposal] {
    [fewerSeeds(estimate, of: plan, jobs), fewerIterations(estimate, of: plan, jobs)]
      .compactMap(\.self)
  }

  private func fewerSeeds(_ estimate: SweepEstimate, of plan: Plan, _ jobs: Int) -> Proposal? {
    let counts = plan.experiment.sweep.blocks.map { block in
      if case .count(let count) = block.seeds { count } else { 0 }
    }
    guard let most = counts.max(), counts.allSatisfy({ $0 == most }), most > 1 else { return nil }
    for count in stride(from: most - 1, to: 0, by: -1) {
      let elapsed = estimate.elapsed(jobs: jobs) { $0.run.seed < count }
      if elapsed <= seconds { return Proposal(override: "seeds=\(count)", elapsed: elapsed) }
    }
    return nil
  }

  private func fewerIterations(
    _ estimate: SweepEstimate, of plan: Plan, _ jobs: Int
  ) -> Proposal? {
    let path: Path = "schedule.iterations"
    let isSet = plan.experiment.sweep.cases.contains { item in
      item.assignments.contains { path.overlaps($0.path) }
    }
    guard let iterations = estimate.items.first?.iterations, !isSet,
      !plan.sweptPaths.contains(where: path.overlaps),
      estimate.items.allSatisfy({ $0.iterations == iterations })
    else { return nil }
    // Time is taken to be proportional to iterations; a hundredth is left for what is not.
    let fraction = 0.99 * seconds / estimate.elapsed(jobs: jobs)
    let count = Int(Double(iterations) * fraction)
    guard count >= 1, count < iterations else { return nil }
    let elapsed = estimate.elapsed(jobs: jobs) * Double(count) / Double(iterations)
    return Proposal(override: "schedule.iterations=\(count)", elapsed: elapsed)
  }
}
