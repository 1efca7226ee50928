/// Progress for those who asked for silence.
package final class SilentProgress: ExecutionObserver {
  /// A display of nothing.
  package init() {}

  /// Takes no note.
  package func observe(_ event: ExecutionEvent) {}
}
