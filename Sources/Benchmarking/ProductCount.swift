/// Floating-point operations of the matrix products that a training step needs, counted on paper.
///
/// Each product once, as reverse differentiation needs it for networks that are piecewise linear: a
/// kernel that does more gets no credit for it, one that does less has found a saving.
package struct ProductCount {
  /// The extents of a perceptron's layers, the input's first.
  private let widths: [Int]
  private let batch: Int

  /// The products of a perceptron with these widths on a batch.
  package init(widths: [Int], batch: Int) {
    self.widths = widths
    self.batch = batch
  }

  /// x ↦ network(x).
  package var forward: Int {
    zip(widths, widths.dropFirst()).reduce(0) { $0 + 2 * batch * $1.0 * $1.1 }
  }

  /// The gradient by the input, given what the forward pass left.
  package var inputGradient: Int { forward }

  /// The gradient by the parameters, given what the forward pass left.
  package var parameterGradient: Int { 2 * forward - 2 * batch * widths[0] * widths[1] }

  /// The gradient of a function of the input's gradient by the parameters: a pass along the chain
  /// of that gradient, and a product for each weight; the activations' second derivatives are 0.
  package var slopeGradient: Int { 2 * forward }

  /// A critic step with gradient penalty, with the generator's samples that it needs.
  package static func criticStep(generator: ProductCount, critic: ProductCount) -> Int {
    generator.forward + 3 * critic.forward + critic.inputGradient + 2 * critic.parameterGradient
      + critic.slopeGradient
  }

  /// A generator step against the critic.
  package static func adversarialStep(generator: ProductCount, critic: ProductCount) -> Int {
    generator.forward + critic.forward + critic.inputGradient + generator.parameterGradient
  }

  /// K fits of the generator to the samples that one Euler step moves.
  package static func eulerSteps(generator: ProductCount, critic: ProductCount, persistency: Int)
    -> Int
  {
    generator.forward + critic.forward + critic.inputGradient
      + persistency * (generator.forward + generator.parameterGradient)
  }
}
