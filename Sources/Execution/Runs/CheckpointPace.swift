/// When the next checkpoint of a run is due.
///
/// Results do not depend on it. Where a checkpoint takes long, the next is put off until writing takes
/// no more than a twentieth of the time.
struct CheckpointPace {
  private let clock = ContinuousClock()
  private let period: Duration
  private var due: ContinuousClock.Instant
  private var began: ContinuousClock.Instant

  /// A pace that starts now.
  init(period: Duration) {
    self.period = period
    began = clock.now
    due = began + period
  }

  /// Whether a checkpoint should be made now.
  var isDue: Bool { clock.now >= due }

  /// Takes note that one is being made.
  mutating func begin() { began = clock.now }

  /// Takes note that it was made.
  mutating func end() {
    let now = clock.now
    due = now + max(period, (now - began) * 20)
  }
}
