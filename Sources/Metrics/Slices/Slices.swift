import Arrays
internal import CKernels

/// A cloud given coordinate by coordinate about a centre, to be looked at along directions.
struct SlicedCloud: Sendable {
  let count: Int
  let dimension: Int
  /// [dimension][count].
  private let columns: [Double]

  /// The points about `centre`, which takes no digit from any of them.
  init(_ points: Matrix<Double>, centre: [Double]) {
    count = points.rows
    dimension = points.columns
    var columns: [Double] = []
    columns.reserveCapacity(points.elements.count)
    for (column, middle) in centre.enumerated() {
      for row in 0..<points.rows { columns.append(points[row, column] - middle) }
    }
    self.columns = columns
  }

  /// The places along `directions`, vectors one after the other: for each its places in ascending
  /// order.
  func sortedPlaces(along directions: ArraySlice<Double>) -> [Double] {
    var places = self.places(along: directions)
    var scratch = Array(repeating: 0.0, count: count)
    unsafe places.withUnsafeMutableBufferPointer { places in
      for start in stride(from: 0, to: places.count, by: max(count, 1)) {
        unsafe gfk_sort(places.baseAddress?.advanced(by: start), &scratch, count)
      }
    }
    return places
  }

  /// The places along `directions`, vectors one after the other.
  func places(along directions: ArraySlice<Double>) -> [Double] {
    let vectors = directions.count / dimension
    var places = Array(repeating: 0.0, count: vectors * count)
    unsafe directions.withUnsafeBufferPointer { directions in
      unsafe gfk_project(columns, count, dimension, directions.baseAddress, vectors, &places)
    }
    return places
  }

  /// The coordinates of one point.
  func point(_ row: Int) -> [Double] {
    (0..<dimension).map { columns[$0 * count + row] }
  }
}

/// A target's places along fixed directions, to compare clouds with.
struct SlicedTarget: Sendable {
  let directions: Directions
  let exponent: ExactTransport.Exponent
  let centre: [Double]
  let cloud: SlicedCloud
  /// For each direction, the target's places along it in ascending order.
  private let places: [Double]

  init(target: Matrix<Double>, directions: Int, exponent: ExactTransport.Exponent) {
    self.exponent = exponent
    self.directions = Directions(count: directions, dimension: target.columns)
    centre = exactCentre(of: target)
    cloud = SlicedCloud(target, centre: centre)
    places = cloud.sortedPlaces(along: self.directions.elements[...])
  }

  /// For each direction θ, the p-th power of the distance on the line: mean |x₍ᵢ₎·θ − y₍ᵢ₎·θ|ᵖ.
  func costs(of samples: SlicedCloud) -> [Double] {
    let (count, own, dimension) = (samples.count, cloud.count, samples.dimension)
    let coupling = LineCoupling(sources: count, targets: own)
    // A few directions at a time: their places stay in the cache.
    let together = 4
    return stride(from: 0, to: directions.count, by: together).flatMap { first in
      let end = min(first + together, directions.count)
      let found = samples.sortedPlaces(
        along: directions.elements[first * dimension..<end * dimension])
      return (first..<end).map { direction in
        coupling.cost(
          found[(direction - first) * count..<(direction - first + 1) * count],
          places[direction * own..<(direction + 1) * own], exponent)
      }
    }
  }
}
