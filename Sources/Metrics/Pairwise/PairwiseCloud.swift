import Arrays
internal import CKernels

/// A cloud laid out for kernels over pairs of points.
///
/// In few dimensions distances are taken from differences of coordinates in double precision, so
/// neither an offset of the clouds nor near coincidences cost accuracy. In many they are taken from
/// products in a frame about the target, to about 10⁻⁷ of a distance at random, hence to 10⁻⁹ of a
/// mean; near coincidences again from differences.
struct PairwiseCloud: Sendable {
  let count: Int
  let dimension: Int
  /// The frame of products; nil where differences are taken.
  let frame: CloudFrame?
  /// For differences the points [count][dimension], then their columns [dimension][stride]; for
  /// products the squares of their norms [stride].
  private let doubles: [Double]
  /// For products the rows [count][dimension], then panels [stride / tile][dimension][tile].
  private let floats: [Float]

  /// The least dimension in which products are faster than differences, measured, and the least count
  /// of target points over which their rounding is lost in the mean.
  static let leastProductDimension = 24
  static let leastProductCount = 512

  /// A cloud whose distances are taken from differences.
  init(differencesOf points: Matrix<Double>) {
    count = points.rows
    dimension = points.columns
    frame = nil
    let stride = Self.stride(points.rows)
    var doubles = points.elements
    doubles.reserveCapacity(points.elements.count + stride * points.columns)
    for column in 0..<points.columns {
      for row in 0..<points.rows { doubles.append(points[row, column]) }
      doubles.append(contentsOf: repeatElement(0, count: stride - points.rows))
    }
    self.doubles = doubles
    floats = []
  }

  /// A cloud laid out as its dimension asks, with a frame about itself.
  init(_ points: Matrix<Double>) {
    let usesProducts =
      points.columns >= Self.leastProductDimension && points.rows >= Self.leastProductCount
    self.init(points, frame: usesProducts ? CloudFrame(points) : nil)
  }

  /// A cloud to be compared with one that has this frame.
  init(_ points: Matrix<Double>, frame: CloudFrame?) {
    if let frame {
      self.init(productsOf: points, frame: frame)
    } else {
      self.init(differencesOf: points)
    }
  }

  private init(productsOf points: Matrix<Double>, frame: CloudFrame) {
    count = points.rows
    dimension = points.columns
    self.frame = frame
    let tile = Int(GFK_PAIR_TILE)
    let stride = Self.stride(points.rows)
    var floats = frame.apply(to: points)
    var squares = Array(repeating: 0.0, count: stride)
    for row in 0..<points.rows {
      for column in 0..<points.columns {
        let value = Double(floats[row * points.columns + column])
        squares[row] += value * value
      }
    }
    let start = floats.count
    floats.append(contentsOf: repeatElement(0, count: stride * points.columns))
    for row in 0..<points.rows {
      let panel = start + row / tile * tile * points.columns + row % tile
      for column in 0..<points.columns {
        floats[panel + column * tile] = floats[row * points.columns + column]
      }
    }
    doubles = squares
    self.floats = floats
  }

  /// The least and the greatest value of each coordinate of a cloud given by differences.
  var bounds: [(low: Double, high: Double)] {
    precondition(frame == nil, "bounds are taken from points")
    return (0..<dimension).map { column in
      var (low, high) = (Double.infinity, -Double.infinity)
      for row in 0..<count {
        let value = doubles[row * dimension + column]
        low = min(low, value)
        high = max(high, value)
      }
      return (low, high)
    }
  }

  /// The number of points rounded up to whole tiles.
  static func stride(_ count: Int) -> Int {
    let tile = Int(GFK_PAIR_TILE)
    return (count + tile - 1) / tile * tile
  }

  /// What lengths in the kernels are multiplied by.
  var unit: Double { frame?.unit ?? 1 }

  /// Calls `body` with the cloud as the kernels take it.
  func withC<Result>(_ body: (gfk_cloud) -> Result) -> Result {
    unsafe doubles.withUnsafeBufferPointer { doubles in
      unsafe floats.withUnsafeBufferPointer { floats in
        let cloud =
          if frame == nil {
            unsafe gfk_cloud(
              count: count, dimension: dimension, points: doubles.baseAddress,
              columns: doubles.baseAddress?.advanced(by: count * dimension), rows: nil, panels: nil,
              squares: nil)
          } else {
            unsafe gfk_cloud(
              count: count, dimension: dimension, points: nil, columns: nil,
              rows: floats.baseAddress,
              panels: floats.baseAddress?.advanced(by: count * dimension),
              squares: doubles.baseAddress)
          }
        return unsafe body(cloud)
      }
    }
  }
}

extension PairwiseCloud {
  /// For each point, the sum of the function over the other points of this cloud.
  func sums(of function: PairFunction) -> [Double] {
    var sums = Array(repeating: 0.0, count: count)
    unsafe withC { cloud in
      unsafe function.withC(unit: unit) { unsafe gfk_pair_sums_within(cloud, $0, &sums) }
    }
    return scaled(sums, by: function.scale(unit: unit))
  }

  /// For each point of this cloud and each of `other`, the sum of the function over the other cloud.
  func sums(of function: PairFunction, with other: PairwiseCloud) -> (
    own: [Double], others: [Double]
  ) {
    var own = Array(repeating: 0.0, count: count)
    var others = Array(repeating: 0.0, count: other.count)
    unsafe withC { cloud in
      unsafe other.withC { otherCloud in
        unsafe function.withC(unit: unit) {
          unsafe gfk_pair_sums_between(cloud, otherCloud, $0, &own, &others)
        }
      }
    }
    let scale = function.scale(unit: unit)
    return (scaled(own, by: scale), scaled(others, by: scale))
  }

  private func scaled(_ sums: [Double], by factor: Double) -> [Double] {
    factor == 1 ? sums : sums.map { $0 * factor }
  }

  /// The distances of all pairs of distinct points.
  var pairDistances: [Double] {
    let pairs = count * (count - 1) / 2
    let distances = unsafe [Double](unsafeUninitializedCapacity: pairs) { buffer, initialised in
      unsafe withC { cloud in
        var offset = 0
        for row in 0..<max(count - 1, 0) {
          unsafe gfk_costs_after(cloud, row, 1, buffer.baseAddress?.advanced(by: offset))
          offset += count - row - 1
        }
      }
      initialised = pairs
    }
    return scaled(distances, by: unit)
  }
}
