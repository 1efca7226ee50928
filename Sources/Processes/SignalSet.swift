import Glibc

/// Some signals.
struct SignalSet {
  private var set = sigset_t()

  /// The set of these signals.
  init(_ numbers: [Int32]) {
    unsafe sigemptyset(&set)
    for number in numbers { unsafe sigaddset(&set, number) }
  }

  /// Keeps the signals from the calling thread, and from those that it starts, until they are waited for.
  ///
  /// - Returns: the signals that were kept from it before.
  func block() -> SignalSet {
    var before = SignalSet([])
    var set = set
    unsafe pthread_sigmask(SIG_BLOCK, &set, &before.set)
    return before
  }

  /// Lets the signals through to the calling thread.
  func unblock() {
    var set = set
    unsafe pthread_sigmask(SIG_UNBLOCK, &set, nil)
  }

  /// Keeps these signals, and no others, from the calling thread.
  func restore() {
    var set = set
    unsafe pthread_sigmask(SIG_SETMASK, &set, nil)
  }

  /// The next of the signals, which must be blocked.
  func wait() -> Int32 {
    var set = set
    var number: Int32 = 0
    while unsafe sigwait(&set, &number) != 0 {}
    return number
  }

  /// The next of the signals, which must be blocked; nil where none comes within `patience`.
  func wait(for patience: Duration) -> Int32? {
    var set = set
    let (seconds, attoseconds) = patience.components
    var limit = timespec(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
    let number = unsafe sigtimedwait(&set, nil, &limit)
    return number > 0 ? number : nil
  }
}
