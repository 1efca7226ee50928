internal import YAML

extension Decoder {
  mutating func list(_ node: Node, _ rule: ListRule, at path: Path) -> Value? {
    guard let elements = node.elements else { return mismatch(node, .list(rule), at: path) }
    guard rule.count.contains(elements.count) else {
      report(
        .wrongCount(expected: ListText.expectation(rule.count), found: elements.count),
        at: node.location, path: path)
      return nil
    }
    var values: [Value] = []
    for (index, element) in elements.enumerated() {
      let place = path.appending(String(index))
      if let value = decode(element, as: rule.element, at: place, place: element.location) {
        values.append(value)
      }
    }
    return values.count == elements.count ? .list(values) : nil
  }

  mutating func map(_ entries: [Entry], _ rule: MapRule, at path: Path) -> Value? {
    var object = Value.Object()
    for entry in entries {
      let place = path.appending(entry.key)
      object[entry.key] = decode(
        entry.value, as: rule.value, at: place, place: entry.keyLocation)
    }
    return .object(object)
  }

  /// Decodes with the alternative that has the shape of `node`.
  mutating func either(
    _ node: Node, _ schemas: [Schema], at path: Path, place: SourceLocation
  ) -> Value? {
    guard let schema = schemas.first(where: { $0.hasShape(of: node) }) else {
      return mismatch(node, .either(schemas), at: path)
    }
    if let text = node.string, let names = schema.names(in: vocabulary), !names.contains(text),
      Spelling.nearest(to: text, among: names) == nil
    {
      return mismatch(node, .either(schemas), at: path)
    }
    return decode(node, as: schema, at: path, place: place)
  }

  /// The members for `fields`, in their order, with defaults; what is wrong is left out.
  ///
  /// - Parameters:
  ///   - entries: what was written.
  ///   - fields: what may be written.
  ///   - path: where the mapping is in the run.
  ///   - place: where its key was written.
  ///   - others: names that a wrong key may have meant besides those of the fields.
  ///   - kinds: for a key that none of the fields has, the other kinds that have it.
  /// - Returns: the members that are not wrong.
  mutating func object(
    _ entries: [Entry], _ fields: [Field], at path: Path, place: SourceLocation,
    suggesting others: [String] = [], kinds: (String) -> [String] = { _ in [] }
  ) -> Value.Object {
    var misspelt: [String] = []
    for entry in entries where !fields.contains(where: { $0.name == entry.key }) {
      let inner = path.appending(entry.key)
      if let text = entry.path {
        reportUnknownPath(Path(text), at: entry.keyLocation, path: inner)
        continue
      }
      let nearest = Diagnostic.Nearest(to: entry.key, among: fields.map(\.name) + others)
      if let suggestion = nearest.suggestion { misspelt.append(suggestion) }
      report(
        .unknownKey(entry.key, in: path, nearest, kindsThatHaveIt: kinds(entry.key)),
        at: entry.keyLocation, path: inner)
    }
    var object = Value.Object()
    for field in fields {
      let inner = path.appending(field.name)
      let value = member(
        field, of: entries, at: inner, owner: path, place: place,
        isMisspelt: misspelt.contains(field.name))
      guard let value else { continue }
      object.members.append(Value.Object.Member(key: field.name, value: value))
    }
    return object
  }

  private mutating func member(
    _ field: Field, of entries: [Entry], at path: Path, owner: Path, place: SourceLocation,
    isMisspelt: Bool
  ) -> Value? {
    let rivals = entries.filter { field.alternatives.contains($0.key) }
    if let entry = entries.first(where: { $0.key == field.name }),
      !(entry.value.isNull && field.schema.isMapping)
    {
      if let rival = rivals.first, rival.keyLocation.start < entry.keyLocation.start {
        report(.exclusiveKeys(entry.key, rival.key), at: entry.keyLocation, path: path)
      }
      return decode(
        entry.value, as: field.schema, at: path, place: entry.keyLocation,
        fallback: defaultValue(of: field, at: path))
    }
    guard rivals.isEmpty else { return nil }
    if let value = defaultValue(of: field, at: path) {
      return decode(Node(value, at: place), as: field.schema, at: path, place: place)
    }
    guard case .required = field.presence else { return nil }
    if toleratesMissingKeys || isMisspelt {
      markBroken(path)
    } else {
      let expected = field.schema.expectation(in: vocabulary)
      let empty = entries.first { $0.key == field.name }?.value.location
      report(
        .missingKey(field.name, in: owner, expected: expected), at: empty ?? place, path: path)
    }
    return nil
  }
}

extension Schema {
  /// Whether only a mapping will do, so that a null means that there is none.
  fileprivate var isMapping: Bool {
    switch self {
    case .object, .map: true
    default: false
    }
  }

  /// The names that a string may be here; nil where it may be any, or none.
  fileprivate func names(in vocabulary: Vocabulary) -> [String]? {
    switch self {
    case .choice(let choices): choices.map(\.name)
    case .union(let slot, _): vocabulary.kinds(of: slot).flatMap { [$0.name] + $0.aliases }
    default: nil
    }
  }

  /// Whether a node of this shape can be meant for the schema.
  fileprivate func hasShape(of node: Node) -> Bool {
    switch (self, node.content) {
    case (.list, .sequence), (.object, .mapping), (.map, .mapping), (.union, .mapping): return true
    case (.either(let schemas), _): return schemas.contains { $0.hasShape(of: node) }
    case (_, .scalar(let scalar)):
      switch (self, scalar.resolved) {
      case (.boolean, .boolean), (.string, .string), (.choice, .string), (.union, .string):
        return true
      case (.number, .integer), (.number, .number), (.integer, .integer), (.integer, .number):
        return true
      default: return false
      }
    default: return false
    }
  }
}

/// How many elements a list may have, in words.
private enum ListText {
  static func expectation(_ count: ClosedRange<Int>) -> String {
    if count.upperBound == Int.max { return "a list of at least \(elements(count.lowerBound))" }
    if count.lowerBound == count.upperBound { return "a list of \(elements(count.lowerBound))" }
    return "a list of \(count.lowerBound) to \(elements(count.upperBound))"
  }

  private static func elements(_ count: Int) -> String {
    count == 1 ? "1 element" : "\(count) elements"
  }
}
