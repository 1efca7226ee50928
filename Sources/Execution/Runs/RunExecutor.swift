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
  }

  /// How a run ended, and at which iteration.
  private typealias End = (ending: RunReport.Ending, iteration: Int)

  let context: Context

  /// Carries out `planned`; a run that cannot be carried out is reported, not thrown.
  ///
  /// - Throws: `ResultsError` where a result could not be published: without a store nothing else
  ///   is worth computing.
  func execute(
    _ planned: PlannedRun, shouldStop: () -> Bool, report: (RunLoop.Progress) -> Void
  ) throws(ResultsError) -> RunReport {
    let clock = ContinuousClock()
    let start = clock.now
    let created = Timestamp.now
    var loop: RunLoop
    do {
      loop = try prepare(planned)
    } catch {
      // Nothing was computed, so there is nothing to keep but the reason.
      return RunReport(
        ending: .failed(reason: "\(error)"), iteration: 0, metric: nil,
        seconds: (clock.now - start) / .seconds(1))
    }
    let end = carryThrough(&loop, shouldStop: shouldStop, report: report)
    let seconds = (clock.now - start) / .seconds(1)
    try publish(
      planned, loop, end,
      provenance: context.origin.provenance(created: created, seconds: seconds))
    return RunReport(
      ending: end.ending, iteration: end.iteration,
      metric: loop.history.metrics.first.flatMap { metric in
        metric.values.last.map { (metric.name, $0, metric.floor) }
      },
      seconds: seconds)
  }

  private func prepare(_ planned: PlannedRun) throws -> RunLoop {
    let run = try context.registry.run(
      id: planned.id.description, specification: context.plan.resolved(planned))
    return try RunLoop(run: run, registry: context.registry)
  }

  private func carryThrough(
    _ loop: inout RunLoop, shouldStop: () -> Bool, report: (RunLoop.Progress) -> Void
  ) -> End {
    do {
      let outcome = try loop.execute(shouldStop: shouldStop, report: report)
      return switch outcome {
      case .complete: (.complete, loop.iteration)
      case .diverged(let iteration, let reason): (.diverged(reason: reason), iteration)
      case .interrupted(let iteration): (.interrupted, iteration)
      }
    } catch {
      return (.failed(reason: "\(error)"), loop.iteration)
    }
  }

  private func publish(
    _ planned: PlannedRun, _ loop: RunLoop, _ end: End, provenance: Provenance
  ) throws(ResultsError) {
    let (status, message) = Self.status(of: end)
    let path = context.folder.runFile(planned.id.description)
    // Somebody else may have finished the run meanwhile; a part must not replace the whole.
    if status == .running || status == .failed,
      let found = try? RunFile.summary(of: path).status, found == .complete || found == .diverged
    {
      return
    }
    let experiment = context.plan.experiment
    let record = RunRecord(
      experiment: experiment.name, runID: planned.id.description, status: status,
      message: message, seed: planned.seed, iterations: end.iteration, provenance: provenance,
      config: context.plan.resolvedText(planned), source: experiment.text,
      samples: SampleRecord(loop.history), metrics: MetricRecord(loop.history),
      training: TrainingRecord(loop.history.training))
    try RunFile.write(record, to: path)
  }

  private static func status(of end: End) -> (RunStatus, String?) {
    switch end.ending {
    case .complete: (.complete, nil)
    case .diverged(let reason): (.diverged, "diverged at iteration \(end.iteration): \(reason)")
    case .failed(let reason): (.failed, reason)
    case .interrupted: (.running, "interrupted at iteration \(end.iteration)")
    }
  }
}
