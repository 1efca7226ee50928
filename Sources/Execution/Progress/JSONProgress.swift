import Planning
import Results
import Specification
import Training

/// Progress for programs: one JSON object per line and event.
package final class JSONProgress: ExecutionObserver {
  private let write: (String) -> Void

  /// A display that hands its lines to `write`.
  package init(write: @escaping (String) -> Void) {
    self.write = write
  }

  /// Writes the line of `event`.
  package func observe(_ event: ExecutionEvent) {
    let members = fields(of: event).map { Value.Object.Member(key: $0.0, value: $0.1) }
    write(JSONText.compact(.object(Value.Object(members))))
  }

  private func fields(of event: ExecutionEvent) -> [(String, Value)] {
    switch event {
    case .began(let experiment, let runs, let done, let jobs):
      [
        ("event", .string("began")), ("experiment", .string(experiment)),
        ("runs", .integer(runs)), ("done", .integer(done)), ("jobs", .integer(jobs)),
      ]
    case .extended(let runs): [("event", .string("extended")), ("runs", .integer(runs))]
    case .started(let run): [("event", .string("started"))] + fields(of: run)
    case .advanced(let run, let progress):
      [
        ("event", .string("advanced")), ("run_id", .string(run.id.description)),
        ("iteration", .integer(progress.iteration)),
        ("iterations", .integer(progress.iterations)),
      ] + (progress.metric.map { [($0.name, .finite($0.value))] } ?? [])
    case .finished(let run, let report):
      [("event", .string("finished"))] + fields(of: run) + fields(of: report)
    case .noticed(let run, let text):
      [
        ("event", .string("noticed")), ("run_id", .string(run.id.description)),
        ("text", .string(text)),
      ]
    case .postponed(let run):
      [("event", .string("postponed")), ("run_id", .string(run.id.description))]
    case .leftToOthers(let run):
      [("event", .string("left-to-others")), ("run_id", .string(run.id.description))]
    case .contradicted(let run, let text):
      [
        ("event", .string("contradicted")), ("run_id", .string(run.id.description)),
        ("text", .string(text)),
      ]
    case .interrupted: [("event", .string("interrupted"))]
    case .collected(let path, let problems):
      [
        ("event", .string("collected")), ("path", .string(path)),
        ("problems", .list(problems.map { .string($0.description) })),
      ]
    }
  }

  private func fields(of run: PlannedRun) -> [(String, Value)] {
    [
      ("run_id", .string(run.id.description)), ("case", run.caseName.map(Value.string) ?? .null),
      ("seed", .integer(run.seed)),
    ] + run.swept.map { ($0.path.text, $0.value ?? .null) }
  }

  private func fields(of report: RunReport) -> [(String, Value)] {
    let (status, reason): (String, String?) =
      switch report.ending {
      case .complete: ("complete", nil)
      case .diverged(let reason): ("diverged", reason)
      case .failed(let reason): ("failed", reason)
      case .interrupted: ("interrupted", nil)
      }
    var fields: [(String, Value)] = [
      ("status", .string(status)), ("iteration", .integer(report.iteration)),
      ("seconds", .finite(report.seconds)),
    ]
    if let reason { fields.append(("reason", .string(reason))) }
    if let metric = report.metric { fields.append((metric.name, .finite(metric.value))) }
    return fields
  }
}
