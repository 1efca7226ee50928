package import Specification

/// The part of the line or the plane that panels show.
package struct Frame: Equatable {
  /// The first and the last coordinate along each axis.
  package let limits: [[Double]]

  /// A square around the bulk of some points, with a margin; a stray point does not widen it.
  ///
  /// - Parameters:
  ///   - points: one or two coordinates each; the unit interval or square is around none.
  ///   - asked: the limits that the figure asks for along x and y, null where it does not.
  package init(around points: [[Double]], asked: [Value]) {
    let dimension = points.first?.count ?? 2
    let ranges = (0..<dimension).map { axis -> (low: Double, high: Double) in
      let sorted = points.map { $0[axis] }.filter(\.isFinite).sorted()
      guard let last = sorted.indices.last else { return (0, 1) }
      let cut = Int((0.002 * Double(last)).rounded())
      return (sorted[cut], sorted[last - cut])
    }
    let half = 0.5 * 1.35 * max(ranges.map { $0.high - $0.low }.max() ?? 1, 1e-6)
    limits = zip(ranges, asked).map { range, asked in
      if let asked = asked.numbersOrNil { return asked }
      let center = (range.low + range.high) / 2
      return [center - half, center + half]
    }
  }

  /// The limits, for the drawing program.
  var value: Value { limits.value }

  /// Points in the middle of `count` equal cells along an axis.
  func centers(_ axis: Int, count: Int) -> [Double] {
    let (low, high) = (limits[axis][0], limits[axis][1])
    return (0..<count).map { low + (high - low) * (Double($0) + 0.5) / Double(count) }
  }
}
