import Execution
import Planning
import Results
import Specification
import Training

/// Finds out why a run is to do or done from what its folder keeps, without the file of the experiment.
struct StoredInquiry {
  private let folder: SweepFolder
  private let plan: StoredPlan?
  private let stored: StoredRuns

  /// An inquiry into the runs of `folder`.
  ///
  /// - Throws: `ResultsError` where the folder cannot be read, `CollectionError` where its plan cannot.
  init(_ folder: SweepFolder) throws {
    self.folder = folder
    plan = try StoredPlan(in: folder)
    stored = try StoredRuns(of: folder)
  }

  /// Why the run is to do, or done, or not asked for any more.
  func answer(for id: RunID) -> RunAnswer {
    let planned = plan?.runs.first { $0.id == id.description }
    let item = stored[id]
    var answer = RunAnswer(id: id, label: planned?.label ?? "", state: "to do", reason: "")
    answer.reason = reason(id, item)
    if LeaseFolder(of: folder).isHeld(id.description) { answer.state = "running" }
    if item?.isDone == true { answer.state = "done" }
    if planned == nil, plan != nil {
      answer.state = "orphaned"
      answer.reason += "; the last plan of \(folder.experiment) does not ask for it"
    }
    answer.neighbour = planned.map(neighbour) ?? item.flatMap(neighbour)
    return answer
  }

  private func reason(_ id: RunID, _ item: StoredRuns.Item?) -> String {
    if let note = FailureNote(of: id.description, in: folder), item?.isDone != true {
      return "it failed at iteration \(note.iteration), \(note.time): \(note.reason)"
    }
    switch item?.summary {
    case .success(let summary): return RunInquiry.reason(summary)
    case .failure(let error): return "\(error)"
    case nil: return "nothing is stored for it in \(folder.path)"
    }
  }

  /// The done run of the plan that differs in the fewest of the paths that the sweep sets.
  private func neighbour(of run: StoredPlan.Run) -> RunAnswer.Neighbour? {
    let others = (plan?.runs ?? []).filter { other in
      other.id != run.id && RunID(other.id).flatMap { stored[$0] }?.isDone == true
    }
    let nearest = others.map { (run: $0, fields: fields(run, $0)) }
      .min { $0.fields.count < $1.fields.count }
    guard let nearest, let id = RunID(nearest.run.id) else { return nil }
    return RunAnswer.Neighbour(
      id: id, among: "stored", count: others.count, fields: nearest.fields)
  }

  private func fields(_ run: StoredPlan.Run, _ other: StoredPlan.Run) -> [RunAnswer.Field] {
    var fields = zip(run.settings, other.settings).filter { $0.value != $1.value }
      .map { RunAnswer.Field(path: $0.path, value: $0.value, other: $1.value, origin: "swept") }
    if run.seed != other.seed {
      fields.append(
        RunAnswer.Field(
          path: "seed", value: .integer(run.seed), other: .integer(other.seed), origin: "swept"))
    }
    return fields
  }

  /// The done run that differs from one outside the plan in the fewest fields.
  private func neighbour(of item: StoredRuns.Item) -> RunAnswer.Neighbour? {
    let vocabulary = Program.current.registry.vocabulary
    let others = stored.items.filter { $0.isDone && $0.id != item.id }
    guard let run = item.specification(vocabulary),
      let nearest = RunDifference.nearest(
        to: run,
        among: others.lazy.compactMap { other in
          other.specification(vocabulary).map { (id: other.id, run: $0) }
        })
    else { return nil }
    return RunAnswer.Neighbour(
      id: nearest.id, among: "stored", count: others.count,
      fields: nearest.difference.fields.map {
        RunAnswer.Field(path: $0.path, value: $0.value, other: $0.other, origin: "its file")
      })
  }
}
