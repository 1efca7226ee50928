/// One key of a mapping: its name, what it means and what it may be.
public struct Field: Sendable {
  /// Whether a key must be written.
  public enum Presence: Sendable {
    /// It must be.
    case required
    /// It need not be, and then there is no value.
    case optional
    /// It need not be, and then has this value, which is written as in a file.
    case defaults(to: Value)
  }

  /// The key, in kebab-case.
  public let name: String
  /// What it means, in one sentence, with units where it has some.
  public let summary: String
  /// What it may be.
  public let schema: Schema
  /// Whether it must be written.
  public let presence: Presence
  /// Keys of the same mapping that take its place: it has no default beside them, and may not be
  /// written beside them.
  public let alternatives: [String]

  /// The key `name`, which means `summary`.
  public init(
    _ name: String, _ schema: Schema, _ presence: Presence, alternatives: [String] = [],
    _ summary: String
  ) {
    self.name = name
    self.summary = summary
    self.schema = schema
    self.presence = presence
    self.alternatives = alternatives
  }

  /// The key `name`, which must be written and means `summary`.
  public init(_ name: String, _ schema: Schema, _ summary: String) {
    self.init(name, schema, .required, summary)
  }

  /// The default as it would be written in a file; nil where there is none.
  public var defaultValue: Value? {
    if case .defaults(let value) = presence { value } else { nil }
  }
}
