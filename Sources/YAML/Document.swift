/// One YAML document, read whole: its tree, as far as one could be built, and all that is wrong.
package struct Document: Sendable {
  /// How much a document may hold.
  package struct Limits: Sendable {
    /// The most nodes, counted after aliases are expanded.
    package var nodes = 1_000_000
    /// The most levels of nesting.
    package var depth = 100

    /// The limits of an experiment file.
    package init() {}
  }

  /// The text the document was read from.
  package let source: Source
  /// The tree; nil where an error kept it from being built.
  package let root: Node?
  /// All that is wrong with the text, in its order.
  ///
  /// With only duplicate keys there is a tree too.
  package let errors: [SyntaxError]

  /// Reads the document in the bytes of a file.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - name: what messages call it.
  ///   - extendedBy: the place that asked for it, if it was not the user.
  ///   - limits: how much the document may hold.
  /// - Returns: the tree, the errors, or both.
  package static func parse(
    bytes: [UInt8], name: String, extendedBy: SourceLocation? = nil, limits: Limits = Limits()
  ) -> Document {
    let (source, error) = Source.decode(bytes, name: name, extendedBy: extendedBy)
    if let error { return Document(source: source, root: nil, errors: [error]) }
    return parse(source, limits: limits)
  }

  /// Reads the document in `source` from the character at `skipped` of its first line on.
  package static func parse(
    _ source: Source, skipping skipped: Int = 0, limits: Limits = Limits()
  ) -> Document {
    if let error = source.forbiddenCharacter {
      return Document(source: source, root: nil, errors: [error])
    }
    var builder = TreeBuilder(EventReader(source, skipping: skipped), limits: limits)
    do throws(SyntaxError) {
      let root = try builder.document()
      return Document(source: source, root: root, errors: builder.errors)
    } catch {
      return Document(source: source, root: nil, errors: builder.errors + [error])
    }
  }
}
