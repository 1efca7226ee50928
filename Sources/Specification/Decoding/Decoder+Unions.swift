internal import YAML

extension Decoder {
  /// Decodes one of the kinds of `slot`: a bare name, or a mapping with `kind` and its keys.
  mutating func union(
    _ node: Node, _ slot: Slot, default standard: String?, at path: Path, place: SourceLocation,
    fallback: Value?
  ) -> Value? {
    var node = node
    if node.entries != nil, node["kind"] == nil, let base = fallback ?? standard.map(Value.string) {
      node = Node(base, at: place).overlaid(with: node)
    }
    let name: Node
    switch node.content {
    case .scalar: name = node
    case .sequence: return mismatch(node, .union(slot, default: standard), at: path)
    case .mapping:
      guard let kind = node["kind"] else {
        reportMissingKind(of: slot, node, at: path, place: place)
        return nil
      }
      name = kind
    }
    guard let text = name.string else {
      return mismatch(name, .union(slot, default: standard), at: path)
    }
    guard let kind = vocabulary.kind(named: text, in: slot) else {
      let names = vocabulary.kinds(of: slot).flatMap { [$0.name] + $0.aliases }
      let nearest = Diagnostic.Nearest(to: text, among: names)
      report(.unknownKind(text, noun: slot.noun, nearest), at: name.location, path: path)
      return nil
    }
    return members(of: kind, in: slot, node, at: path, place: place)
  }

  private mutating func reportMissingKind(
    of slot: Slot, _ node: Node, at path: Path, place: SourceLocation
  ) {
    // A path that no kind has is wrong by itself, whatever kind was meant.
    let entry = node.entries?.first { entry in
      entry.path.map { !isKnown(Path($0)) } ?? false
    }
    if let entry, let text = entry.path {
      return reportUnknownPath(Path(text), at: entry.keyLocation, path: path)
    }
    guard !toleratesMissingKeys else { return markBroken(path) }
    let expected = Schema.union(slot, default: nil).expectation(in: vocabulary)
    report(.missingKey("kind", in: path, expected: expected), at: place, path: path)
  }

  private mutating func members(
    of kind: Kind, in slot: Slot, _ node: Node, at path: Path, place: SourceLocation
  ) -> Value {
    add(kind.defaultsElsewhere)
    add(kind.checks, at: path)
    let entries = (node.entries ?? []).filter { $0.key != "kind" }
    let others = vocabulary.kinds(of: slot)
    let object = object(
      entries, kind.fields, at: path, place: place,
      kinds: { key in
        others.filter { $0.fields.contains { $0.name == key } }.map(\.name)
      })
    let first = Value.Object.Member(key: "kind", value: .string(kind.name))
    return .object(Value.Object([first] + object.members))
  }
}
