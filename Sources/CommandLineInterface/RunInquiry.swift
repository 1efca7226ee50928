import Execution
import Planning
import Results
import Specification
import Tables
import YAML

/// Finds out why runs are to do or done.
struct RunInquiry {
  private let plan: Plan
  private let stored: StoredRuns
  private let folder: SweepFolder
  private let wanted: Set<RunID>
  private let done: [(id: RunID, run: Value)]

  init(_ plan: Plan, stored: StoredRuns, folder: SweepFolder) {
    self.plan = plan
    self.stored = stored
    self.folder = folder
    wanted = Set(
      plan.wanted { id, metric in
        stored[id].flatMap { $0.isDone ? $0.lastValue(of: metric) : nil }
      }.map(\.id))
    let set = RunSet(stored, with: plan)
    done = set.ids.enumerated().map { ($1, set.resolved($0)) }
  }

  /// Why a planned run is to do or done.
  func answer(for run: PlannedRun) -> RunAnswer {
    let item = stored[run.id]
    var answer = RunAnswer(id: run.id, label: run.label, state: "to do", reason: "")
    switch item?.summary {
    case .success(let summary):
      if item?.isDone == true { answer.state = "done" }
      answer.reason = RunInquiry.reason(summary)
    case .failure(let error): answer.reason = "\(error)"
    case nil: answer.reason = "nothing is stored for it in \(folder.path)"
    }
    if answer.state == "to do", !wanted.contains(run.id) {
      answer.state = "if needed"
      answer.reason = "the replicates before it are enough, or not all done"
    }
    let resolved = plan.resolved(run)
    let nearest = RunDifference.nearest(to: resolved, among: done.filter { $0.id != run.id })
    guard let nearest else { return answer }
    answer.neighbour = RunAnswer.Neighbour(
      id: nearest.id, among: "stored", count: done.count { $0.id != run.id },
      fields: nearest.difference.fields.map { field in
        RunAnswer.Field(
          path: field.path, value: field.value, other: field.other,
          origin: RunInquiry.words(plan.origin(of: field.path, in: run)))
      })
    return answer
  }

  /// Why a stored run is no longer asked for.
  func answer(for item: StoredRuns.Item) -> RunAnswer {
    var answer = RunAnswer(id: item.id, label: "", state: "orphaned", reason: "")
    switch item.summary {
    case .success(let summary): answer.reason = RunInquiry.reason(summary)
    case .failure(let error): answer.reason = "\(error)"
    }
    answer.reason += "; \(plan.experiment.name) does not ask for it"
    guard let run = item.specification(plan.experiment.vocabulary),
      let nearest = RunDifference.nearest(
        to: run, among: plan.runs.lazy.map { (id: $0, run: plan.resolved($0)) })
    else { return answer }
    answer.neighbour = RunAnswer.Neighbour(
      id: nearest.id.id, among: "planned", count: plan.runs.count,
      fields: nearest.difference.fields.map { field in
        RunAnswer.Field(
          path: field.path, value: field.value, other: field.other,
          origin: RunInquiry.words(plan.origin(of: field.path, in: nearest.id)))
      })
    return answer
  }

  /// What the file of a run says of it.
  static func reason(_ summary: RunSummary) -> String {
    switch summary.status {
    case .complete:
      "\(summary.path): complete, \(summary.iterations) iterations in "
        + Quantity.duration(summary.wallSeconds)
    case .diverged: "\(summary.path): \(summary.message ?? "diverged")"
    case .failed: "it failed: \(summary.message ?? "no reason is stored")"
    case .running: summary.message ?? "it is at iteration \(summary.iterations)"
    }
  }

  private static func words(_ origin: ValueOrigin) -> String {
    switch origin {
    case .sweep(let place): "swept at \(DiagnosticRenderer.position(place))"
    case .file(let place): DiagnosticRenderer.position(place)
    case .standard: "default"
    }
  }
}

/// Why a run is to do or done, for people and for programs.
struct RunAnswer {
  /// A field in which the run differs from its neighbour.
  struct Field {
    let path: Path
    let value: Value?
    let other: Value?
    let origin: String
  }

  /// The run that differs in the fewest fields.
  struct Neighbour {
    let id: RunID
    /// Whether it was looked for among the stored or the planned runs.
    let among: String
    let count: Int
    let fields: [Field]
  }

  let id: RunID
  let label: String
  var state: String
  var reason: String
  var neighbour: Neighbour?

  var text: String {
    var text = "\(id)\(label.isEmpty ? "" : " " + label): \(state)\n  \(reason)\n"
    guard let neighbour else { return text }
    let number = neighbour.fields.count
    text +=
      "  nearest of \(neighbour.count) \(neighbour.among) runs: \(neighbour.id), which differs in "
      + "\(number) \(number == 1 ? "field" : "fields")\n"
    var table = TextTable([("field", .left), ("here", .left), ("there", .left), ("from", .left)])
    for field in neighbour.fields {
      table.append([
        field.path.text, field.value.map(FieldText.word) ?? "–",
        field.other.map(FieldText.word) ?? "–", field.origin,
      ])
    }
    return text + table.lines.map { "    \($0)\n" }.joined()
  }

  var json: String {
    var object: Value = [
      "run_id": .string(id.description), "state": .string(state), "reason": .string(reason),
    ]
    if let neighbour {
      object = object.adding(
        "nearest",
        [
          "run_id": .string(neighbour.id.description), "among": .string(neighbour.among),
          "fields": .list(
            neighbour.fields.map { field in
              [
                "path": .string(field.path.text), "value": field.value ?? .null,
                "other": field.other ?? .null, "from": .string(field.origin),
              ]
            }),
        ])
    }
    return JSONText.compact(object)
  }
}
