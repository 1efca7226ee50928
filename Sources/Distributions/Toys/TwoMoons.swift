public import Arrays
public import Randomness

/// Two interleaving half circles of radius 1 in the plane, with normal noise.
///
/// A point lies on either moon with probability ½, at an angle t uniform in [0, π]: the outer moon is
/// (cos t, sin t), the inner one (1 − cos t, ½ − sin t). `make_moons` of scikit-learn gives the same
/// curves at equispaced angles; here angles and moons are drawn independently.
public struct TwoMoons: Distribution {
  /// The standard deviation of the noise in each coordinate.
  public let noise: Double

  /// The two moons with this noise.
  ///
  /// - Throws: `DistributionError` where `noise` is negative or not finite.
  public init(noise: Double) throws(DistributionError) {
    self.noise = try nonNegative(noise, "noise")
  }

  /// The dimension of the space: 2.
  public var dimension: Int { 2 }

  /// Draws the places on the moons first, then the noise of all rows.
  public func fill(_ samples: inout Matrix<Float>, using stream: inout RandomStream) {
    fillCurve(&samples, noise: noise, scale: 1, using: &stream) { stream in
      let (isInner, angle) = Self.drawPlace(using: &stream)
      return isInner ? (1 - cosine(angle), 0.5 - sine(angle)) : (cosine(angle), sine(angle))
    }
  }

  private static func drawPlace(
    using stream: inout RandomStream
  ) -> (isInner: Bool, angle: Double) {
    let isInner = stream.index(below: 2) == 1
    return (isInner, Double.pi * stream.uniform())
  }
}

extension TwoMoons: LabelledDistribution {
  /// The two moons.
  public var classCount: Int { 2 }

  /// 0 on the outer moon, 1 on the inner one.
  public func classes(count: Int, using stream: RandomStream) -> [Int] {
    var stream = stream
    return (0..<count).map { _ in Self.drawPlace(using: &stream).isInner ? 1 : 0 }
  }
}
