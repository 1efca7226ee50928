/// Mean and spread of a few numbers, as of a metric over seeds.
package enum SampleMoments {
  /// The mean; not a number of none.
  package static func mean(_ values: [Double]) -> Double {
    values.isEmpty ? .nan : values.reduce(0, +) / Double(values.count)
  }

  /// The standard deviation, the sum of squares divided by n − 1; 0 of one.
  package static func deviation(_ values: [Double]) -> Double {
    guard values.count > 1 else { return 0 }
    let mean = mean(values)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(values.count - 1)).squareRoot()
  }

  /// The half-width of Student's confidence interval of the mean: t s / √n, with t the two-sided quantile
  /// for n − 1 degrees of freedom; of at least two values.
  package static func halfWidth(_ values: [Double], confidence: Double) -> Double {
    let count = values.count
    precondition(count > 1, "one value has no interval")
    let quantile = StudentDistribution.twoSided(confidence, freedom: count - 1)
    return quantile * deviation(values) / Double(count).squareRoot()
  }
}
