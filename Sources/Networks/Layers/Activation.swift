package import Graphs

/// The function between two linear layers.
package enum Activation: Hashable, Sendable {
  /// max(x, 0).
  case relu
  /// x where x ≥ 0, slope · x below; the slope is not negative.
  case leakyRelu(slope: Double)
  /// x where x ≥ 0, alpha · (eˣ − 1) below.
  case elu(alpha: Double)
  /// The hyperbolic tangent.
  case tanh
  /// log(1 + eˣ).
  case softplus
  /// x / (1 + e⁻ˣ), also called swish.
  case silu

  /// The function of every element of `x`.
  package func apply(to x: Tensor) -> Tensor {
    switch self {
    case .relu: x.relu()
    case .leakyRelu(let slope): x.relu(slope: slope)
    case .elu(let alpha): Self.elu(x, alpha)
    case .tanh: x.tanh
    case .softplus: x.softplus
    case .silu: x * x.sigmoid
    }
  }

  /// eˣ − 1 as tanh(x/2) (eˣ + 1), which keeps its digits near 0; the slope at 0 is alpha.
  private static func elu(_ x: Tensor, _ alpha: Double) -> Tensor {
    let positive = x.relu()
    let negative = x - positive
    return positive + (negative * 0.5).tanh * (negative.exponential + 1) * alpha
  }
}
