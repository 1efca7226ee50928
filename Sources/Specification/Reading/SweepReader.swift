internal import YAML

/// Reads the `sweep` section: its shape, its names and its seeds.
struct SweepReader {
  /// The keys of the section.
  static let keys = FileLanguage.sweepKeys.map(\.name)

  private(set) var sweep = Sweep()
  private(set) var diagnostics: [Diagnostic] = []

  /// Reads the section, or nothing where it is empty.
  init(_ section: Node?) {
    guard let section, !section.isNull else { return }
    guard let entries = section.entries else {
      report(.wrongType(expected: "a mapping", found: section.found), at: section.location)
      return
    }
    for entry in entries where entry.key != "exclude" { read(entry) }
    for entry in entries where entry.key == "exclude" { read(entry) }
  }

  private mutating func read(_ entry: Entry) {
    // Nothing under a key is as good as no key: so a file can drop what it extends has swept.
    if entry.value.isNull, SweepReader.keys.contains(entry.key) { return }
    switch entry.key {
    case "cases": readCases(entry.value)
    case "grid": sweep.grid = axes(entry.value)
    case "zip":
      sweep.zip = axes(entry.value)
      compareLengths()
    case "exclude": readExclusions(entry.value)
    case "seeds":
      sweep.seedsPlace = entry.keyLocation
      readSeeds(entry.value)
    default:
      let nearest = Diagnostic.Nearest(to: entry.key, among: SweepReader.keys)
      report(
        .unknownKey(entry.key, in: "sweep", nearest, kindsThatHaveIt: []), at: entry.keyLocation)
    }
  }

  private mutating func readCases(_ node: Node) {
    guard let entries = mapping(node) else { return }
    if entries.isEmpty { report(.emptySweep("cases"), at: node.location) }
    for entry in entries {
      let isName = entry.key.utf8.allSatisfy { byte in
        let character = Character(Unicode.Scalar(byte))
        return character.isASCII
          && (character.isLetter || character.isNumber || "._+-".contains(character))
      }
      guard isName, !entry.key.isEmpty else {
        let expected = "a name of letters, digits and ._+-"
        report(.wrongValue(expected: expected, found: "'\(entry.key)'"), at: entry.keyLocation)
        continue
      }
      var assignments: [Sweep.Assignment] = []
      if !entry.value.isNull, let patch = mapping(entry.value) {
        flatten(patch, under: .top) { assignments.append($0) }
      }
      sweep.cases.append(
        Sweep.Case(name: entry.key, place: entry.keyLocation, assignments: assignments))
    }
  }

  /// The axes of a grid or a zip.
  private mutating func axes(_ node: Node) -> [Sweep.Axis] {
    guard let entries = mapping(node) else { return [] }
    var assignments: [Sweep.Assignment] = []
    flatten(entries, under: .top) { assignments.append($0) }
    var axes: [Sweep.Axis] = []
    for assignment in assignments {
      let value = assignment.value
      guard let values = value.elements else {
        report(.wrongType(expected: "a list of values", found: value.found), at: value.location)
        continue
      }
      guard !values.isEmpty else {
        report(.emptyAxis(assignment.path), at: value.location)
        continue
      }
      axes.append(Sweep.Axis(path: assignment.path, place: assignment.place, values: values))
    }
    return axes
  }

  private mutating func compareLengths() {
    guard let first = sweep.zip.first else { return }
    for axis in sweep.zip where axis.values.count != first.values.count {
      report(
        .unequalZip(
          axis.path, count: axis.values.count, first: first.path, firstCount: first.values.count,
          at: first.place), at: axis.place)
    }
  }

  private mutating func readExclusions(_ node: Node) {
    guard let elements = node.elements else {
      return report(
        .wrongType(expected: "a list of mappings", found: node.found), at: node.location)
    }
    for element in elements {
      guard let entries = mapping(element) else { continue }
      if entries.isEmpty { report(.emptySweep("condition"), at: element.location) }
      var exclusion = Sweep.Exclusion(place: element.location)
      for entry in entries where entry.key == "case" { exclusion.cases = caseNames(entry.value) }
      flatten(entries.filter { $0.key != "case" }, under: .top) { exclusion.conditions.append($0) }
      sweep.exclusions.append(exclusion)
    }
  }

  private mutating func caseNames(_ node: Node) -> [String] {
    if node.elements?.isEmpty == true { report(.emptySweep("case"), at: node.location) }
    return names(of: node)
  }

  private mutating func names(of node: Node) -> [String] {
    (node.elements ?? [node]).compactMap { element in
      guard let name = element.scalar?.text else {
        report(
          .wrongType(expected: "the name of a case", found: element.found), at: element.location)
        return nil
      }
      if !sweep.cases.contains(where: { $0.name == name }) {
        let nearest = Diagnostic.Nearest(to: name, among: sweep.cases.map(\.name))
        report(.unknownCase(name, nearest), at: element.location)
      }
      return name
    }
  }

  private mutating func readSeeds(_ node: Node) {
    guard let elements = node.elements else {
      sweep.seeds = integer(node, .within(1...1e9)).map(Sweep.Seeds.count)
      return
    }
    if elements.isEmpty { report(.emptyAxis("seed"), at: node.location) }
    var seeds: [Int] = []
    var known: Set<Int> = []
    for element in elements {
      guard let seed = integer(element, ExperimentLanguage.seedRule) else { continue }
      if known.insert(seed).inserted {
        seeds.append(seed)
      } else {
        report(.repeatedSeed(seed), at: element.location)
      }
    }
    if !seeds.isEmpty { sweep.seeds = .list(seeds) }
  }

  private mutating func integer(_ node: Node, _ rule: NumberRule) -> Int? {
    var decoder = Decoder(vocabulary: Vocabulary())
    let value = decoder.integer(node, rule, at: "sweep.seeds")
    diagnostics += decoder.diagnostics
    return value?.integerOrNil
  }

  /// The entries of a mapping; reports anything else.
  private mutating func mapping(_ node: Node) -> [Entry]? {
    guard let entries = node.entries else {
      report(.wrongType(expected: "a mapping", found: node.found), at: node.location)
      return nil
    }
    return entries
  }

  /// Finds what a patch sets: nested mappings are walked, one with a `kind` is a value.
  private func flatten(
    _ entries: [Entry], under owner: Path, _ found: (Sweep.Assignment) -> Void
  ) {
    for entry in entries {
      let path = owner.appending(Path(entry.key))
      if let inner = entry.value.entries, !inner.isEmpty, entry.value["kind"] == nil {
        flatten(inner, under: path, found)
      } else {
        found(Sweep.Assignment(path: path, place: entry.keyLocation, value: entry.value))
      }
    }
  }

  private mutating func report(_ problem: Diagnostic.Problem, at place: SourceLocation) {
    diagnostics.append(Diagnostic(problem, at: place))
  }
}
