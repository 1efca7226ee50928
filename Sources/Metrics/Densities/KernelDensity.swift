import Arrays

/// A density estimated by normal laws about the points of a cloud.
struct KernelDensity: Sendable {
  private let cloud: PairwiseCloud

  init(_ points: Matrix<Double>) {
    cloud = PairwiseCloud(differencesOf: points)
  }

  var count: Int { cloud.count }
  var dimension: Int { cloud.dimension }

  /// The logarithm of the density at each of its own points, made of the others.
  func leaveOneOut(width: Double) -> [Double] {
    log(at: cloud, width: width, count: count - 1, excludesSelf: true)
  }

  /// The logarithm of the density at the points of another cloud.
  func log(at other: KernelDensity, width: Double) -> [Double] {
    log(at: other.cloud, width: width, count: count, excludesSelf: false)
  }

  private func log(
    at points: PairwiseCloud, width: Double, count: Int, excludesSelf: Bool
  ) -> [Double] {
    let peak =
      -logarithm(Double(count))
      - Double(dimension) * (logarithm(width) + 0.5 * logarithm(2 * Double.pi))
    return points.logSums(
      over: cloud, weights: Array(repeating: 0, count: cloud.count),
      rate: 0.5 / width / width, excludesSelf: excludesSelf
    ).map { $0 + peak }
  }
}

/// The root mean square deviation of a coordinate from its mean, over all coordinates.
func deviation(of points: Matrix<Double>) -> Double {
  guard points.rows > 1, points.columns > 0 else { return 0 }
  let centre = exactCentre(of: points)
  var square = 0.0
  for column in 0..<points.columns {
    let values = (0..<points.rows).map { points[$0, column] - centre[column] }
    let mean = values.compensatedSum / Double(values.count)
    square += values.lazy.map { ($0 - mean) * ($0 - mean) }.compensatedSum
  }
  return (square / Double((points.rows - 1) * points.columns)).squareRoot()
}
