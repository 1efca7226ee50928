import Foundation
package import Results

/// Why a run failed, kept beside the results until it succeeds.
package struct FailureNote: Codable, Sendable, Equatable {
  /// The ways in which a run can fail.
  package enum Kind: String, Codable, Sendable {
    /// The trainer, a metric or a law gave up with an error.
    case error
    /// Its process ended: by a trap, a signal, for want of memory.
    case crash
    /// It did not end in the time it had.
    case timeout
  }

  /// The run.
  package let runID: String
  /// In which way it failed.
  package let kind: Kind
  /// Why, in words.
  package let reason: String
  /// The iteration it came to.
  package let iteration: Int
  /// How often it was tried.
  package let attempts: Int
  /// The iteration of the checkpoint from which it crashed; nil where there was none.
  package let checkpoint: Int?
  /// How often it crashed since that was made, over all attempts.
  package let checkpointCrashes: Int?
  /// The machine.
  package let host: String
  /// When, ISO 8601 in UTC.
  package let time: String

  enum CodingKeys: String, CodingKey {
    case runID = "run_id"
    case kind, reason, iteration, attempts, checkpoint
    case checkpointCrashes = "checkpoint_crashes"
    case host, time
  }

  /// A note on the failure of a run here and now.
  init(
    runID: String, kind: Kind, reason: String, iteration: Int, attempts: Int,
    loop: CrashLoop? = nil
  ) {
    (self.runID, self.kind, self.reason) = (runID, kind, reason)
    (self.iteration, self.attempts) = (iteration, attempts)
    (checkpoint, checkpointCrashes) = (loop?.checkpoint, loop?.crashes)
    (host, time) = (Host.name, Timestamp.now)
  }

  /// The note on a run in `folder`; nil where there is none that makes sense.
  package init?(of runID: String, in folder: SweepFolder) {
    guard let data = FileManager.default.contents(atPath: folder.failureFile(runID)),
      let note = try? JSONDecoder().decode(FailureNote.self, from: data), note.runID == runID
    else { return nil }
    self = note
  }

  /// All notes of a sweep, by run.
  ///
  /// - Throws: `ResultsError` where the folder cannot be read.
  package static func all(in folder: SweepFolder) throws(ResultsError) -> [String: FailureNote] {
    var notes: [String: FailureNote] = [:]
    for name in try FolderListing.names(in: folder.failures) where name.hasSuffix(".json") {
      let runID = String(name.dropLast(5))
      notes[runID] = FailureNote(of: runID, in: folder)
    }
    return notes
  }

  /// Keeps the note; one that cannot be kept is lost, and the run is tried again all the same.
  func write(to folder: SweepFolder) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    guard let data = try? encoder.encode(self) else { return }
    try? AtomicFile.publish([UInt8](data), to: folder.failureFile(runID))
  }

  /// Removes the note on a run that succeeded.
  static func remove(_ runID: String, from folder: SweepFolder) {
    unsafe unlink(folder.failureFile(runID))
  }
}
