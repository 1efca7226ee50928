package import Graphs

/// The loss by which a generator is fitted to its targets.
package enum Fit: Hashable, Sendable {
  /// ½ · mean over the batch of |G(z) − ζ|²: with one step of plain gradient descent at rate η this
  /// is the adversarial update at rate η ε.
  case halfMean
  /// The mean over batch and coordinates of the squared difference, as PyTorch's `MSELoss`: 2 / d
  /// times the other.
  case elementMean
  /// As `halfMean`, after the targets are matched to the samples by the assignment of least squared
  /// distance: the generator is asked for the set of targets, not for each one from its own sample
  /// (Huang & Zhang 2023, section 3.3).
  case assigned

  /// The loss, [1, 1], of `samples` against `targets`, both [n, d].
  package func loss(of samples: Tensor, against targets: Tensor) -> Tensor {
    let squares = (samples - targets).squared
    return switch self {
    case .halfMean, .assigned: squares.sum * (0.5 / Double(samples.shape.rows))
    case .elementMean: squares.mean
    }
  }
}
