import Results

/// A run whose process ended under it.
struct CrashedRun {
  private let runID: String
  private let folder: SweepFolder

  init(_ runID: String, in folder: SweepFolder) {
    (self.runID, self.folder) = (runID, folder)
  }

  /// Has the run's file, where it has one, say that it failed; its checkpoint stays.
  ///
  /// What cannot be written is no loss: the file then says `running`, which the run is not, and
  /// the note beside it says why.
  func markFailed(_ reason: String) {
    let path = folder.runFile(runID)
    guard case .taken(let lease)? = try? LeaseFolder(of: folder).take(runID, attempt: 0) else {
      return
    }
    defer { lease.giveBack() }
    guard var record = try? RunFile.read(from: path), record.status == .running else { return }
    record.status = .failed
    record.message = reason
    record.provenance.finished = Timestamp.now
    _ = try? Publication(in: folder).publish(record, under: lease)
  }
}
