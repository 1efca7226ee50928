/// A dense matrix in row-major order; a cloud of points has one point per row.
///
/// The element at (`row`, `column`) is `elements[row * columns + column]`.
public struct Matrix<Element: Sendable>: Sendable {
  /// The number of rows: of points, for a cloud.
  public let rows: Int
  /// The number of columns: the dimension of the space, for a cloud.
  public let columns: Int
  /// The elements, row by row; always `rows * columns` of them.
  public var elements: [Element]

  /// A matrix over `elements`, given row by row.
  @inlinable
  public init(rows: Int, columns: Int, elements: [Element]) {
    precondition(elements.count == rows * columns, "a matrix needs rows × columns elements")
    self.rows = rows
    self.columns = columns
    self.elements = elements
  }

  /// A matrix whose elements all equal `value`.
  @inlinable
  public init(rows: Int, columns: Int, repeating value: Element) {
    self.init(
      rows: rows, columns: columns, elements: Array(repeating: value, count: rows * columns))
  }

  /// The element at (`row`, `column`).
  @inlinable
  public subscript(row: Int, column: Int) -> Element {
    get { elements[row * columns + column] }
    set { elements[row * columns + column] = newValue }
  }

  /// One row, as a slice of `elements`.
  @inlinable
  public subscript(row row: Int) -> ArraySlice<Element> {
    elements[row * columns..<(row + 1) * columns]
  }
}

extension Matrix: Equatable where Element: Equatable {}
extension Matrix: Hashable where Element: Hashable {}

extension Matrix where Element == Float {
  /// The same matrix in double precision.
  @inlinable
  public var widened: Matrix<Double> {
    Matrix<Double>(rows: rows, columns: columns, elements: elements.map(Double.init))
  }
}

extension Matrix where Element: FloatingPoint {
  /// The first row that holds a NaN or an infinity, or nil where every element is finite.
  @inlinable
  public var firstNonFiniteRow: Int? {
    elements.firstIndex { !$0.isFinite }.map { $0 / max(columns, 1) }
  }
}
