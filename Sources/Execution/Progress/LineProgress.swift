import Planning
import Results
import Synchronization

/// Progress for logs and pipes: one plain line when a run starts, ends, or the sweep is collected.
package final class LineProgress: ExecutionObserver {
  private var tally = SweepTally()
  private let write: (String) -> Void

  /// A display that hands its lines to `write`.
  package init(write: @escaping (String) -> Void) {
    self.write = write
  }

  /// Writes the line of `event`, if it has one.
  package func observe(_ event: ExecutionEvent) {
    tally.observe(event)
    switch event {
    case .began(let experiment, let runs, let done, let jobs):
      guard done < runs else { return }
      write("\(experiment): \(runs) runs, \(done) done, \(runs - done) to do, \(jobs) at a time")
    case .started(let run):
      write("start \(run.id) \(run.label)")
    case .finished(let run, let report):
      write("\(ProgressText.finished(run, report)) [\(tally.done)/\(tally.runs)]")
    case .noticed(let run, let text): write("note  \(run.id) \(run.label): \(text)")
    case .contradicted(let run, let text): write("ALARM \(run.id) \(run.label): \(text)")
    case .postponed(let run): write("wait  \(run.id) \(run.label): in the hands of another gfrun")
    case .leftToOthers(let run):
      write("done  \(run.id) \(run.label), by another gfrun [\(tally.done)/\(tally.runs)]")
    case .interrupted:
      write("stopping: a checkpoint of the runs in hand; once more to stop at once")
    case .collected(let path, let problems):
      for line in ProgressText.warnings(problems) { write(line) }
      write("wrote \(path)")
    case .extended, .advanced: break
    }
  }
}

extension ProgressText {
  /// A line for each run file that could not be used.
  static func warnings(_ problems: [ResultsError]) -> [String] {
    problems.map { "warning: \($0); delete the file to have the run carried out again" }
  }

  /// What to say of two results of one run that differ.
  static func contradiction(
    _ contradiction: Publication.Contradiction, file: String
  ) -> String {
    let cause =
      contradiction.otherKernels
      ? "they were computed with different kernels, among which no bits are promised"
      : "the same run must give the same bytes"
    return "'\(file)' and '\(contradiction.path)' differ in '\(contradiction.piece)'; \(cause)"
  }

  /// One line on a run that ended.
  static func finished(_ run: PlannedRun, _ report: RunReport) -> String {
    let metric = report.metric.map {
      ": \($0.name) \(Quantity.number($0.value)), floor \(Quantity.number($0.floor))"
    }
    let time = "in \(Quantity.duration(report.seconds))"
    return switch report.ending {
    case .complete: "done \(run.id) \(run.label)\(metric ?? "") \(time)"
    case .diverged(let reason):
      "diverged \(run.id) \(run.label) at iteration \(report.iteration): \(reason)"
    case .failed(let reason): "failed \(run.id) \(run.label): \(reason)"
    case .interrupted: "stopped \(run.id) \(run.label) at iteration \(report.iteration)"
    }
  }
}
