import Arrays

/// An array of numbers in C order, with its shape.
struct PointArray {
  /// The length of each axis.
  let shape: [Int]
  /// The elements, the last axis fastest.
  let elements: [Double]

  /// The element at `index` along the first axis, from the end where it is negative.
  func element(at index: Int) throws(PointFileError.Problem) -> PointArray {
    guard let count = shape.first else { throw .noAxes }
    let place = try PointArray.position(of: index, count: count)
    let size = shape.dropFirst().reduce(1, *)
    return PointArray(
      shape: Array(shape.dropFirst()), elements: Array(elements[place * size..<(place + 1) * size]))
  }

  /// Where `index` leads on an axis of `count` elements.
  static func position(of index: Int, count: Int) throws(PointFileError.Problem) -> Int {
    guard (-count..<count).contains(index) else {
      throw .indexOutOfRange(index, count: count)
    }
    return index < 0 ? index + count : index
  }

  /// The points: a row for each element of the first axis, all others flattened.
  func points() throws(PointFileError.Problem) -> Matrix<Double> {
    guard let rows = shape.first else { throw .noAxes }
    let columns = shape.dropFirst().reduce(1, *)
    guard rows > 0, columns > 0 else { throw .empty }
    let points = Matrix(rows: rows, columns: columns, elements: elements)
    if let row = points.firstNonFiniteRow {
      let value = points[row: row].first { !$0.isFinite } ?? .nan
      throw .nonFinite(.row(row), value.isNaN ? "NaN" : "an infinity")
    }
    return points
  }
}
