import Planning
import Results
import Specification
import Training

/// One attempt at one run, from its checkpoint, if it has one, to its file.
struct RunAttempt {
  /// How the run loop ended, and at which iteration.
  private typealias End = (ending: RunReport.Ending, iteration: Int)

  /// Why a checkpoint cannot be gone on from.
  private struct Misunderstanding: Error, CustomStringConvertible {
    let description: String
  }

  let assigned: AssignedRun
  let executor: RunExecutor
  let lease: HeldLease
  let listener: RunExecutor.Listener
  private let clock = ContinuousClock()
  private var created = Timestamp.now
  private var earlierSeconds = 0.0
  private var lastCheckpoint: CheckpointRecord?
  /// Why the work died under its hands.
  private var crash: String?

  init(
    assigned: AssignedRun, executor: RunExecutor, lease: HeldLease,
    listener: RunExecutor.Listener
  ) {
    (self.assigned, self.executor) = (assigned, executor)
    (self.lease, self.listener) = (lease, listener)
  }

  private var folder: SweepFolder { executor.folder }
  private var assignment: RunAssignment { assigned.assignment }

  /// Carries the run through and publishes what it found.
  ///
  /// - Throws: `ResultsError` where that cannot be published.
  mutating func carryOut() throws(ResultsError) -> RunExecutor.Ending {
    let start = clock.now
    let content: AssignedRun.Content
    var loop: RunLoop
    do {
      content = try assigned.content.get()
      loop = try prepare(
        executor.registry.run(id: assignment.runID, specification: content.value))
    } catch let error as any TransientError where error.isTransient {
      return .crashed(reason: "\(error)")
    } catch {
      // Nothing was computed, so there is nothing to keep but the reason.
      let seconds = (clock.now - start) / .seconds(1)
      let report = RunReport(
        ending: .failed(reason: "\(error)"), iteration: 0, metric: nil, seconds: seconds)
      note(report)
      return .ended(report)
    }
    guard let end = carryThrough(&loop, seed: content.seed, start: start) else {
      return .crashed(reason: crash ?? "")
    }
    let seconds = (clock.now - start) / .seconds(1)
    if end.ending == .interrupted {
      lastCheckpoint = (try? CheckpointRecord(loop)) ?? lastCheckpoint
    }
    let record = record(of: loop, end, seed: content.seed, seconds: seconds)
    // The sweep flushes the folder, for many runs at once where they are short.
    let outcome = try Publication(in: folder).publish(
      record, under: lease, flushingFolder: false)
    if case .contradicted(let contradiction) = outcome { return .contradicted(contradiction) }
    let report = RunReport(
      ending: end.ending, iteration: end.iteration,
      metric: loop.history.metrics.first.flatMap { metric in
        metric.values.last.map { .init(name: metric.name, value: $0, floor: metric.floor) }
      },
      seconds: seconds)
    note(report)
    return .ended(report)
  }

  /// Keeps why the run failed, or forgets why it did before.
  private func note(_ report: RunReport) {
    switch report.ending {
    case .failed(let reason):
      FailureNote(
        runID: assignment.runID, kind: .error, reason: reason, iteration: report.iteration,
        attempts: assignment.attempt
      ).write(to: folder)
    case .complete, .diverged: FailureNote.remove(assignment.runID, from: folder)
    case .interrupted: break
    }
  }

  /// The loop at its checkpoint, or at the start where there is none that can be used.
  private mutating func prepare(_ run: Run) throws -> RunLoop {
    guard !assignment.anew else { return try RunLoop(run: run, registry: executor.registry) }
    do throws(StoredCheckpoint.Unusable) {
      let stored = try StoredCheckpoint(
        of: assignment.runID, at: folder.runFile(assignment.runID),
        kernels: executor.setting.origin.kernels)
      if let stored {
        let loop = try resume(run, stored)
        (created, earlierSeconds) = (stored.created, stored.seconds)
        return loop
      }
    } catch {
      if let crash = error.crash { throw crash }
      listener.notice("the checkpoint cannot be used, so the run begins anew: \(error.reason)")
    }
    return try RunLoop(run: run, registry: executor.registry)
  }

  private mutating func resume(
    _ run: Run, _ stored: StoredCheckpoint
  ) throws(StoredCheckpoint.Unusable) -> RunLoop {
    do {
      let loop = try RunLoop(
        run: run, registry: executor.registry, resuming: stored.checkpoint)
      guard loop.iteration == stored.checkpoint.state.iteration else {
        throw Misunderstanding(description: "the trainer went on from another iteration")
      }
      lastCheckpoint = try CheckpointRecord(loop)
      listener.notice("goes on from iteration \(loop.iteration)")
      return loop
    } catch {
      throw StoredCheckpoint.Unusable(
        reason: "\(error)",
        crash: (error as? any TransientError).flatMap { $0.isTransient ? $0 : nil })
    }
  }
}

// MARK: - On the way

extension RunAttempt {
  /// How the loop ended; nil where the work died, so that its last checkpoint is all there is.
  private mutating func carryThrough(
    _ loop: inout RunLoop, seed: Int, start: ContinuousClock.Instant
  ) -> End? {
    var pace = CheckpointPace(period: .seconds(executor.setting.checkpointPeriod))
    do {
      let outcome = try loop.execute(
        shouldStop: listener.shouldStop, report: listener.report,
        pause: { loop in
          guard pace.isDue else { return }
          pace.begin()
          let seconds = (clock.now - start) / .seconds(1)
          writeCheckpoint(of: loop, seed: seed, seconds: seconds)
          pace.end()
        })
      return switch outcome {
      case .complete: (.complete, loop.iteration)
      case .diverged(let iteration, let reason): (.diverged(reason: reason), iteration)
      case .interrupted(let iteration): (.interrupted, iteration)
      }
    } catch let error as any TransientError where error.isTransient {
      crash = "\(error)"
      return nil
    } catch {
      return (.failed(reason: "\(error)"), loop.iteration)
    }
  }

  /// Publishes what there is with all it takes to go on; a run that cannot is no worse off.
  private mutating func writeCheckpoint(of loop: RunLoop, seed: Int, seconds: Double) {
    do {
      lastCheckpoint = try CheckpointRecord(loop)
      let record = record(
        of: loop, (.interrupted, loop.iteration), seed: seed, seconds: seconds)
      _ = try Publication(in: folder).publish(record, under: lease)
    } catch {
      listener.notice("no checkpoint at iteration \(loop.iteration): \(error)")
    }
  }

  private func record(
    of loop: RunLoop, _ end: End, seed: Int, seconds: Double
  ) -> RunRecord {
    let setting = executor.setting
    let (status, message) = Self.status(of: end)
    return RunRecord(
      experiment: setting.experiment, runID: assignment.runID, status: status, message: message,
      seed: seed, iterations: end.iteration,
      provenance: setting.origin.provenance(
        created: created, finished: status == .running ? nil : Timestamp.now,
        seconds: earlierSeconds + seconds),
      config: assignment.config, source: setting.source, samples: SampleRecord(loop.history),
      density: DensityRecord(loop.history),
      metrics: MetricRecord(loop.history), training: TrainingRecord(loop.history.training),
      checkpoint: status.isFinal ? nil : lastCheckpoint)
  }

  private static func status(of end: End) -> (RunStatus, String?) {
    switch end.ending {
    case .complete: (.complete, nil)
    case .diverged(let reason): (.diverged, "diverged at iteration \(end.iteration): \(reason)")
    case .failed(let reason): (.failed, reason)
    case .interrupted: (.running, "at iteration \(end.iteration)")
    }
  }
}
