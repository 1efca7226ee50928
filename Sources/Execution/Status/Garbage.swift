import Foundation
import Glibc
import Planning
import Results

/// What a folder holds that nobody needs any more.
package struct Garbage: Sendable {
  /// One file.
  package struct Item: Sendable, Equatable {
    /// The file.
    package let path: String
    /// What is wrong with it.
    package let reason: String
    /// Its size.
    package let bytes: Int
  }

  /// The files, each with its reason.
  package private(set) var items: [Item] = []

  /// Looks through `folder`.
  ///
  /// - Parameters:
  ///   - folder: the folder of an experiment.
  ///   - orphans: whether run files that are not in the last plan count; they are whole results.
  /// - Throws: `ResultsError` where the folder cannot be read; `CollectionError` where its plan cannot.
  package init(in folder: SweepFolder, orphans: Bool) throws {
    let plan = try StoredPlan(in: folder)
    let planned = plan.map { Set($0.runs.map(\.id)) }
    let store = try StoreState(of: folder)
    for path in try Leftovers.candidates(in: folder) {
      add(path, "left behind by a writer that was killed", minutes: Leftovers.minimumAge)
    }
    for name in try FolderListing.names(in: folder.leases) where !name.contains(".") {
      let path = "\(folder.leases)/\(name)"
      if Lease(at: path).map({ $0.holder.evidence == .dead }) ?? true {
        add(path, "a lease whose holder is gone")
      }
    }
    for (path, suffix) in [(folder.failures, ".json"), (folder.logs, ".log")] {
      for name in try FolderListing.names(in: path) where name.hasSuffix(suffix) {
        let id = String(name.dropLast(suffix.count))
        if let planned, !planned.contains(id) {
          add("\(path)/\(name)", "of a run that is not in the plan")
        } else if suffix == ".json", let runID = RunID(id), store.done.contains(runID) {
          add("\(path)/\(name)", "a failure of a run that has succeeded since")
        }
      }
    }
    let fields = "\(folder.internals)/fields"
    for name in try FolderListing.names(in: fields) {
      if let planned, !planned.contains(String(name.prefix(RunID.length))) {
        add("\(fields)/\(name)", "the field of a run that is not in the plan")
      }
    }
    guard orphans, let planned else { return }
    for id in store.done.union(store.parts.keys).sorted() where !planned.contains("\(id)") {
      add(folder.runFile("\(id)"), "a run that is not in the plan")
    }
  }

  /// Adds the file at `path`, unless it was written to within the last `minutes`.
  private mutating func add(_ path: String, _ reason: String, minutes: Int = 0) {
    var status = stat()
    guard unsafe stat(path, &status) == 0, time(nil) - status.st_mtim.tv_sec >= minutes * 60
    else { return }
    items.append(Item(path: path, reason: reason, bytes: Int(status.st_size)))
  }

  /// Removes the files.
  ///
  /// - Returns: those that are still there.
  package func remove() -> [Item] {
    items.filter { item in unsafe unlink(item.path) != 0 && errno != ENOENT }
  }
}
