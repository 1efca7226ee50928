import Dispatch
import Glibc
import Synchronization

/// Turns Ctrl-C, SIGTERM and the end of the terminal into a wish to stop.
///
/// The first signal asks to stop: runs make a checkpoint and end, nothing new starts. The second ends
/// the process at once; files are whole even then, since they only ever appear by renaming.
package final class Interruption: Sendable {
  private let received = Atomic<Int32>(0)
  private let action = Mutex<(@Sendable () -> Void)?>(nil)
  private let lastAction = Mutex<(@Sendable () -> Void)?>(nil)

  /// An interruption that no signal triggers, for tests and for callers with signals of their own.
  package init() {}

  /// Starts to listen to signals: Ctrl-C, termination and, unless it was to be ignored as under
  /// `nohup`, the end of the terminal.
  package func listen(to numbers: [Int32] = [SIGINT, SIGTERM, SIGHUP]) {
    for number in numbers {
      var before = sigaction()
      unsafe sigaction(number, nil, &before)
      let isIgnored = unsafe unsafeBitCast(before.__sigaction_handler.sa_handler, to: Int.self) == 1
      if number == SIGHUP, isIgnored { continue }
      _ = Glibc.signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { [self] in
        // The handler holds its source, which would otherwise end with this call.
        withExtendedLifetime(source) {
          guard !trigger(signal: number) else { return }
          lastAction.withLock { $0 }?()
          _exit(128 + number)
        }
      }
      source.resume()
    }
  }

  /// Asks to stop as `signal` would; false where somebody already did.
  @discardableResult
  package func trigger(signal number: Int32 = SIGINT) -> Bool {
    let isFirst = received.compareExchange(
      expected: 0, desired: number, ordering: .sequentiallyConsistent
    ).exchanged
    if isFirst { action.withLock { $0 }?() }
    return isFirst
  }

  /// Has `action` called when somebody asks to stop; in place of an earlier action.
  func onRequest(_ action: @escaping @Sendable () -> Void) {
    self.action.withLock { $0 = action }
  }

  /// Has `action` called before the process ends at once.
  func onInsistence(_ action: @escaping @Sendable () -> Void) {
    lastAction.withLock { $0 = action }
  }

  /// Whether somebody asked to stop.
  package var isRequested: Bool { signal != nil }

  /// The signal that asked to stop; nil where none did.
  package var signal: Int32? {
    let number = received.load(ordering: .sequentiallyConsistent)
    return number == 0 ? nil : number
  }
}
