import Glibc

/// The right to decide on a folder's files, held for a moment by one process at a time.
///
/// The kernel gives it back when its holder dies. Where a file system has no locks, or a holder was
/// put to sleep, things go on without: nothing breaks then, but work may be done twice.
struct FolderLock: Sendable {
  private let path: String
  private static let patience = Duration.seconds(5)

  /// The lock of a sweep's folder.
  init(of folder: SweepFolder) { path = folder.internals + "/lock" }

  /// Does `body` while nobody else holds the lock.
  func hold<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let file = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard file >= 0 else { return try body() }
    defer { close(file) }
    let clock = ContinuousClock()
    let end = clock.now + Self.patience
    while flock(file, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK || errno == EINTR,
      clock.now < end
    {
      usleep(200)
    }
    return try body()
  }
}
