import Arrays
internal import CKernels

/// A function of the distance between two points that is summed over pairs.
enum PairFunction: Sendable {
  /// |x − y|.
  case distance
  /// exp(−|x − y|² / (2 bandwidth²)).
  case gaussian(bandwidth: Double)

  fileprivate var forC: gfk_pair_function {
    switch self {
    case .distance: gfk_pair_function(rate: -1)
    case .gaussian(let bandwidth): gfk_pair_function(rate: 0.5 / bandwidth / bandwidth)
    }
  }
}

/// A cloud laid out for sums over pairs of points.
///
/// Distances are taken from differences of coordinates in double precision, so neither an offset of
/// the clouds nor near coincidences cost accuracy.
struct PairwiseCloud: Sendable {
  let count: Int
  let dimension: Int
  /// [count][dimension].
  private let rows: [Double]
  /// [dimension][stride]: padded with zeros to whole tiles.
  private let columns: [Double]

  init(_ points: Matrix<Double>) {
    count = points.rows
    dimension = points.columns
    let tile = Int(GFK_PAIR_TILE)
    let stride = (points.rows + tile - 1) / tile * tile
    rows = points.elements
    var columns = Array(repeating: 0.0, count: points.columns * stride)
    for row in 0..<points.rows {
      for column in 0..<points.columns {
        columns[column * stride + row] = points[row, column]
      }
    }
    self.columns = columns
  }

  /// For each point, the sum of the function over the other points of this cloud.
  func sums(of function: PairFunction) -> [Double] {
    var sums = Array(repeating: 0.0, count: count)
    unsafe columns.withUnsafeBufferPointer { columns in
      let cloud = unsafe gfk_cloud(
        columns: columns.baseAddress, count: count, dimension: dimension)
      unsafe gfk_pair_sums_within(rows, cloud, function.forC, &sums)
    }
    return sums
  }

  /// For each point of this cloud and each of `other`, the sum of the function over the other cloud.
  func sums(of function: PairFunction, with other: PairwiseCloud) -> (
    own: [Double], others: [Double]
  ) {
    var own = Array(repeating: 0.0, count: count)
    var others = Array(repeating: 0.0, count: other.count)
    unsafe other.columns.withUnsafeBufferPointer { columns in
      let cloud = unsafe gfk_cloud(
        columns: columns.baseAddress, count: other.count, dimension: dimension)
      unsafe gfk_pair_sums_between(rows, count, cloud, function.forC, &own, &others)
    }
    return (own, others)
  }

  /// The distances of all pairs of distinct points.
  var pairDistances: [Double] {
    let pairs = count * (count - 1) / 2
    return unsafe Array(unsafeUninitializedCapacity: pairs) { buffer, initialised in
      unsafe columns.withUnsafeBufferPointer { columns in
        let cloud = unsafe gfk_cloud(
          columns: columns.baseAddress, count: count, dimension: dimension)
        var offset = 0
        for row in 0..<max(count - 1, 0) {
          unsafe rows.withUnsafeBufferPointer { rows in
            unsafe gfk_distances_from(
              rows.baseAddress?.advanced(by: row * dimension), cloud, row + 1,
              buffer.baseAddress?.advanced(by: offset))
          }
          offset += count - row - 1
        }
      }
      initialised = pairs
    }
  }
}
