import Arrays

/// The median distance of pairs of points of a cloud.
enum MedianDistance {
  /// The points whose pairwise distances give the median, where a cloud has more.
  static let greatestCount = 2000

  /// The median distance of the pairs among the first `greatestCount` points of the target.
  ///
  /// - Throws: `MetricError.zeroMedianDistance` where more than half of the pairs coincide.
  static func of(_ target: Matrix<Double>) throws(MetricError) -> Double {
    let rows = min(target.rows, greatestCount)
    let head = Matrix(
      rows: rows, columns: target.columns,
      elements: Array(target.elements.prefix(rows * target.columns)))
    var distances = PairwiseCloud(head).pairDistances
    guard !distances.isEmpty else {
      throw .tooFewPoints(.target, minimum: 2, found: target.rows)
    }
    let upper = distances.selectSmallest(distances.count / 2)
    let median =
      distances.count.isMultiple(of: 2)
      ? 0.5 * (distances.selectSmallest(distances.count / 2 - 1) + upper) : upper
    guard median > 0 else { throw .zeroMedianDistance }
    return median
  }

  /// How the median of a target of `count` points was found, in words.
  static func rule(_ count: Int) -> String {
    let points = count > greatestCount ? "first \(greatestCount) target points'" : "target's"
    return "median of the \(points) pairwise distances"
  }
}
