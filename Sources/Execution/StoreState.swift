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
  /// The last values of the metrics that were asked for, of the runs that are done.
  private var lastValues: [RunID: [String: Double]] = [:]

  /// Looks at the run files of `folder`; one that is not a whole result counts as missing.
  ///
  /// - Parameters:
  ///   - folder: where the runs are.
  ///   - metrics: the metrics whose last values are to be known.
  /// - Throws: `ResultsError` where the folder or a file of it is closed to us, or was written by a
  ///   newer gfrun: what is not ours to judge is not ours to replace.
  package init(
    of folder: SweepFolder, noting metrics: Set<String> = []
  ) throws(ResultsError) {
    for name in try FolderListing.names(in: folder.path) where name.hasSuffix(".h5") {
      guard let id = RunID(String(name.dropLast(3))),
        let summary = try Self.summary(of: "\(folder.path)/\(name)"),
        summary.runID == id.description
      else { continue }
      switch summary.status {
      case .complete:
        done.insert(id)
        for metric in summary.metrics where metrics.contains(metric.name) {
          lastValues[id, default: [:]][metric.name] = metric.value
        }
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

  /// The last value of a metric of a run: not a number where the run is done but has none, nil where
  /// it is not done.
  package func lastValue(of run: RunID, _ metric: String) -> Double? {
    done.contains(run) ? lastValues[run]?[metric] ?? .nan : nil
  }

  /// The runs of a plan that are wanted as far as results are known, in its order.
  func wanted(of plan: Plan) -> [PlannedRun] {
    plan.wanted(lastValue: lastValue)
  }

  /// Those of `runs` that are to do, in their order.
  func toDo(of runs: [PlannedRun]) -> [PlannedRun] {
    runs.filter { !done.contains($0.id) }
  }
}
