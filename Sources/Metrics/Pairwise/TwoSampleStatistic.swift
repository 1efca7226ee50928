import Arrays

/// The U-statistic E f(x, x′) + E f(y, y′) − 2 E f(x, y) of two clouds, of which y is fixed.
///
/// It is unbiased, for no pair of a point with itself enters it, and may therefore be of the wrong
/// sign near equality. The target's own sums are computed once.
struct TwoSampleStatistic: Sendable {
  let target: PairwiseCloud
  let function: PairFunction
  /// For each target point, the mean of f over the other target points.
  private let targetMeans: [Double]

  init(target: PairwiseCloud, function: PairFunction) {
    self.target = target
    self.function = function
    let others = Double(target.count - 1)
    targetMeans = target.sums(of: function).map { $0 / others }
  }

  /// The statistic, and what each point contributes to its first-order (Hájek) projection.
  func evaluate(_ samples: PairwiseCloud) -> (
    value: Double, ofSamples: [Double], ofTarget: [Double]
  ) {
    let (n, m) = (Double(samples.count), Double(target.count))
    let within = samples.sums(of: function)
    let between = samples.sums(of: function, with: target)
    let value =
      within.compensatedSum / (n * (n - 1)) + targetMeans.compensatedSum / m
      - 2 * between.own.compensatedSum / (n * m)
    return (
      value,
      zip(within, between.own).map { $0 / (n - 1) - $1 / m },
      zip(targetMeans, between.others).map { $0 - $1 / n }
    )
  }
}

/// The standard error of a U-statistic from its points' contributions: 4 Var/n for each cloud.
///
/// First order, so it is the right one away from equality; at equality the contributions' sampling
/// noise stands for the vanishing first order and the result is of the right size.
func standardError(_ clouds: [Double]...) -> Double {
  let variance = clouds.reduce(0.0) { sum, contributions in
    let n = Double(contributions.count)
    let mean = contributions.compensatedSum / n
    let squares = contributions.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return sum + 4 * squares / (n - 1) / n
  }
  return variance.squareRoot()
}
