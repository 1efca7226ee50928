/// A rule that moves parameters against their gradient, with its settings.
///
/// The formulas are PyTorch's, without weight decay.
package enum Optimizer: Hashable, Sendable {
  /// Kingma & Ba 2015, with bias correction.
  case adam(rate: Double, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8)
  /// Gradient descent with heavy-ball momentum: m ← momentum · m + g, w ← w − rate · m.
  case sgd(rate: Double, momentum: Double = 0)
  /// v ← decay · v + (1 − decay) · g², w ← w − rate · g / (√v + epsilon) (Tieleman & Hinton 2012).
  case rmsprop(rate: Double, decay: Double = 0.99, epsilon: Double = 1e-8)

  /// The learning rate.
  package var rate: Double {
    switch self {
    case .adam(let rate, _, _, _), .sgd(let rate, _), .rmsprop(let rate, _, _): rate
    }
  }

  /// The names of the running averages it keeps for every parameter.
  package var momentNames: [String] {
    switch self {
    case .adam: ["first-moment", "second-moment"]
    case .sgd(_, let momentum): momentum == 0 ? [] : ["momentum"]
    case .rmsprop: ["second-moment"]
    }
  }
}
