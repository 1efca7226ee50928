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
  /// The features of every sample have mean 0 and variance 1, then are scaled and shifted by learned
  /// parameters (Ba, Kiros & Hinton 2016); `epsilon` is added to the biased variance.
  case layer(epsilon: Double = 1e-5)
  /// Every weight, that of the output layer too, is divided by an estimate of its greatest singular
  /// value, so that a network of 1-Lipschitz activations is 1-Lipschitz (Miyato et al. 2018).
  ///
  /// The estimate is σ = v W uᵀ with vectors kept beside the parameters; gradients see u and v as
  /// constants and go through W / σ.
  case spectral

  /// Whether hidden layers have learned scales and shifts.
  var hasParameters: Bool {
    switch self {
    case .none, .spectral: false
    case .batch, .layer: true
    }
  }

  /// The features that a hidden layer passes on to its activation.
  ///
  /// - Parameters:
  ///   - x: shape [batch, features].
  ///   - parameters: those of the network.
  ///   - layer: the name of the layer, under which its scale and shift are.
  /// - Returns: the shape of `x`.
  func apply(to x: Tensor, _ parameters: ParameterTensors, layer: String) -> Tensor {
    switch self {
    case .none, .spectral: x
    case .batch(let epsilon):
      Self.batchNormalized(
        x, scale: parameters["\(layer)/scale"], shift: parameters["\(layer)/shift"],
        epsilon: epsilon)
    case .layer(let epsilon):
      Self.layerNormalized(
        x, scale: parameters["\(layer)/scale"], shift: parameters["\(layer)/shift"],
        epsilon: epsilon)
    }
  }

  /// The weight of a layer as it acts.
  func weight(_ parameters: ParameterTensors, layer: String) -> Tensor {
    let weight = parameters["\(layer)/weight"]
    guard self == .spectral else { return weight }
    let sigma = parameters["\(layer)/v"].times(weight)
      .times(parameters["\(layer)/u"], transposingOther: true)
    return weight * sigma.reciprocal.filling(weight.shape)
  }

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

  /// The same with mean and variance of every row.
  static func layerNormalized(
    _ x: Tensor, scale: Tensor, shift: Tensor, epsilon: Double
  ) -> Tensor {
    let (rows, columns) = (x.shape.rows, x.shape.columns)
    let perColumn = 1 / Double(columns)
    let centered = x - (x.rowSum * perColumn).repeatedAcross(columns)
    let variance = centered.squared.rowSum * perColumn
    let normalized =
      centered * (variance + epsilon).squareRoot.reciprocal.repeatedAcross(columns)
    return normalized * scale.repeatedDown(rows) + shift.repeatedDown(rows)
  }
}
