/// A cloud whose points share a mass of 1, equally or by weights.
struct EntropicMeasure {
  let cloud: PairwiseCloud
  /// What each point has of the mass, positive; nil where all have the same.
  let shares: [Double]?
  private let logShares: [Double]?

  /// Points of positive shares that add up to 1, or of equal ones.
  init(_ cloud: PairwiseCloud, shares: [Double]?) {
    self.cloud = cloud
    self.shares = shares
    logShares = shares?.map(logarithm)
  }

  var count: Int { cloud.count }

  /// The mean over the mass of a value per point.
  func mean(_ values: [Double]) -> Double {
    guard let shares else { return values.compensatedSum / Double(values.count) }
    return zip(values, shares).lazy.map { $0 * $1 }.compensatedSum
  }

  /// Values times their points' shares of the mass, in the unit of an equal share.
  func weighted(_ values: [Double]) -> [Double] {
    guard let shares else { return values }
    let count = Double(values.count)
    return zip(values, shares).map { count * $0 * $1 }
  }

  /// Each value plus the logarithm of its point's share, up to `logUnit`.
  func addingLogShares(_ values: [Double]) -> [Double] {
    guard let logShares else { return values }
    return zip(values, logShares).map { $0 + $1 }
  }

  /// The logarithm of the unit that `addingLogShares` counts shares in.
  var logUnit: Double { shares == nil ? logarithm(Double(count)) : 0 }
}
