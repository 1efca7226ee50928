import Arrays

/// The centre and the unit in which products of coordinates stand for differences.
///
/// Coordinates of single precision keep their bits: the centre is a multiple of a power of two near the
/// cloud's extent, or 0 where the cloud is no farther from the origin than it is wide, so they stay of
/// single precision when it is taken away; the unit is a power of two.
struct CloudFrame: Sendable {
  let centre: [Double]
  let unit: Double

  init(_ target: Matrix<Double>) {
    centre = exactCentre(of: target)
    var greatest = 0.0
    for row in 0..<target.rows {
      for column in 0..<target.columns {
        greatest = max(greatest, (target[row, column] - centre[column]).magnitude)
      }
    }
    unit = greatest > 0 ? Double(sign: .plus, exponent: Int(greatest.exponent), significand: 1) : 1
  }

  /// The points about the centre, in the unit.
  func apply(to points: Matrix<Double>) -> [Float] {
    var elements: [Float] = []
    elements.reserveCapacity(points.elements.count)
    for row in 0..<points.rows {
      for column in 0..<points.columns {
        elements.append(Float((points[row, column] - centre[column]) / unit))
      }
    }
    return elements
  }
}

/// A point near the mean that can be taken from each coordinate of the cloud without rounding.
func exactCentre(of cloud: Matrix<Double>) -> [Double] {
  (0..<cloud.columns).map { column in
    var (low, high, sum) = (Double.infinity, -Double.infinity, 0.0)
    for row in 0..<cloud.rows {
      let value = cloud[row, column]
      low = min(low, value)
      high = max(high, value)
      sum += value
    }
    let mean = sum / Double(max(cloud.rows, 1))
    guard cloud.rows > 0, mean.magnitude > high - low else { return 0 }
    guard high > low else { return low }
    let grid = Double(sign: .plus, exponent: Int((high - low).exponent), significand: 1)
    return (mean / grid).rounded() * grid
  }
}
