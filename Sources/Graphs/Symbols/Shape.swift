/// The extents of a tensor, outermost first, stored in row-major order.
///
/// Most operations see a tensor as a matrix: its last extent is `columns` (features, channels), all
/// the others together are `rows` (samples, or samples × height × width for an image batch in NHWC).
public struct Shape: Hashable, Sendable {
  /// The extents, outermost first; at least one, all positive.
  public let extents: [Int]

  /// The shape with the given extents.
  package init(_ extents: [Int]) {
    precondition(!extents.isEmpty && extents.allSatisfy { $0 > 0 }, "extents must be positive")
    self.extents = extents
  }

  /// The shape of a matrix.
  public init(_ rows: Int, _ columns: Int) {
    self.init([rows, columns])
  }

  /// The shape [1, 1].
  public static var scalar: Shape { Shape(1, 1) }

  /// The number of elements.
  public var count: Int { extents.reduce(1, *) }

  /// The last extent.
  public var columns: Int { extents[extents.count - 1] }

  /// The product of every extent but the last.
  public var rows: Int { count / columns }
}

extension Shape: CustomStringConvertible {
  /// The extents in brackets.
  public var description: String {
    "[" + extents.map(String.init).joined(separator: ", ") + "]"
  }
}
