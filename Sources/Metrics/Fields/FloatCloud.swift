import Arrays
internal import CKernels

/// A cloud in single precision, for forces between many points in few dimensions.
struct FloatCloud {
  private let count: Int
  private let dimension: Int
  private let stride: Int
  private let columns: [Float]
  private let weights: [Float]

  /// Coordinates of this size, in the frame's unit, have squares that overflow nothing.
  private static let greatestCoordinate: Float = 1e15

  /// The points in a frame; nil where they are too many dimensions or too far out for it.
  init?(_ points: Matrix<Double>, frame: CloudFrame) {
    guard points.columns <= Int(GFK_FORCE_DIMENSIONS) else { return nil }
    count = points.rows
    dimension = points.columns
    stride = (points.rows + 15) / 16 * 16
    let placed = frame.apply(to: points)
    guard placed.allSatisfy({ $0.magnitude < Self.greatestCoordinate }) else { return nil }
    var columns = Array(repeating: Float(0), count: stride * dimension)
    for row in 0..<count {
      for column in 0..<dimension {
        columns[column * stride + row] = placed[row * dimension + column]
      }
    }
    self.columns = columns
    weights = Array(repeating: 1, count: count) + Array(repeating: 0, count: stride - count)
  }

  /// The gradient at each of these points of Σⱼ f(|x − yⱼ|), row by row, in lengths of the frame's unit.
  func gradients(of function: PairFunction, over other: FloatCloud, frame: CloudFrame) -> [Double] {
    var forces = Array(repeating: 0.0, count: count * dimension)
    unsafe withC { own in
      unsafe other.withC { others in
        unsafe function.withC(unit: frame.unit) { function in
          let rates = unsafe UnsafeBufferPointer(start: function.rates, count: function.terms)
            .map { Float($0) }
          unsafe gfk_pair_forces(
            own, others, dimension, function.shape, rates.count, rates, &forces)
        }
      }
    }
    // What the function is scaled by, and the derivative by a length in the unit.
    let scale = function.scale(unit: frame.unit) / frame.unit
    return scale == 1 ? forces : forces.map { $0 * scale }
  }

  private func withC<Result>(_ body: (gfk_float_cloud) -> Result) -> Result {
    unsafe columns.withUnsafeBufferPointer { columns in
      unsafe weights.withUnsafeBufferPointer { weights in
        unsafe body(
          gfk_float_cloud(
            count: count, stride: stride, columns: columns.baseAddress,
            weights: weights.baseAddress))
      }
    }
  }
}
