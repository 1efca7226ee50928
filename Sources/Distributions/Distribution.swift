public import Arrays
public import Randomness

/// A probability law on a Euclidean space that can be sampled.
///
/// The laws here are immutable values: the same stream gives the same samples.
public protocol Distribution: Sendable {
  /// The dimension of the space.
  var dimension: Int { get }

  /// Overwrites every row of `samples` with an independent draw, or with a stratified batch where
  /// the law says so.
  ///
  /// - Parameters:
  ///   - samples: shape [count, dimension].
  ///   - stream: what the draws are taken from; left after the last of them.
  func fill(_ samples: inout Matrix<Float>, using stream: inout RandomStream)
}

extension Distribution {
  /// Draws `count` points; shape [count, dimension].
  public func sample(count: Int, using stream: inout RandomStream) -> Matrix<Float> {
    var samples = Matrix<Float>(rows: count, columns: dimension, repeating: 0)
    fill(&samples, using: &stream)
    return samples
  }
}

/// A law with a density known in closed form, and its gradient.
public protocol DensityDistribution: Distribution {
  /// The natural logarithm of the density at each row of `points`, of shape [count, dimension];
  /// −∞ outside the support.
  func logDensity(at points: Matrix<Double>) -> [Double]

  /// The score ∇ log density at each row of `points`: shape [count, dimension].
  ///
  /// Zero outside the support and on its boundary, where no gradient exists.
  func score(at points: Matrix<Double>) -> Matrix<Double>
}
