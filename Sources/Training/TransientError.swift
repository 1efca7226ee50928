/// An error that another attempt may not meet: the work died under its hands.
///
/// Such a failure of a run is treated as a crash: the run is tried again from its last checkpoint, as
/// often as crashes are.
public protocol TransientError: Error {
  /// Whether this one is of that kind.
  var isTransient: Bool { get }
}
