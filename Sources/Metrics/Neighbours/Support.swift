public import Arrays

/// Precision, recall, density or coverage: how the samples lie in the target's support, or the target
/// in the samples'.
///
/// The support of a cloud is the union of closed balls about its points, each as wide as the distance to
/// the point's k-th nearest neighbour in its own cloud, itself not counted. Ties count as inside, so a
/// cloud lies in its own support also where points coincide.
///
/// - SeeAlso: Kynkäänniemi et al., *Improved precision and recall metric*, 2019, equation 1 (k = 3);
///   Naeem et al., *Reliable fidelity and diversity metrics*, 2020, equations 3 and 4 (k = 5).
public struct Support: ScalarMetric {
  /// What is counted.
  public enum Aspect: String, Sendable, CaseIterable {
    /// The share of samples in the target's support.
    case precision
    /// The share of target points in the samples' support.
    case recall
    /// The mean number of target balls that hold a sample, over k: 1 at equality, may be more.
    case density
    /// The share of target points whose ball holds a sample.
    case coverage
  }

  private let aspect: Aspect
  private let neighbours: Int
  private let target: NeighbourCloud
  /// The squared radii of the target's balls; empty for recall, which has no use for them.
  private let radii: [Double]

  /// The aspect of the support of `target`, of shape [count, dimension] with count > `neighbours`.
  ///
  /// - Throws: `MetricError` where the target is too small or not finite, or `neighbours` is not
  ///   within 1 ... 64.
  public init(
    target: Matrix<Double>, aspect: Aspect, neighbours: Int
  ) throws(MetricError) {
    guard neighbours >= 1, neighbours <= NeighbourCloud.greatestRank else {
      throw .badNeighbours(neighbours)
    }
    try check(target: target, minimum: neighbours + 1)
    self.aspect = aspect
    self.neighbours = neighbours
    self.target = NeighbourCloud(target)
    radii = aspect == .recall ? [] : self.target.ownRadii(rank: neighbours)
  }

  /// `precision`, `recall`, `density` or `coverage`.
  public var name: String { aspect.rawValue }

  /// The estimator and the number of neighbours.
  public var attributes: [MetricAttribute] {
    let estimator =
      switch aspect {
      case .precision: "share of samples in a ball about a target point"
      case .recall: "share of target points in a ball about a sample"
      case .density: "mean number of balls about target points that hold a sample, over neighbours"
      case .coverage: "share of target points whose ball holds a sample"
      }
    return standardAttributes(
      longName: aspect.rawValue, units: "1", estimator: estimator,
      error: aspect == .density
        ? "standard error over samples, the target's balls held fixed"
        : "binomial standard error, the balls held fixed",
      targetCount: target.count, [MetricAttribute("neighbours", .integer(neighbours))])
  }

  /// The standard error.
  public var errorMeasure: MetricErrorMeasure { .standardError }

  /// The value for samples, of which recall needs more than `neighbours`.
  public func evaluate(_ samples: Matrix<Double>) throws(MetricError) -> MetricValue {
    try check(
      samples: samples, targetRows: target.count, dimension: target.dimension,
      minimum: aspect == .recall ? neighbours + 1 : aspect == .density ? 2 : 1, paired: false)
    let cloud = NeighbourCloud(samples)
    switch aspect {
    case .precision:
      return Self.shareHeld(cloud.ballCounts(in: target, radii: radii))
    case .recall:
      let radii = cloud.ownRadii(rank: neighbours)
      return Self.shareHeld(target.ballCounts(in: cloud, radii: radii))
    case .density:
      let counts = cloud.ballCounts(in: target, radii: radii)
      return meanWithError(counts.map { Double($0) / Double(neighbours) })
    case .coverage:
      let squares = target.nearestSquares(in: cloud)
      let covered = zip(squares, radii).reduce(0) { $0 + ($1.0 <= $1.1 ? 1 : 0) }
      return share(Double(covered), of: target.count)
    }
  }

  private static func shareHeld(_ counts: [Int]) -> MetricValue {
    share(Double(counts.count { $0 > 0 }), of: counts.count)
  }
}
