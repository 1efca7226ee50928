internal import CHDF5
internal import Glibc

/// The one door to libhdf5: a process-wide lock, and a silent error stack.
///
/// A thread-safe build locks every call, but the sequences of calls that make up an operation, the
/// dimension scale functions among them, are not atomic, and not every build is thread-safe. The
/// lock is recursive, because handles are closed wherever their owner ends, also inside an
/// operation.
enum Library {
  private static let lock = RecursiveLock()

  /// Runs `body` as the only user of the library.
  static func locked<Result: ~Copyable, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    lock.acquire()
    defer { lock.release() }
    // Printing is a property of each thread's own error stack; this call is a few loads and stores.
    _ = gfrun_h5_silence()
    return try body()
  }
}

/// A mutex that its holder may take again.
@safe private final class RecursiveLock: Sendable {
  private nonisolated(unsafe) let mutex: UnsafeMutablePointer<pthread_mutex_t>

  init() {
    unsafe mutex = .allocate(capacity: 1)
    var attributes = pthread_mutexattr_t()
    unsafe pthread_mutexattr_init(&attributes)
    unsafe pthread_mutexattr_settype(&attributes, Int32(PTHREAD_MUTEX_RECURSIVE))
    let status = unsafe pthread_mutex_init(mutex, &attributes)
    unsafe pthread_mutexattr_destroy(&attributes)
    precondition(status == 0, "a recursive mutex can always be made")
  }

  deinit {
    unsafe pthread_mutex_destroy(mutex)
    unsafe mutex.deallocate()
  }

  func acquire() { unsafe pthread_mutex_lock(mutex) }
  func release() { unsafe pthread_mutex_unlock(mutex) }
}
