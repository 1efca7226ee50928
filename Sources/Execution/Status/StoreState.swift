import Glibc
package import Planning
package import Results

/// Which runs have their results already in a folder.
///
/// A run is done if and only if its complete file exists: complete, or diverged, which is a result
/// too. There is no database; what was seen of files that have not changed since is remembered.
package struct StoreState: Sendable {
  /// The ids of the runs that are done.
  package private(set) var done: Set<RunID> = []
  /// Those of them whose result is that they diverged.
  package private(set) var diverged: Set<RunID> = []
  /// The seconds that the runs took which are done.
  package private(set) var seconds: [RunID: Double] = [:]
  /// The runs with a file that is no whole result, and the iterations it holds.
  package private(set) var parts: [RunID: (status: RunStatus, iterations: Int)] = [:]
  /// What stands where results belong but is none.
  package private(set) var problems: [RunID: ResultsError] = [:]

  /// Looks at the run files of `folder`; one that is not a whole result counts as missing.
  ///
  /// - Parameters:
  ///   - folder: where they are.
  ///   - remembers: whether to keep what was seen for the next look.
  /// - Throws: `ResultsError` where the folder or a file of it is closed to us, or was written by a
  ///   newer gfrun: what is not ours to judge is not ours to replace.
  package init(of folder: SweepFolder, remembers: Bool = true) throws(ResultsError) {
    var index = StoreIndex(of: folder)
    var seen: Set<RunID> = []
    for name in try FolderListing.names(in: folder.path) where name.hasSuffix(".h5") {
      let path = "\(folder.path)/\(name)"
      guard let id = RunID(String(name.dropLast(3))), let stamp = StoreIndex.Stamp(of: path) else {
        continue
      }
      seen.insert(id)
      if let entry = index.entry(id, at: stamp) {
        take(id, entry)
      } else if let outline = try outline(of: id, at: path) {
        let entry = StoreIndex.Entry(
          stamp: stamp, status: outline.status, iterations: outline.iterations,
          seconds: outline.seconds)
        index.add(id, entry)
        take(id, entry)
      }
    }
    if remembers { index.write(keeping: seen) }
  }

  private mutating func take(_ id: RunID, _ entry: StoreIndex.Entry) {
    switch entry.status {
    case .complete, .diverged:
      done.insert(id)
      seconds[id] = entry.seconds
      if entry.status == .diverged { diverged.insert(id) }
    case .failed, .running: parts[id] = (entry.status, entry.iterations)
    }
  }

  private mutating func outline(
    of id: RunID, at path: String
  ) throws(ResultsError) -> RunOutline? {
    do throws(ResultsError) {
      let outline = try RunFile.outline(of: path)
      guard outline.runID == id.description else {
        throw .damaged(path: path, reason: "it holds the run '\(outline.runID)'")
      }
      return outline
    } catch {
      switch error {
      case .newer, .unreadable(_, EACCES), .unreadable(_, EPERM): throw error
      case .unreadable(_, ENOENT): return nil
      default:
        problems[id] = error
        return nil
      }
    }
  }
}
