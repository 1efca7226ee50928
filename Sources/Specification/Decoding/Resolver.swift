package import YAML

/// Turns the tree of one run into its resolved value.
package struct Resolver: Sendable {
  /// The kinds there are.
  package let vocabulary: Vocabulary
  /// Whether keys that are missing are no error.
  package let toleratesMissingKeys: Bool

  /// What became of a tree.
  package struct Resolution: Sendable {
    /// The run with every default written out; without what is wrong.
    package let value: Value
    /// All that is wrong with single values.
    package let diagnostics: [Diagnostic]
    /// The conditions between values that can be looked at: those that read nothing that is wrong.
    package let checks: [BoundCheck]
  }

  /// A resolver for runs of one experiment.
  package init(vocabulary: Vocabulary, toleratesMissingKeys: Bool = false) {
    self.vocabulary = vocabulary
    self.toleratesMissingKeys = toleratesMissingKeys
  }

  /// Decodes the tree of one run, without looking at the conditions between its values.
  package func resolve(_ tree: Node) -> Resolution {
    var decoder = Decoder(vocabulary: vocabulary)
    decoder.toleratesMissingKeys = toleratesMissingKeys
    let start = tree.location.start
    let place = SourceLocation(
      source: tree.location.source, start: start,
      end: SourcePosition(line: start.line, column: start.column + 1))
    decoder.add(RunChecks.all + vocabulary.runChecks, at: .top)
    let object = decoder.object(
      tree.entries ?? [], ExperimentLanguage.runFields, at: .top, place: place,
      suggesting: ExperimentLanguage.keysBesidesRun)
    let broken = decoder.brokenPaths
    let checks = decoder.checks.filter { check in
      !check.reads.contains { path in broken.contains { $0.overlaps(path) } }
    }
    return Resolution(value: .object(object), diagnostics: decoder.diagnostics, checks: checks)
  }

  /// Decodes one value of a run on its own.
  package func value(
    of node: Node, as schema: Schema, at path: Path
  ) -> (value: Value?, diagnostics: [Diagnostic]) {
    var decoder = Decoder(vocabulary: vocabulary)
    let value = decoder.decode(node, as: schema, at: path, place: node.location)
    return (value, decoder.diagnostics)
  }

  /// The tree of a run with a value laid over it.
  package func tree(
    _ tree: Node, setting path: Path, to value: Node, at location: SourceLocation
  ) -> Node {
    tree.setting(path, to: value, at: [location])
  }

  /// What `path` may hold in a resolved run; nil where the run has no such path.
  package func schema(at path: Path, in run: Value) -> Schema? {
    var schema = Schema.object(ExperimentLanguage.runFields)
    var value = run
    for key in path.components {
      guard let field = fields(of: schema, in: value)?.first(where: { $0.name == key }) else {
        return nil
      }
      schema = field.schema
      value = value[key]
    }
    return schema
  }

  /// The keys that a resolved value may have; nil for what is no mapping.
  private func fields(of schema: Schema, in value: Value) -> [Field]? {
    switch schema {
    case .object(let fields): fields
    case .union(let slot, _):
      value["kind"].textOrNil.flatMap { vocabulary.kind(named: $0, in: slot)?.fields }
    case .either(let schemas): schemas.lazy.compactMap { fields(of: $0, in: value) }.first
    default: nil
    }
  }
}
