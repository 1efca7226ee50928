internal import YAML

/// Reads one block of a sweep: its shape, its names and its seeds.
struct BlockReader {
  var block = Sweep.Block()
  var diagnostics: [Diagnostic] = []
  /// The tables of points that were read.
  var sources: [Source] = []
  /// Why tables could not be read, where some could not.
  var failures: [SpecificationFailure.Kind] = []
  /// The seed of the draws.
  var drawSeed = 0
  private var caseNames: Set<String> = []

  /// Reads the keys of a block.
  init(_ entries: [Entry]) {
    // Conditions name cases, and draws need the seed.
    let first = ["cases", "seed"]
    for entry in entries where first.contains(entry.key) { read(entry) }
    for entry in entries where !first.contains(entry.key) { read(entry) }
  }

  private mutating func read(_ entry: Entry) {
    // Nothing under a key is as good as no key: so a file can drop what it extends has swept.
    if entry.value.isNull, SweepLanguage.names.contains(entry.key) { return }
    switch entry.key {
    case "cases": readCases(entry.value)
    case "grid": block.grid = axes(entry.value)
    case "zip":
      block.zip = axes(entry.value)
      compareLengths()
    case "points": readPoints(entry.value)
    case "exclude": readExclusions(entry.value)
    case "seed": drawSeed = integer(entry.value, ExperimentLanguage.seedRule, at: "sweep.seed") ?? 0
    case "seeds":
      block.seedsPlace = entry.keyLocation
      readSeeds(entry.value, key: entry.keyLocation)
    default:
      if let design = Sweep.Draws.Design(rawValue: entry.key) {
        return readDraws(entry.value, design, key: entry.keyLocation)
      }
      let nearest = Diagnostic.Nearest(to: entry.key, among: SweepLanguage.names)
      report(
        .unknownKey(entry.key, in: "sweep", nearest, kindsThatHaveIt: []), at: entry.keyLocation)
    }
  }

  // MARK: - Cases

  private mutating func readCases(_ node: Node) {
    guard let entries = mapping(node) else { return }
    if entries.isEmpty { report(.emptySweep("cases"), at: node.location) }
    for entry in entries {
      guard BlockReader.isName(entry.key) else {
        let expected = "a name of letters, digits and ._+-"
        report(.wrongValue(expected: expected, found: "'\(entry.key)'"), at: entry.keyLocation)
        continue
      }
      let assignments = entry.value.isNull ? [] : mapping(entry.value).map { flattened($0) } ?? []
      caseNames.insert(entry.key)
      block.cases.append(
        Sweep.Case(name: entry.key, place: entry.keyLocation, assignments: assignments))
    }
  }

  private static func isName(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
          UInt8(ascii: "+"), UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }

  // MARK: - Some of the runs

  private mutating func readExclusions(_ node: Node) {
    guard let elements = node.elements else {
      return report(
        .wrongType(expected: "a list of mappings", found: node.found), at: node.location)
    }
    for element in elements {
      if let selector = selector(element) { block.exclusions.append(selector) }
    }
  }

  /// The runs that a mapping of conditions describes.
  mutating func selector(_ node: Node) -> Sweep.Selector? {
    guard let entries = mapping(node) else { return nil }
    if entries.isEmpty { report(.emptySweep("condition"), at: node.location) }
    var selector = Sweep.Selector(place: node.location)
    for entry in entries where entry.key == "case" { selector.cases = names(of: entry.value) }
    selector.conditions = flattened(entries.filter { $0.key != "case" }).map { condition in
      guard RangeReader.isRange(condition.value) else { return condition }
      return Sweep.Assignment(
        path: condition.path, place: condition.place, value: range(condition.value))
    }
    return selector
  }

  private mutating func names(of node: Node) -> [String] {
    if node.elements?.isEmpty == true { report(.emptySweep("case"), at: node.location) }
    return (node.elements ?? [node]).compactMap { element in
      guard let name = element.scalar?.text else {
        report(
          .wrongType(expected: "the name of a case", found: element.found), at: element.location)
        return nil
      }
      if !caseNames.contains(name) {
        let nearest = Diagnostic.Nearest(to: name, among: block.cases.map(\.name))
        report(.unknownCase(name, nearest), at: element.location)
      }
      return name
    }
  }

  // MARK: - Parts

  /// Finds what a patch sets: nested mappings are walked, one with a `kind` is a value, and so is what
  /// `isValue` says is one.
  func flattened(
    _ entries: [Entry], isValue: (Node) -> Bool = RangeReader.isRange
  ) -> [Sweep.Assignment] {
    var found: [Sweep.Assignment] = []
    found.reserveCapacity(entries.count)
    for entry in entries { flatten(entry, at: Path(entry.key), isValue, &found) }
    return found
  }

  private func flatten(
    _ entry: Entry, at path: Path, _ isValue: (Node) -> Bool, _ found: inout [Sweep.Assignment]
  ) {
    let value = entry.value
    guard let inner = value.entries, !inner.isEmpty, value["kind"] == nil, !isValue(value) else {
      found.append(Sweep.Assignment(path: path, place: entry.keyLocation, value: value))
      return
    }
    for entry in inner { flatten(entry, at: path.appending(Path(entry.key)), isValue, &found) }
  }

  /// The integer that a node writes; reports anything else.
  mutating func integer(_ node: Node, _ rule: NumberRule, at path: Path) -> Int? {
    var decoder = Decoder(vocabulary: Vocabulary())
    let value = decoder.integer(node, rule, at: path)
    diagnostics += decoder.diagnostics
    return value?.integerOrNil
  }

  /// The entries of a mapping; reports anything else.
  mutating func mapping(_ node: Node) -> [Entry]? {
    guard let entries = node.entries else {
      report(.wrongType(expected: "a mapping", found: node.found), at: node.location)
      return nil
    }
    return entries
  }

  /// The list that a range stands for; the node itself, after a report, where it is wrong.
  mutating func range(_ node: Node) -> Node {
    var reader = RangeReader()
    let list = reader.list(node)
    diagnostics += reader.diagnostics
    return list ?? node
  }

  mutating func report(_ problem: Diagnostic.Problem, at place: SourceLocation) {
    diagnostics.append(Diagnostic(problem, at: place))
  }
}
