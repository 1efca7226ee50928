import Arrays

/// How a mean over pairs of points of one cloud is estimated.
public enum PairEstimator: String, Sendable, CaseIterable {
  /// Over pairs of distinct points: the U-statistic, unbiased, and so negative about half the time at
  /// equality.
  case unbiased
  /// Over all pairs, points with themselves included: the V-statistic, never of the wrong sign, and
  /// too large by about 1/n of the kernel's value at 0.
  case biased

  /// The name of the estimator of a sum over pairs.
  var statistic: String {
    switch self {
    case .unbiased: "U-statistic over all pairs"
    case .biased: "V-statistic over all pairs"
    }
  }
}

/// The statistic E f(x, x′) + E f(y, y′) − 2 E f(x, y) of two clouds, of which y is fixed.
///
/// The target's own sums are computed once.
struct TwoSampleStatistic: Sendable {
  let target: PairwiseCloud
  let function: PairFunction
  let estimator: PairEstimator
  /// For each target point, the mean of f over the target points it is paired with.
  private let targetMeans: [Double]

  init(target: PairwiseCloud, function: PairFunction, estimator: PairEstimator) {
    self.target = target
    self.function = function
    self.estimator = estimator
    targetMeans = Self.means(within: target, function, estimator)
  }

  private static func means(
    within cloud: PairwiseCloud, _ function: PairFunction, _ estimator: PairEstimator
  ) -> [Double] {
    let sums = cloud.sums(of: function)
    switch estimator {
    case .unbiased:
      let others = Double(cloud.count - 1)
      return sums.map { $0 / others }
    case .biased:
      let all = Double(cloud.count)
      return sums.map { ($0 + function.atZero) / all }
    }
  }

  /// The least number of points of a cloud.
  var minimum: Int { estimator == .unbiased ? 2 : 1 }

  /// The statistic of `samples`, and its standard error.
  func evaluate(_ samples: Matrix<Double>) -> MetricValue {
    let cloud = PairwiseCloud(samples, frame: target.frame)
    let (n, m) = (Double(cloud.count), Double(target.count))
    let within = Self.means(within: cloud, function, estimator)
    let between = cloud.sums(of: function, with: target)
    let value =
      within.compensatedSum / n + targetMeans.compensatedSum / m
      - 2 * between.own.compensatedSum / (n * m)
    let error = standardError(
      zip(within, between.own).map { $0 - $1 / m },
      zip(targetMeans, between.others).map { $0 - $1 / n })
    return MetricValue(value: value, error: error)
  }
}

/// The standard error of a U-statistic from its points' contributions to its first-order (Hájek)
/// projection: 4 Var/n for each cloud; nil for a single point.
///
/// First order, so it is the right one away from equality; at equality the contributions' sampling
/// noise stands for the vanishing first order and the result is of the right size.
private func standardError(_ clouds: [Double]...) -> Double? {
  var variance = 0.0
  for contributions in clouds {
    guard contributions.count > 1 else { return nil }
    let n = Double(contributions.count)
    let mean = contributions.compensatedSum / n
    let squares = contributions.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    variance += 4 * squares / (n - 1) / n
  }
  return variance.squareRoot()
}
