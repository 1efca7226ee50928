package import Planning
import Results

/// Which runs have their results already in a folder.
///
/// A run is done if and only if its complete file exists: complete, or diverged, which is a result
/// too. There is no database.
package struct StoreState: Sendable {
  /// The ids of the runs that are done.
  package private(set) var done: Set<RunID> = []
  /// Those of them whose result is that they diverged.
  package private(set) var diverged: Set<RunID> = []

  /// Looks at the run files of `folder`; one that is not a whole result counts as missing.
  package init(of folder: SweepFolder) {
    for name in FolderListing.names(in: folder.path) where name.hasSuffix(".h5") {
      guard let id = RunID(String(name.dropLast(3))),
        let summary = try? RunFile.summary(of: "\(folder.path)/\(name)"),
        summary.runID == id.description
      else { continue }
      switch summary.status {
      case .complete: done.insert(id)
      case .diverged:
        done.insert(id)
        diverged.insert(id)
      case .failed, .running: break
      }
    }
  }

  /// The runs of `plan` that are to do, in its order; rows that share a run count once.
  func toDo(of plan: Plan) -> [PlannedRun] {
    var seen = done
    return plan.runs.filter { seen.insert($0.id).inserted }
  }
}
