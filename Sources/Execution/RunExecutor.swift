import Planning
import Results
import Specification
import Training

/// Carries out one run in this process and publishes its file.
struct RunExecutor: Sendable {
  /// What all runs of a sweep have in common.
  struct Context: Sendable {
    let plan: Plan
    let registry: Registry
    let folder: SweepFolder
    let origin: Origin
    let interruption: Interruption
  }

  let context: Context

  /// Carries out `planned`; a run that cannot be carried out is reported, not thrown.
  ///
  /// - Throws: `ResultsError` where a result could not be published: without a store nothing else
  ///   is worth computing.
  func execute(
    _ planned: PlannedRun, report: (RunLoop.Progress) -> Void
  ) throws(ResultsError) -> RunReport {
    let clock = ContinuousClock()
    let start = clock.now
    let created = Timestamp.now
    let specification = context.plan.resolved(planned)
    let run: Run
    var loop: RunLoop
    do {
      run = try context.registry.run(id: planned.id.description, specification: specification)
      loop = try RunLoop(run: run, registry: context.registry)
    } catch {
      // Nothing was computed, so there is nothing to keep but the reason.
      return RunReport(
        ending: .failed(reason: "\(error)"), iteration: 0, metric: nil,
        seconds: (clock.now - start) / .seconds(1))
    }
    let ending: RunReport.Ending
    var iteration = loop.iteration
    do {
      let outcome = try loop.execute(
        shouldStop: { context.interruption.isRequested }, report: report)
      (ending, iteration) = Self.ending(of: outcome, at: loop.iteration)
    } catch {
      (ending, iteration) = (.failed(reason: "\(error)"), loop.iteration)
    }
    let seconds = (clock.now - start) / .seconds(1)
    let identity = RunIdentity(
      experiment: context.plan.experiment.name, config: context.plan.resolvedText(planned),
      source: context.plan.experiment.text)
    let (status, message) = Self.status(of: ending, at: iteration)
    try RunFile.write(
      RunRecord(
        run: run, history: loop.history, identity: identity, status: status, message: message,
        iterations: iteration,
        provenance: context.origin.provenance(created: created, seconds: seconds)),
      to: context.folder.runFile(run.id))
    return RunReport(
      ending: ending, iteration: iteration,
      metric: loop.history.metrics.first.flatMap { metric in
        metric.values.last.map { (metric.name, $0, metric.floor) }
      },
      seconds: seconds)
  }

  private static func ending(
    of outcome: RunOutcome, at iteration: Int
  ) -> (RunReport.Ending, Int) {
    switch outcome {
    case .complete: (.complete, iteration)
    case .diverged(let iteration, let reason): (.diverged(reason: reason), iteration)
    case .interrupted(let iteration): (.interrupted, iteration)
    }
  }

  private static func status(
    of ending: RunReport.Ending, at iteration: Int
  ) -> (RunStatus, String?) {
    switch ending {
    case .complete: (.complete, nil)
    case .diverged(let reason): (.diverged, "diverged at iteration \(iteration): \(reason)")
    case .failed(let reason): (.failed, reason)
    case .interrupted: (.running, "interrupted at iteration \(iteration)")
    }
  }
}
