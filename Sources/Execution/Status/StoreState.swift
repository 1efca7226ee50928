import Glibc
package import Planning
package import Results

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
  ///
  /// - Throws: `ResultsError` where the folder or a file of it is closed to us, or was written by a
  ///   newer gfrun: what is not ours to judge is not ours to replace.
  package init(of folder: SweepFolder) throws(ResultsError) {
    for name in try FolderListing.names(in: folder.path) where name.hasSuffix(".h5") {
      guard let id = RunID(String(name.dropLast(3))),
        let summary = try Self.summary(of: "\(folder.path)/\(name)"),
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

  private static func summary(of path: String) throws(ResultsError) -> RunSummary? {
    do throws(ResultsError) {
      return try RunFile.summary(of: path)
    } catch {
      switch error {
      case .newer, .unreadable(_, EACCES), .unreadable(_, EPERM): throw error
      default: return nil
      }
    }
  }

  /// The runs of `plan` that are to do, in its order; rows that share a run count once.
  func toDo(of plan: Plan) -> [PlannedRun] {
    var seen = done
    return plan.runs.filter { seen.insert($0.id).inserted }
  }
}
