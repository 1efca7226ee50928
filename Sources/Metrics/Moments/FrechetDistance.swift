public import Arrays

/// The Fréchet distance: the 2-Wasserstein distance of the normal laws with the clouds' moments.
///
/// d² = |m − n|² + tr S + tr T − 2 tr (S^½ T S^½)^½ with unbiased covariances; on Inception features
/// d² is called FID. Two numbers: `frechet`, in the units of the points, and its square, `frechet2`. It
/// sees two moments and nothing else, is at most W₂, and is biased in the counts: compare equal ones.
///
/// No square root of a matrix is taken: with S = AᵀA and T = BᵀB from QR factorisations of the clouds
/// the last trace is the sum of the singular values of A Bᵀ, which is accurate also where a covariance
/// has no full rank.
///
/// - SeeAlso: Dowson & Landau 1982; Heusel et al. 2017.
public struct FrechetDistance: Metric {
  private let centre: [Double]
  private let target: Moments

  /// The distance to `target`, of shape [count, dimension] with count ≥ 2.
  ///
  /// - Throws: `MetricError` where the target is too small or not finite.
  public init(target: Matrix<Double>) throws(MetricError) {
    try check(target: target, minimum: 2)
    centre = exactCentre(of: target)
    self.target = Moments(of: target, about: centre)
  }

  /// `frechet` and `frechet2`.
  public var quantities: [MetricQuantity] {
    let attributes = { (longName: String, root: String) in
      standardAttributes(
        longName: longName, units: "1", estimator: "exact for the normal laws of equal moments",
        error: "unknown", targetCount: target.count,
        [
          MetricAttribute("exponent", .integer(2)), MetricAttribute("root", .string(root)),
          MetricAttribute("covariance", .string("divided by count - 1")),
        ])
    }
    return [
      MetricQuantity(name: "frechet", attributes: attributes("Frechet distance", "taken")),
      MetricQuantity(name: "frechet2", attributes: attributes("squared Frechet distance", "none")),
    ]
  }

  /// The distance of at least two samples, and its square.
  public func evaluate(
    _ samples: Matrix<Double>, classes: [Int]?
  ) throws(MetricError) -> [MetricValue] {
    try check(
      samples: samples, targetRows: target.count, dimension: centre.count, minimum: 2,
      paired: false)
    let found = Moments(of: samples, about: centre)
    let apart = zip(found.mean, target.mean).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    let common = SingularValues(of: found.factor, times: target.factor).sum
    // Rounding may leave less than nothing of the difference.
    let square = apart + max(0, found.trace + target.trace - 2 * common)
    return [
      MetricValue(value: square.squareRoot(), error: nil), MetricValue(value: square, error: nil),
    ]
  }
}
