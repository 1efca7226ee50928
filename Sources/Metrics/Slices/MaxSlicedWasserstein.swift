public import Arrays
internal import Glibc

/// The max-sliced Wasserstein distance to the target: the greatest W₂ along any direction.
///
/// The greatest over the fixed directions of the sliced distance, each of the best few of which is
/// then turned uphill: along θ the gradient of W₂² is 2 Mθ, M the mean of (x − y)(x − y)ᵀ over the
/// pairs that the order along θ makes (Danskin). The value is attained by a direction, so it is a
/// lower bound of the maximum; in the plane, where the directions lie close, it is the maximum to
/// about six digits.
///
/// - SeeAlso: Deshpande et al., *Max-sliced Wasserstein distance*, CVPR 2019.
public struct MaxSlicedWasserstein: ScalarMetric {
  private let target: SlicedTarget
  /// The fixed directions that are turned, and how often each is turned at most.
  private static let starts = 3
  private static let greatestTurns = 60

  /// The max-sliced distance to `target`, of shape [count, dimension], from `directions` directions.
  ///
  /// - Throws: `MetricError` where the target is empty or not finite, or there are no directions.
  public init(target: Matrix<Double>, directions: Int = 64) throws(MetricError) {
    try check(target: target, minimum: 1)
    guard directions >= 1 else { throw .noDirections }
    self.target = SlicedTarget(target: target, directions: directions, exponent: .two)
  }

  /// `max_sw2`.
  public var name: String { "max_sw2" }

  /// The estimator, the exponent and the directions.
  public var attributes: [MetricAttribute] {
    standardAttributes(
      longName: "max-sliced 2-Wasserstein distance", units: "1",
      estimator:
        "exact distance on the line along the best fixed directions, turned uphill: a lower bound",
      error: "unknown", targetCount: target.cloud.count,
      [
        MetricAttribute("exponent", .integer(2)),
        MetricAttribute("directions", .integer(target.directions.count)),
        MetricAttribute("direction_set", .string(target.directions.kind)),
      ])
  }

  /// The distance of the samples, of which there may be more or fewer than target points.
  public func evaluate(_ samples: Matrix<Double>) throws(MetricError) -> MetricValue {
    try check(
      samples: samples, targetRows: target.cloud.count, dimension: target.cloud.dimension,
      minimum: 1, paired: false)
    let cloud = SlicedCloud(samples, centre: target.centre)
    let costs = target.costs(of: cloud)
    let order = costs.indices.sorted { (costs[$1], $0) < (costs[$0], $1) }
    let dimension = cloud.dimension
    var greatest = order.first.map { costs[$0] } ?? 0
    for start in order.prefix(dimension > 1 ? Self.starts : 0) {
      let direction = Array(
        target.directions.elements[start * dimension..<(start + 1) * dimension])
      greatest = max(greatest, climb(cloud, from: direction, costs[start]))
    }
    return MetricValue(value: greatest.squareRoot(), error: nil)
  }

  /// The greatest cost met on the way uphill from a direction.
  private func climb(_ cloud: SlicedCloud, from start: [Double], _ cost: Double) -> Double {
    var (direction, cost) = (start, cost)
    guard var uphill = tangent(cloud, at: direction) else { return cost }
    var angle = 0.5 * Double.pi / Double(max(target.directions.count, 8))
    for _ in 0..<Self.greatestTurns where angle > 1e-7 {
      // Near a summit the tangent is rounding, and no longer at a right angle.
      guard
        let turned = unit(zip(direction, uphill).map { cos(angle) * $0 + sin(angle) * $1 })
      else { break }
      let found = LineCoupling(sources: cloud.count, targets: target.cloud.count).cost(
        cloud.sortedPlaces(along: turned[...])[...],
        target.cloud.sortedPlaces(along: turned[...])[...], .two)
      guard found > cost else {
        angle *= 0.4
        continue
      }
      (direction, cost) = (turned, found)
      angle *= 1.6
      guard let next = tangent(cloud, at: direction) else { break }
      uphill = next
    }
    return cost
  }

  /// The unit tangent of the sphere at `direction` along which W₂² grows fastest; nil at a summit.
  private func tangent(_ cloud: SlicedCloud, at direction: [Double]) -> [Double]? {
    let (own, others) = (order(cloud, direction), order(target.cloud, direction))
    var gradient = Array(repeating: 0.0, count: direction.count)
    LineCoupling(sources: own.count, targets: others.count).forEach { source, image, amount in
      let (x, y) = (cloud.point(own[source]), target.cloud.point(others[image]))
      let difference = zip(x, y).map { $0 - $1 }
      let along = zip(difference, direction).reduce(0) { $0 + $1.0 * $1.1 } * Double(amount)
      for index in gradient.indices { gradient[index] += along * difference[index] }
    }
    let radial = zip(gradient, direction).reduce(0) { $0 + $1.0 * $1.1 }
    for index in gradient.indices { gradient[index] -= radial * direction[index] }
    return unit(gradient)
  }

  /// The vector divided by its length; nil where it has none.
  private func unit(_ vector: [Double]) -> [Double]? {
    let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
    guard length > 0, length.isFinite else { return nil }
    return vector.map { $0 / length }
  }

  /// The points in ascending order of their places.
  private func order(_ cloud: SlicedCloud, _ direction: [Double]) -> [Int] {
    let places = cloud.places(along: direction[...])
    return places.indices.sorted { (places[$0], $0) < (places[$1], $1) }
  }
}
