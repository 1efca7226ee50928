public import Arrays

/// A law with modes: places about which its points gather.
public protocol ModalDistribution: Distribution {
  /// The probability of each mode; sums to 1.
  var modeWeights: [Double] { get }

  /// For each row of `points` the mode that is nearest in its own standard deviations, the first of
  /// several, and the squared distance to its centre in them (Mahalanobis).
  func nearestModes(to points: Matrix<Double>) -> [(mode: Int, squaredDeviations: Double)]
}
