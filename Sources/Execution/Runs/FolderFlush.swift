import Results
import Synchronization

/// Flushes the folder of a sweep to the disk behind the results that are put there.
///
/// A result that was renamed into its place is safe from the death of any process. That a power cut does
/// not undo the renaming takes a flush of the folder, which costs as much as one of the file; where runs
/// are short, one serves many. It comes within about a second, and in any case at the end: a power cut can
/// cost the runs of the last second, which the same command carries out again.
final class FolderFlush: Sendable {
  private let path: String
  private let oldest = Mutex<ContinuousClock.Instant?>(nil)
  private static let delay = Duration.seconds(1)

  /// The flushes of the folder at `path`.
  init(_ path: String) { self.path = path }

  /// Takes note that a result was put into the folder.
  func note() { oldest.withLock { $0 = $0 ?? .now } }

  /// Flushes the folder where a result has waited for that long enough.
  ///
  /// - Throws: `ResultsError.cannotWrite`.
  func flushIfDue() throws(ResultsError) { try flush(after: Self.delay) }

  /// Flushes the folder where any result waits for that.
  ///
  /// - Throws: `ResultsError.cannotWrite`.
  func flush() throws(ResultsError) { try flush(after: .zero) }

  private func flush(after delay: Duration) throws(ResultsError) {
    let isDue = oldest.withLock { oldest in
      guard let since = oldest, ContinuousClock.now - since >= delay else { return false }
      oldest = nil
      return true
    }
    if isDue { try AtomicFile.flushFolder(path) }
  }
}
