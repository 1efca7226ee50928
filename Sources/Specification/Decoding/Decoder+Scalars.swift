internal import YAML

extension Decoder {
  mutating func integer(_ node: Node, _ rule: NumberRule, at path: Path) -> Value? {
    let value: Int
    switch node.scalar?.resolved {
    case .integer(let integer): value = integer
    case .number(let number):
      guard let integer = Int(exactly: number), abs(number) <= 0x1p53 else { fallthrough }
      value = integer
    default: return mismatch(node, .integer(rule), at: path)
    }
    guard rule.contains(Double(value)) else {
      return outside(node, Schema.integer(rule).expectation(in: vocabulary), at: path)
    }
    return .integer(value)
  }

  mutating func number(_ node: Node, _ rule: NumberRule, at path: Path) -> Value? {
    let value: Double
    switch node.scalar?.resolved {
    case .integer(let integer): value = Double(integer)
    case .number(let number): value = number
    default: return mismatch(node, .number(rule), at: path)
    }
    guard value.isFinite else {
      let expected = "a finite number" + rule.words
      return outside(node, expected, at: path)
    }
    guard rule.contains(value) else {
      return outside(node, Schema.number(rule).expectation(in: vocabulary), at: path)
    }
    return .number(value == 0 ? 0 : value)
  }

  mutating func string(_ node: Node, _ rule: StringRule, at path: Path) -> Value? {
    guard let text = node.string else { return mismatch(node, .string(rule), at: path) }
    guard let pattern = rule.pattern, !StringPattern.matches(pattern, text) else {
      return .string(text)
    }
    return outside(node, rule.expectation, at: path)
  }

  mutating func choice(_ node: Node, _ choices: [Choice], at path: Path) -> Value? {
    guard let text = node.string else { return mismatch(node, .choice(choices), at: path) }
    guard !choices.contains(where: { $0.name == text }) else { return .string(text) }
    let nearest = Diagnostic.Nearest(to: text, among: choices.map(\.name))
    report(.unknownChoice(text, nearest), at: node.location, path: path)
    return nil
  }

  private mutating func outside(_ node: Node, _ expected: String, at path: Path) -> Value? {
    report(.wrongValue(expected: expected, found: node.found), at: node.location, path: path)
    return nil
  }
}

/// Whole-string matches of the language's patterns.
private enum StringPattern {
  static func matches(_ pattern: String, _ text: String) -> Bool {
    guard let expression = try? Regex(pattern) else {
      preconditionFailure("'\(pattern)' is not a regular expression")
    }
    return text.wholeMatch(of: expression) != nil
  }
}
