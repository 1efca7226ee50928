import Glibc
import Planning
import Results

/// Keeps files that stand where results belong but are none: they may be somebody's.
enum SetAside {
  /// Moves the files among `problems` that are in the way of `runs`.
  ///
  /// - Returns: what to tell of each.
  static func clear(
    _ runs: [PlannedRun], in folder: SweepFolder, problems: [RunID: ResultsError]
  ) -> [(PlannedRun, String)] {
    runs.compactMap { run in
      guard let problem = problems[run.id] else { return nil }
      let name = "\(run.id).\(String(UInt64.random(in: .min ... .max), radix: 36)).h5"
      let aside = "\(folder.internals)/set-aside"
      let moved: Bool
      if (try? FolderMaking.make(aside)) != nil {
        moved = unsafe rename(folder.runFile(run.id.description), "\(aside)/\(name)") == 0
      } else {
        moved = false
      }
      let end = moved ? "it was moved to '\(aside)/\(name)'" : "it will be replaced"
      return (run, "\(problem); \(end) and the run is carried out again")
    }
  }
}
