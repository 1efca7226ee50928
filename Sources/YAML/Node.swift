/// A node of a document: a scalar, a sequence or a mapping, with the place it was written at.
///
/// Aliases and merge keys are already resolved. A node that came by an alias has the place of the
/// alias; what is inside it keeps the place where it was written.
package struct Node: Sendable {
  /// What a node holds.
  package enum Content: Sendable {
    case scalar(Scalar)
    case sequence([Node])
    case mapping([Entry])
  }

  /// What the node holds.
  package var content: Content
  /// Where the node was written.
  package var location: SourceLocation

  /// A node that holds `content` and was written at `location`.
  package init(_ content: Content, at location: SourceLocation) {
    self.content = content
    self.location = location
  }

  /// The entries of a mapping; nil for any other node.
  package var entries: [Entry]? {
    if case .mapping(let entries) = content { entries } else { nil }
  }

  /// The elements of a sequence; nil for any other node.
  package var elements: [Node]? {
    if case .sequence(let elements) = content { elements } else { nil }
  }

  /// The scalar; nil for a sequence or a mapping.
  package var scalar: Scalar? {
    if case .scalar(let scalar) = content { scalar } else { nil }
  }

  /// The entry of a mapping under `key`; nil where there is none.
  package func entry(_ key: String) -> Entry? {
    entries?.first { $0.key == key }
  }

  /// The value of a mapping under `key`; nil where there is none.
  package subscript(_ key: String) -> Node? {
    entry(key)?.value
  }

  /// Whether the node is a null: `null`, `~` or nothing at all.
  package var isNull: Bool {
    scalar?.resolved == .null
  }

  /// The text of a scalar that resolves to a string; nil for any other node.
  package var string: String? {
    if case .string(let text) = scalar?.resolved { text } else { nil }
  }
}

/// One key of a mapping with its value.
package struct Entry: Sendable {
  /// The key, as text.
  package var key: String
  /// Where the key was written.
  package var keyLocation: SourceLocation
  /// The value under the key.
  package var value: Node
  /// The dotted path that put the key here, where it was not written as a key of this mapping.
  package var path: String?
  /// Whether the key is the last of that path, so that the path gave it its value.
  package var isEndOfPath = false

  /// The entry `key`, written at `keyLocation`, with `value`.
  package init(key: String, keyLocation: SourceLocation, value: Node, path: String? = nil) {
    self.key = key
    self.keyLocation = keyLocation
    self.value = value
    self.path = path
  }
}
