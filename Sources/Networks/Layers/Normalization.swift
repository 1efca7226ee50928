import Graphs

/// What happens between a hidden layer's linear map and its activation.
package enum Normalization: Hashable, Sendable {
  /// Nothing.
  case none
  /// Every feature has mean 0 and variance 1 over the batch at hand, then is scaled and shifted by
  /// learned parameters (Ioffe & Szegedy 2015).
  ///
  /// The statistics are always those of the current batch, the variance is the biased one, and
  /// `epsilon` is added to it: PyTorch's `BatchNorm1d` in training mode. There are no
  /// running averages, so samples depend on the batch they are drawn in.
  case batch(epsilon: Double = 1e-5)

  /// Whether hidden layers have learned scales and shifts.
  var hasParameters: Bool { self != .none }

  /// The normalised features of `x`, shape [batch, features], times `scale` plus `shift`, both
  /// [1, features]; `epsilon` is added to the variance.
  static func batchNormalized(
    _ x: Tensor, scale: Tensor, shift: Tensor, epsilon: Double
  ) -> Tensor {
    let rows = x.shape.rows
    let perRow = 1 / Double(rows)
    let centered = x - (x.columnSum * perRow).repeatedDown(rows)
    let variance = centered.squared.columnSum * perRow
    let gain = scale * (variance + epsilon).squareRoot.reciprocal
    return centered * gain.repeatedDown(rows) + shift.repeatedDown(rows)
  }
}
