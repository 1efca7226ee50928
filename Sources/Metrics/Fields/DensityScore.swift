package import Arrays

/// The logarithm of a density and its gradient at the points of a cloud.
package struct DensityScore: Sendable {
  /// The logarithm of the density at each point.
  package let logDensity: [Double]
  /// Its gradient at each point: shape [count, dimension].
  package let score: Matrix<Double>

  /// A density at points, told by somebody who knows it.
  package init(logDensity: [Double], score: Matrix<Double>) {
    self.logDensity = logDensity
    self.score = score
  }

  /// The density 1/m Σⱼ N(yⱼ, width² I) of a cloud y at `points`, of which y itself may be one.
  package init(estimatedFrom cloud: Matrix<Double>, at points: Matrix<Double>, width: Double) {
    let (own, places) = (
      PairwiseCloud(differencesOf: cloud), PairwiseCloud(differencesOf: points)
    )
    let (rate, none) = (0.5 / width / width, Array(repeating: 0.0, count: cloud.rows))
    let sums = places.logSums(over: own, weights: none, rate: rate)
    let peak =
      -logarithm(Double(cloud.rows))
      - Double(points.columns) * (logarithm(width) + 0.5 * logarithm(2 * Double.pi))
    logDensity = sums.map { $0 + peak }
    // Far from the cloud all terms vanish, but not their shares.
    let means = places.means(
      over: own, logSums: sums, weights: none, rate: rate, exponent: 2)
    score = Matrix(
      rows: points.rows, columns: points.columns, elements: means.map { -$0 / width / width })
  }

  /// Scott's width of a cloud: n^(−1/(d+4)) times the root mean square deviation.
  ///
  /// - Throws: `MetricError.badBandwidth` where all points coincide.
  package static func scottWidth(of cloud: Matrix<Double>) throws(MetricError) -> Double {
    try DensityBandwidth.scott.freeze(
      on: KernelDensity(cloud), deviation: deviation(of: cloud))
  }
}
