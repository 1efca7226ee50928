import CKernels

/// The optimisers' steps: each buffer of a call has as many floats as the one that is moved.
extension FloatBuffer {
  /// The numbers of one step of Adam.
  package struct AdamStep {
    /// rate / (1 − beta1ᵗ).
    package var step: Double
    /// The decay of the first moment.
    package var beta1: Double
    /// The decay of the second moment.
    package var beta2: Double
    /// 1 / √(1 − beta2ᵗ).
    package var inverseRootCorrection: Double
    /// What is added to the root of the second moment.
    package var epsilon: Double

    /// The numbers of one step.
    package init(
      step: Double, beta1: Double, beta2: Double, inverseRootCorrection: Double, epsilon: Double
    ) {
      self.step = step
      self.beta1 = beta1
      self.beta2 = beta2
      self.inverseRootCorrection = inverseRootCorrection
      self.epsilon = epsilon
    }
  }

  /// m ← beta1 m + (1 − beta1) g, v ← beta2 v + (1 − beta2) g²,
  /// w ← w − step · m / (√v · inverseRootCorrection + epsilon).
  package func descend(
    along gradient: FloatBuffer, first: FloatBuffer, second: FloatBuffer, _ adam: AdamStep
  ) {
    precondition(gradient.count == count && first.count == count && second.count == count)
    unsafe gfk_adam(
      base, gradient.base, first.base, second.base, Float(adam.step), Float(adam.beta1),
      Float(1 - adam.beta1), Float(adam.beta2), Float(1 - adam.beta2),
      Float(adam.inverseRootCorrection), Float(adam.epsilon), count)
  }

  /// w ← w − rate · g.
  package func descend(along gradient: FloatBuffer, rate: Double) {
    precondition(gradient.count == count)
    unsafe gfk_sgd(base, gradient.base, Float(rate), count)
  }

  /// m ← momentum · m + g, w ← w − rate · m.
  package func descend(
    along gradient: FloatBuffer, moment: FloatBuffer, rate: Double, momentum: Double
  ) {
    precondition(gradient.count == count && moment.count == count)
    unsafe gfk_momentum(base, gradient.base, moment.base, Float(rate), Float(momentum), count)
  }

  /// v ← decay · v + (1 − decay) g², w ← w − rate · g / (√v + epsilon).
  package func descend(
    along gradient: FloatBuffer, second: FloatBuffer, rate: Double, decay: Double, epsilon: Double
  ) {
    precondition(gradient.count == count && second.count == count)
    unsafe gfk_rmsprop(
      base, gradient.base, second.base, Float(rate), Float(decay), Float(1 - decay),
      Float(epsilon), count)
  }
}
