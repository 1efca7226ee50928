import Glibc
import Processes
import Results

/// How often a run's process broke down with one and the same checkpoint behind it.
///
/// A checkpoint can be whole and yet bring down every process that goes on from it. After some
/// breakdowns without a newer one the run begins anew, so that the same command always gets on.
struct CrashLoop {
  /// The breakdowns that are enough.
  static let limit = 3

  private let path: String
  /// The iteration of the checkpoint.
  private(set) var checkpoint: Int?
  /// The breakdowns since it was made.
  private(set) var crashes = 0

  /// What is known of a run from its last failure.
  init(_ runID: String, in folder: SweepFolder) {
    path = folder.runFile(runID)
    guard let note = FailureNote(of: runID, in: folder), note.kind == .crash,
      let crashes = note.checkpointCrashes, note.checkpoint == storedCheckpoint
    else { return }
    (checkpoint, self.crashes) = (note.checkpoint, crashes)
  }

  /// Whether the checkpoint is to be done without; it then is forgotten.
  mutating func isStuck() -> Bool {
    guard checkpoint != nil, crashes >= Self.limit else { return false }
    (checkpoint, crashes) = (nil, 0)
    return true
  }

  /// Takes note of a breakdown.
  ///
  /// A signal from outside, the system's for want of memory among them, says nothing about the
  /// checkpoint.
  mutating func note(_ ending: ProcessEnding) {
    guard ending.isFault else { return }
    let found = storedCheckpoint
    crashes = found == checkpoint ? crashes + 1 : 1
    checkpoint = found
  }

  /// The iteration of the checkpoint that the run has now; nil where it has none.
  private var storedCheckpoint: Int? {
    guard let outline = try? RunFile.outline(of: path), !outline.status.isFinal else { return nil }
    return outline.iterations > 0 ? outline.iterations : nil
  }
}
