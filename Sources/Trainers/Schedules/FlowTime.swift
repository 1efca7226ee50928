/// The time of a flow: the sum of the steps ε of the iterations made.
struct FlowTime {
  /// The sum so far.
  private(set) var sum: Double

  /// The time before an iteration, the same to the bit whether reached step by step or at once.
  init(_ step: Schedule, before iteration: Int) {
    sum = step.sum(before: iteration)
  }

  /// Goes on over one iteration.
  mutating func advance(_ step: Schedule, at iteration: Int) {
    if case .constant = step {
      sum = step.sum(before: iteration + 1)
    } else {
      sum += step(iteration)
    }
  }
}
