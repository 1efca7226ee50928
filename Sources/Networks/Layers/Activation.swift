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
    case .elu(let alpha): x.relu() + (x.minimum(0).exponential - 1) * alpha
    case .tanh: x.tanh
    case .softplus: x.softplus
    case .silu: x * x.sigmoid
    }
  }
}
