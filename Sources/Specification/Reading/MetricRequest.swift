internal import YAML

/// Metrics that the command line asks for, in the language of `metrics.compute`.
///
/// Names between commas, `w2,mmd2`; or YAML: a mapping from names to keys, `mmd2: {bandwidths: 1}`,
/// one metric with its `kind`, or a list of any of these.
package struct MetricRequest: Sendable {
  /// The metrics, each with every default written out; no two of one kind.
  package let metrics: [Value]

  /// Reads what argument number `argument` asks for.
  ///
  /// - Throws: all that is wrong with it.
  package init(
    _ text: String, argument: Int, vocabulary: Vocabulary
  ) throws(SpecificationFailure) {
    let source = Source(name: "argument \(argument)", text: text, origin: .argument(argument))
    let document = Document.parse(source)
    guard let root = document.root, document.errors.isEmpty else {
      throw SpecificationFailure(
        .invalid, document.errors.map { Diagnostic(.syntax($0), at: $0.location) })
    }
    var reader = MetricRequestReader()
    let node = Node(.sequence(reader.metrics(root)), at: root.location)
    var decoder = Decoder(vocabulary: vocabulary)
    decoder.add([MetricChecks.once, MetricChecks.needNoLaw], at: .top)
    let path: Path = "metrics.compute"
    let schema = Schema.list(ListRule(of: .union(.metric, default: nil), count: 1...64))
    let value =
      reader.diagnostics.isEmpty
      ? decoder.decode(node, as: schema, at: path, place: root.location) : nil
    var diagnostics = reader.diagnostics + decoder.diagnostics
    if let value, diagnostics.isEmpty {
      let tree = Node(.mapping([]), at: root.location).setting(path, to: node, at: [root.location])
      let run: Value = ["metrics": ["compute": value]]
      diagnostics = decoder.checks.flatMap { check in
        check.diagnostics(in: run, given: tree, vocabulary: vocabulary) { tree }
      }
    }
    guard let metrics = value?.listOrNil, !diagnostics.contains(where: { $0.severity == .error })
    else {
      throw SpecificationFailure(.invalid, Diagnostic.sorted(diagnostics, sources: [source]))
    }
    self.metrics = metrics
  }
}

/// Brings the forms of a request into that of `metrics.compute`.
private struct MetricRequestReader {
  private(set) var diagnostics: [Diagnostic] = []

  /// The metrics of a node, as elements of the list that an experiment file has.
  mutating func metrics(_ node: Node) -> [Node] {
    switch node.content {
    case .scalar(let scalar): return scalar.isPlain ? names(node, scalar.text) : [node]
    case .sequence(let elements): return elements.flatMap { metrics($0) }
    case .mapping(let entries):
      if node["kind"] != nil { return [node] }
      return entries.compactMap { metric($0) }
    }
  }

  /// The names between the commas of a plain text, each at its own place.
  private func names(_ node: Node, _ text: String) -> [Node] {
    var offset = 0
    return text.split(separator: ",", omittingEmptySubsequences: false).map { part in
      let leading = part.prefix { $0 == " " }.count
      let name = String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      var location = node.location
      location.start.column += offset + leading
      location.end = location.start
      location.end.column += max(name.count, 1)
      offset += part.count + 1
      return Node(.scalar(Scalar(name, isPlain: true)), at: location)
    }
  }

  /// The metric `name: keys`.
  private mutating func metric(_ entry: Entry) -> Node? {
    let name = Node(.scalar(Scalar(entry.key, isPlain: false)), at: entry.keyLocation)
    let kind = Entry(key: "kind", keyLocation: entry.keyLocation, value: name)
    switch entry.value.content {
    case .mapping(let keys):
      guard let other = keys.first(where: { $0.key == "kind" }) else {
        return Node(.mapping([kind] + keys), at: entry.value.location)
      }
      diagnostics.append(
        Diagnostic(
          .broken(
            message: "'kind' is '\(entry.key)' already", hint: "the name stands before the colon"),
          at: other.keyLocation))
    case .scalar where entry.value.isNull: return name
    default:
      diagnostics.append(
        Diagnostic(
          .wrongType(expected: "the keys of '\(entry.key)', a mapping", found: entry.value.found),
          at: entry.value.location))
    }
    return nil
  }
}
