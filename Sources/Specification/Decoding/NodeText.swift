internal import YAML

extension Node {
  /// What the node is, for a message: "the string 'abc'", "a list", "nothing".
  var found: String {
    switch content {
    case .sequence(let elements): elements.isEmpty ? "an empty list" : "a list"
    case .mapping(let entries): entries.isEmpty ? "an empty mapping" : "a mapping"
    case .scalar(let scalar):
      switch scalar.resolved {
      case .null: scalar.text.isEmpty ? "nothing" : "\(scalar.text)"
      case .boolean: scalar.text
      case .integer, .number: "the number \(scalar.text)"
      case .string(let text): "the string '\(Node.shortened(text))'"
      }
    }
  }

  private static func shortened(_ text: String) -> String {
    let line = text.replacing("\n", with: " ")
    return line.count > 40 ? line.prefix(39) + "…" : line
  }
}

extension Schema {
  /// What the schema asks for, for a message: "a number above 0", "a list".
  func expectation(in vocabulary: Vocabulary) -> String {
    switch self {
    case .boolean: return "true or false"
    case .integer(let rule): return "an integer" + rule.words
    case .number(let rule): return "a number" + rule.words
    case .string(let rule): return rule.expectation
    case .choice(let choices):
      let names = choices.map { "'\($0.name)'" }
      return names.count == 1 ? names[0] : "one of " + names.joined(separator: ", ")
    case .list(let rule):
      if case .list = rule.element { return "a list of lists" }
      return "a list"
    case .object(let fields):
      let required = fields.filter { if case .required = $0.presence { true } else { false } }
      let names = required.map { "'\($0.name)'" }.joined(separator: ", ")
      return names.isEmpty ? "a mapping" : "a mapping with \(names)"
    case .map: return "a mapping"
    case .union(let slot, _):
      let names = vocabulary.kinds(of: slot).map(\.name)
      let article = slot.noun.first.map { "aeiou".contains($0) } ?? false ? "an" : "a"
      return "\(article) \(slot.noun) (\(names.joined(separator: ", ")))"
    case .either(let schemas):
      let parts = schemas.map { $0.expectation(in: vocabulary) }
      return parts.dropLast().joined(separator: ", ") + " or " + (parts.last ?? "")
    }
  }
}
