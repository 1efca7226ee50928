public import Arrays
public import Randomness

/// The S of scikit-learn's `make_s_curve`, seen from its side (its columns 0 and 2): two arcs in the plane.
///
/// A point is ((sin t, sign(t) (cos t − 1)) + noise · N(0, I)) / scale with t = 3π(u − ½), u uniform in
/// (0, 1). MonoFlow's particle experiment has noise 0.12 and scale 2.
public struct SCurve: Distribution {
  /// The standard deviation of the noise in each coordinate, before the division by `scale`.
  public let noise: Double
  /// What the coordinates are divided by.
  public let scale: Double

  /// The curve with this noise, shrunk by `scale`.
  ///
  /// - Throws: `DistributionError` where `noise` < 0 or `scale` ≤ 0.
  public init(noise: Double, scale: Double = 1) throws(DistributionError) {
    self.noise = try nonNegative(noise, "noise")
    self.scale = try positive(scale, "scale")
  }

  /// The dimension of the space: 2.
  public var dimension: Int { 2 }

  /// Draws the places on the curve first, then the noise of all rows.
  public func fill(_ samples: inout Matrix<Float>, using stream: inout RandomStream) {
    fillCurve(&samples, noise: noise, scale: scale, using: &stream) { stream in
      let t = 3 * Double.pi * (stream.uniform() - 0.5)
      let height = cosine(t) - 1
      return (sine(t), t < 0 ? -height : height)
    }
  }
}
