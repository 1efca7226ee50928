public import Arrays
public import Randomness

/// The law that gives every one of some points the same probability.
public struct EmpiricalLaw: Distribution {
  /// The points, one a row.
  public let points: Matrix<Float>

  /// The law of scale · p + shift with p any of the points.
  ///
  /// - Parameters:
  ///   - points: at least one, of at least one coordinate.
  ///   - scale: what every coordinate is multiplied by.
  ///   - shift: what is then added to it.
  public init(_ points: Matrix<Double>, scale: Double = 1, shift: Double = 0) {
    precondition(points.rows > 0 && points.columns > 0, "a law has a point to draw")
    self.points = Matrix(
      rows: points.rows, columns: points.columns,
      elements: points.elements.map { Float(scale * $0 + shift) })
  }

  /// The dimension of the space.
  public var dimension: Int { points.columns }

  /// Draws rows of the points, with replacement: one number each.
  public func fill(_ samples: inout Matrix<Float>, using stream: inout RandomStream) {
    precondition(samples.columns == dimension, "samples need one column per coordinate")
    for row in 0..<samples.rows {
      // A draw is below 1, but its product with the count may round up to it.
      let drawn = min(Int(stream.uniform() * Double(points.rows)), points.rows - 1)
      let start = row * dimension
      samples.elements.replaceSubrange(start..<start + dimension, with: points[row: drawn])
    }
  }
}
