public import Arrays
public import Randomness

/// The rolled-up strip of scikit-learn's `make_swiss_roll`, seen from its side: a spiral in the plane.
///
/// A point is ((t cos t, t sin t) + noise · N(0, I)) / scale with t = 1.5π(1 + 2u), u uniform in (0, 1).
/// The defaults are those of the WGAN-GP toy experiment (Gulrajani et al. 2017).
public struct SwissRoll: Distribution {
  /// The standard deviation of the noise in each coordinate, before the division by `scale`.
  public let noise: Double
  /// What the coordinates are divided by.
  public let scale: Double

  /// The spiral with this noise, shrunk by `scale`.
  ///
  /// - Throws: `DistributionError` where `noise` < 0 or `scale` ≤ 0.
  public init(noise: Double = 0.25, scale: Double = 7.5) throws(DistributionError) {
    self.noise = try nonNegative(noise, "noise")
    self.scale = try positive(scale, "scale")
  }

  /// The dimension of the space: 2.
  public var dimension: Int { 2 }

  /// Draws the places on the spiral first, then the noise of all rows.
  public func fill(_ samples: inout Matrix<Float>, using stream: inout RandomStream) {
    fillCurve(&samples, noise: noise, scale: scale, using: &stream) { stream in
      let t = 1.5 * Double.pi * (1 + 2 * stream.uniform())
      return (t * cosine(t), t * sine(t))
    }
  }
}
