import Glibc
import Graphs

/// An optimiser at work on one parameter buffer: its moments and how often it has stepped.
package final class OptimizerState {
  /// The rule and its settings.
  package let optimizer: Optimizer
  /// How many steps were taken.
  package private(set) var stepCount = 0
  private let buffer: ParameterBuffer
  private let moments: [FloatBuffer]

  /// An optimiser that has not stepped yet.
  package init(_ optimizer: Optimizer, of buffer: ParameterBuffer) {
    self.optimizer = optimizer
    self.buffer = buffer
    moments = optimizer.momentNames.map { _ in FloatBuffer(count: buffer.values.count) }
  }

  /// Moves the values against the gradients the buffer holds.
  ///
  /// - Parameter rate: the learning rate of this step, where it is not the optimiser's own.
  package func step(rate: Double? = nil) {
    stepCount += 1
    let rate = rate ?? optimizer.rate
    let (values, gradients) = (buffer.values, buffer.gradients)
    switch optimizer {
    case .adam(_, let beta1, let beta2, let epsilon):
      let time = Double(stepCount)
      values.descend(
        along: gradients, first: moments[0], second: moments[1],
        FloatBuffer.AdamStep(
          step: rate / (1 - pow(beta1, time)), beta1: beta1, beta2: beta2,
          inverseRootCorrection: 1 / (1 - pow(beta2, time)).squareRoot(), epsilon: epsilon))
    case .sgd(_, let momentum):
      if let moment = moments.first {
        values.descend(along: gradients, moment: moment, rate: rate, momentum: momentum)
      } else {
        values.descend(along: gradients, rate: rate)
      }
    case .rmsprop(_, let decay, let epsilon):
      values.descend(
        along: gradients, second: moments[0], rate: rate, decay: decay, epsilon: epsilon)
    }
  }
}

// MARK: - Taking out and putting back

extension OptimizerState {
  /// The moments by name, each with the floats of all parameters one after the other.
  package var namedMoments: [(name: String, elements: [Float])] {
    zip(optimizer.momentNames, moments).map { ($0, buffer.packed($1)) }
  }

  /// Puts the optimiser where another one was: the next step is then the same, bit for bit.
  ///
  /// - Parameters:
  ///   - moments: as `namedMoments` gave them, in that order.
  ///   - stepCount: as read from the other.
  package func restore(moments: [[Float]], stepCount: Int) {
    precondition(moments.count == self.moments.count, "a moment is missing")
    for (elements, moment) in zip(moments, self.moments) { buffer.unpack(elements, into: moment) }
    self.stepCount = stepCount
  }
}
