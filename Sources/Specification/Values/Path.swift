/// The keys that lead from the top of an experiment to a value: `flow.penalty.weight`.
///
/// An element of a list is named by its index: `metrics.compute.0`.
public struct Path: Hashable, Sendable {
  /// The keys, from the top.
  public var components: [String]

  /// The path of `components`.
  public init(_ components: [String]) {
    self.components = components
  }

  /// The path that `text` writes with dots.
  public init(_ text: String) {
    components = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
  }

  /// The path of the whole: no keys.
  public static let top = Path([])

  /// The path as it is written, with dots.
  public var text: String {
    components.joined(separator: ".")
  }

  /// This path with one more key.
  public func appending(_ key: String) -> Path {
    Path(components + [key])
  }

  /// This path followed by `other`.
  public func appending(_ other: Path) -> Path {
    Path(components + other.components)
  }

  /// Whether this path leads to `other` or to something inside it.
  public func isWithin(_ other: Path) -> Bool {
    components.starts(with: other.components)
  }

  /// Whether one of the two paths leads to something that holds what the other leads to.
  public func overlaps(_ other: Path) -> Bool {
    isWithin(other) || other.isWithin(self)
  }
}

extension Path: ExpressibleByStringLiteral, CustomStringConvertible {
  /// The path that a literal writes with dots.
  public init(stringLiteral text: String) {
    self.init(text)
  }

  /// The path as it is written, with dots.
  public var description: String {
    text
  }
}
