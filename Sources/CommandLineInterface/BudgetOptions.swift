import ArgumentParser
import Execution
import Glibc
import Planning
import Specification
import Trainers
import Training

/// How much time a sweep may take.
struct BudgetOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Refuse a sweep that would take longer, as 90s, 15min or 2h, and name smaller ones that fit.",
      valueName: "time"))
  var budget: TimeSpan?

  /// Prints why a sweep takes too long, if it does, and what would fit.
  ///
  /// - Throws: the exit code of a sweep that is refused.
  func check(_ plan: Plan, estimate: () throws -> SweepEstimate, jobs: Int) throws {
    guard let span = budget else { return }
    let budget = Budget(seconds: span.duration / .seconds(1))
    let estimate = try estimate()
    guard !budget.holds(estimate, jobs: jobs) else { return }
    let elapsed = Quantity.duration(estimate.elapsed(jobs: jobs))
    Console.error(
      "\(plan.experiment.name) would take about \(elapsed) at \(jobs) at a time, "
        + "more than \(Quantity.duration(budget.seconds))")
    for proposal in budget.proposals(estimate, of: plan, jobs: jobs) {
      Console.talk("  \(proposal.override) takes about \(Quantity.duration(proposal.elapsed))")
    }
    throw ExitStatus.runFailed.exit
  }
}

/// The processors that runs can be spread over.
enum Processors {
  /// How many there are.
  static var count: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}
