public import Arrays

/// The sliced Wasserstein distance SW₂ to the target: the root mean square of W₂ over directions.
///
/// In the plane the directions are equispaced, θₖ = π(k + ½)/L, which converges spectrally where
/// random ones give per cents; above it they are blocks of orthonormal vectors, uniform on the
/// rotations and the same for every run; on the line there is one and the value is W₂.
public struct SlicedWasserstein: Metric {
  private let dimension: Int
  private let count: Int
  private let directions: Directions
  /// For each direction, the target's places along it in ascending order.
  private let targetPlaces: [[Double]]

  /// The sliced distance to `target`, of shape [count, dimension], over `directions` directions.
  ///
  /// - Throws: `MetricError` where the target is empty or not finite, or there are no directions.
  public init(target: Matrix<Double>, directions: Int = 64) throws(MetricError) {
    try check(target: target, minimum: 1)
    guard directions >= 1 else { throw .noDirections }
    dimension = target.columns
    count = target.rows
    self.directions = Directions(count: directions, dimension: target.columns)
    targetPlaces = self.directions.vectors.map { places(of: target, along: $0) }
  }

  /// `sw2`.
  public var name: String { "sw2" }

  /// The estimator, the exponent and the directions.
  public var attributes: [MetricAttribute] {
    standardAttributes(
      longName: "sliced 2-Wasserstein distance", units: "1",
      estimator: "root mean square over fixed directions of the exact distance on the line",
      error: "unknown", targetCount: count,
      [
        MetricAttribute("exponent", .integer(2)),
        MetricAttribute("directions", .integer(directions.vectors.count)),
        MetricAttribute("direction_set", .string(directions.kind)),
      ])
  }

  /// The distance of as many samples as the target has points.
  public func evaluate(_ samples: Matrix<Double>) throws(MetricError) -> MetricValue {
    try check(
      samples: samples, targetRows: count, dimension: dimension, minimum: 1, paired: true)
    var squares = CompensatedSum()
    for (direction, targets) in zip(directions.vectors, targetPlaces) {
      var square = 0.0
      for (place, target) in zip(places(of: samples, along: direction), targets) {
        square += (place - target) * (place - target)
      }
      squares.add(square / Double(count))
    }
    let mean = squares.value / Double(directions.vectors.count)
    return MetricValue(value: mean.squareRoot(), error: nil)
  }
}

/// The ascending places x·direction of the rows.
private func places(of cloud: Matrix<Double>, along direction: [Double]) -> [Double] {
  var places = Array(repeating: 0.0, count: cloud.rows)
  for row in 0..<cloud.rows {
    for (column, weight) in direction.enumerated() {
      places[row] += weight * cloud[row, column]
    }
  }
  places.sort()
  return places
}
