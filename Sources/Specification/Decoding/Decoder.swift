internal import YAML

/// Makes values of nodes, as a schema asks, and collects everything that is wrong on the way.
struct Decoder {
  let vocabulary: Vocabulary
  /// All that was wrong so far.
  private(set) var diagnostics: [Diagnostic] = []
  /// Where it was wrong: checks that look there are not run.
  private(set) var brokenPaths: [Path] = []
  /// The checks of the kinds that were decoded.
  private(set) var checks: [BoundCheck] = []
  /// The defaults that kinds brought for keys elsewhere.
  private var defaultsElsewhere: [Path: Value] = [:]
  /// The paths there are, once they were asked for.
  private var paths: [Path]?
  /// Whether keys that are missing are no error, because a file that may have them could not be read.
  var toleratesMissingKeys = false

  init(vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
  }

  /// The value of `node`; nil, with at least one diagnostic, where it is not what `schema` asks for.
  ///
  /// - Parameters:
  ///   - node: what was written.
  ///   - schema: what may be written.
  ///   - path: where the value is in the run.
  ///   - place: where its key was written, for what is missing.
  ///   - fallback: the default that a mapping without `kind` changes.
  /// - Returns: the value, with every default written out.
  mutating func decode(
    _ node: Node, as schema: Schema, at path: Path, place: SourceLocation, fallback: Value? = nil
  ) -> Value? {
    switch schema {
    case .boolean:
      guard case .boolean(let boolean) = node.scalar?.resolved else {
        return mismatch(node, schema, at: path)
      }
      return .boolean(boolean)
    case .integer(let rule): return integer(node, rule, at: path)
    case .number(let rule): return number(node, rule, at: path)
    case .string(let rule): return string(node, rule, at: path)
    case .choice(let choices): return choice(node, choices, at: path)
    case .list(let rule): return list(node, rule, at: path)
    case .object(let fields):
      guard let entries = node.entries else { return mismatch(node, schema, at: path) }
      return .object(object(entries, fields, at: path, place: place))
    case .union(let slot, let standard):
      return union(node, slot, default: standard, at: path, place: place, fallback: fallback)
    case .either(let schemas):
      return either(node, schemas, at: path, place: place)
    case .map(let rule):
      guard let entries = node.entries else { return mismatch(node, schema, at: path) }
      return map(entries, rule, at: path)
    }
  }

  /// Records that something is wrong.
  mutating func report(_ problem: Diagnostic.Problem, at location: SourceLocation, path: Path) {
    diagnostics.append(Diagnostic(problem, at: location))
    brokenPaths.append(path)
  }

  /// Keeps checks that look at `path` from being run, where nothing is reported.
  mutating func markBroken(_ path: Path) {
    brokenPaths.append(path)
  }

  /// Adds a check on the value at `base`.
  mutating func add(_ added: [Check], at base: Path) {
    checks += added.map { BoundCheck(base: base, check: $0) }
  }

  /// Adds the defaults that a kind brings for keys elsewhere.
  mutating func add(_ defaults: [Path: Value]) {
    defaultsElsewhere.merge(defaults) { _, new in new }
  }

  /// Records that `node` is not of the type that `schema` asks for.
  mutating func mismatch(_ node: Node, _ schema: Schema, at path: Path) -> Value? {
    if let entry = node.entries?.first(where: { $0.path != nil }), let text = entry.path {
      reportUnknownPath(Path(text), at: entry.keyLocation, path: path)
    } else {
      let expected = schema.expectation(in: vocabulary)
      report(.wrongType(expected: expected, found: node.found), at: node.location, path: path)
    }
    return nil
  }

  /// Records that an override or a sweep sets a path that does not exist.
  mutating func reportUnknownPath(_ unknown: Path, at place: SourceLocation, path: Path) {
    let nearest = LanguagePaths.nearest(to: unknown, among: knownPaths())
    report(.unknownPath(unknown, nearest: nearest), at: place, path: path)
  }

  /// Whether a run of some kind can have something at `path`.
  mutating func isKnown(_ path: Path) -> Bool {
    knownPaths().contains(path)
  }

  private mutating func knownPaths() -> [Path] {
    let known = paths ?? LanguagePaths.all(in: vocabulary).map(\.path)
    paths = known
    return known
  }

  /// The default of a field at `path`, as it would be written; nil where it has none.
  func defaultValue(of field: Field, at path: Path) -> Value? {
    field.defaultValue.map { defaultsElsewhere[path] ?? $0 }
  }
}
