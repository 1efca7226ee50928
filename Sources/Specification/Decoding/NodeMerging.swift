package import YAML

extension Node {
  /// This node with `patch` laid over it: what `extends`, overrides and sweeps all do.
  ///
  /// Mappings are merged key by key and `patch` wins; lists and scalars are replaced. A mapping that
  /// names another `kind`, range or distribution replaces the whole. A mapping without `kind` laid over a bare name sets keys
  /// of that kind.
  func overlaid(with patch: Node) -> Node {
    guard case .mapping(let changes) = patch.content else { return patch }
    let base: [Entry]
    switch content {
    case .mapping(let entries): base = entries
    case .scalar where string != nil && patch["kind"] == nil:
      base = [Entry(key: "kind", keyLocation: location, value: self)]
    default: return patch
    }
    if let kind = patch["kind"]?.string, let old = entry(inBase: base, "kind")?.string, kind != old
    {
      return patch
    }
    if let form = patch.sweepForm, let old = sweepForm, form != old { return patch }
    var merged = base
    var places = Dictionary(
      merged.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
    for change in changes {
      guard let index = places[change.key] else {
        places[change.key] = merged.count
        merged.append(change)
        continue
      }
      let value = merged[index].value.overlaid(with: change.value)
      if change.path == nil || change.isEndOfPath { merged[index] = change }
      merged[index].value = value
    }
    let isOnPath = changes.contains { $0.path != nil }
    return Node(.mapping(merged), at: isOnPath ? location : patch.location)
  }

  /// The range or distribution that a mapping of a sweep names.
  private var sweepForm: String? {
    entries?.first { SweepLanguage.formNames.contains($0.key) }?.key
  }

  private func entry(inBase base: [Entry], _ key: String) -> Node? {
    base.first { $0.key == key }?.value
  }

  /// This node with `value` laid over what `path` leads to.
  ///
  /// `locations` are the places of the keys of the path, or one place for all. The entries it touches
  /// remember the path, so that a key that does not exist can be reported as a path that does not.
  func setting(_ path: Path, to value: Node, at locations: [SourceLocation]) -> Node {
    var node = value
    for (index, key) in path.components.enumerated().reversed() {
      let place = locations.count == 1 ? locations[0] : locations[index]
      var entry = Entry(key: key, keyLocation: place, value: node, path: path.text)
      entry.isEndOfPath = index == path.components.count - 1
      node = Node(.mapping([entry]), at: place)
    }
    return overlaid(with: node)
  }

  /// The node of a value that no text holds, with `place` for every part of it.
  package init(_ value: Value, at place: SourceLocation) {
    switch value {
    case .null: self.init(.scalar(Scalar("null", isPlain: true)), at: place)
    case .boolean(let boolean):
      self.init(.scalar(Scalar(boolean ? "true" : "false", isPlain: true)), at: place)
    case .integer(let integer):
      self.init(.scalar(Scalar(String(integer), isPlain: true)), at: place)
    case .number(let number):
      self.init(.scalar(Scalar(NumberText.yaml(number), isPlain: true)), at: place)
    case .string(let text): self.init(.scalar(Scalar(text, isPlain: false)), at: place)
    case .list(let elements):
      self.init(.sequence(elements.map { Node($0, at: place) }), at: place)
    case .object(let object):
      let entries = object.members.map {
        Entry(key: $0.key, keyLocation: place, value: Node($0.value, at: place))
      }
      self.init(.mapping(entries), at: place)
    }
  }

  /// The place to report what is wrong at `path`: its node, or the nearest key on the way that exists.
  ///
  /// With `atKey` it is the key that is reported, whatever its value.
  package func place(of path: Path, atKey: Bool = false) -> SourceLocation {
    var place = location
    var node = self
    for key in path.components {
      if let entry = node.entry(key) {
        (place, node) = (entry.value.location, entry.value)
        if atKey || node.scalar == nil { place = entry.keyLocation }
      } else if let index = Int(key), let elements = node.elements, elements.indices.contains(index)
      {
        (place, node) = (elements[index].location, elements[index])
      } else {
        break
      }
    }
    return place
  }

  /// Whether the tree has a value at `path`.
  package func has(_ path: Path) -> Bool {
    var node = self
    for key in path.components {
      guard let next = node[key] else { return false }
      node = next
    }
    return true
  }
}
