/// The explicit tags of the core schema.
enum Tags {
  private static let prefix = "tag:yaml.org,2002:"

  /// The scalar that `text` is under an explicit `tag`, or by its style without one.
  static func scalar(
    _ text: String, isPlain: Bool, tag: String?, at location: SourceLocation
  ) throws(SyntaxError) -> Scalar {
    guard let tag else { return Scalar(text, isPlain: isPlain) }
    if tag == "!" || tag == prefix + "str" { return Scalar(text, isPlain: false) }
    let scalar = Scalar(text, isPlain: true)
    let fits: Bool
    switch (tag, scalar.resolved) {
    case (prefix + "int", let value): fits = if case .integer = value { true } else { false }
    case (prefix + "bool", let value): fits = if case .boolean = value { true } else { false }
    case (prefix + "null", let value): fits = value == .null
    case (prefix + "float", .integer), (prefix + "float", .number): fits = true
    case (prefix + "float", _): fits = false
    default: throw SyntaxError(problem: .unknownTag(short(tag)), location: location)
    }
    guard fits else {
      throw SyntaxError(problem: .tagMismatch(tag: short(tag), text: text), location: location)
    }
    return scalar
  }

  /// Refuses any tag of a collection but that of its own type, `seq` or `map`.
  static func check(
    _ tag: String?, against type: String, at location: SourceLocation
  ) throws(SyntaxError) {
    guard let tag, tag != "!", tag != prefix + type else { return }
    throw SyntaxError(problem: .unknownTag(short(tag)), location: location)
  }

  private static func short(_ tag: String) -> String {
    tag.hasPrefix(prefix) ? "!!" + tag.dropFirst(prefix.count) : tag
  }
}
