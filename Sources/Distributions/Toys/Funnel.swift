public import Arrays
public import Randomness

/// A funnel in the plane: y ~ N(0, 1), and x given y ~ N(0, (scale eʸ)²).
///
/// Neal's funnel in two dimensions, with eʸ in place of e^(y/2): the neck is too narrow for steps that
/// suit the mouth. A point is (x, y).
public struct Funnel: DensityDistribution {
  /// The standard deviation of x at y = 0.
  public let scale: Double

  /// The funnel of this width.
  ///
  /// - Throws: `DistributionError` where `scale` ≤ 0.
  public init(scale: Double = 0.1) throws(DistributionError) {
    self.scale = try positive(scale, "scale")
  }

  /// The dimension of the space: 2.
  public var dimension: Int { 2 }

  /// Draws two standard normal values per point.
  public func fill(_ samples: inout Matrix<Float>, using stream: inout RandomStream) {
    precondition(samples.columns == 2, "samples need two columns")
    stream.fillNormal(&samples.elements)
    for row in 0..<samples.rows {
      let y = Double(samples[row, 1])
      samples[row, 0] = Float(scale * exponential(y) * Double(samples[row, 0]))
    }
  }

  /// −½ (x / (scale eʸ))² − ½ y² − y − ln(2π scale).
  public func logDensity(at points: Matrix<Double>) -> [Double] {
    precondition(points.columns == 2, "points need two columns")
    let peak = -logarithm(2 * Double.pi * scale)
    return (0..<points.rows).map { row in
      let y = points[row, 1]
      let relative = points[row, 0] / (scale * exponential(y))
      return peak - 0.5 * relative * relative - 0.5 * y * y - y
    }
  }

  /// (−x / s², x² / s² − y − 1) with s = scale eʸ.
  public func score(at points: Matrix<Double>) -> Matrix<Double> {
    precondition(points.columns == 2, "points need two columns")
    var scores = Matrix<Double>(rows: points.rows, columns: 2, repeating: 0)
    for row in 0..<points.rows {
      let y = points[row, 1]
      let width = scale * exponential(y)
      let relative = points[row, 0] / width
      scores[row, 0] = -relative / width
      scores[row, 1] = relative * relative - y - 1
    }
    return scores
  }
}
