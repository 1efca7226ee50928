internal import YAML

extension BlockReader {
  /// Reads `seeds`: a count, a list, a range, or a rule for when there are enough.
  mutating func readSeeds(_ node: Node, key: SourceLocation) {
    if let entry = node.entry(SweepLanguage.until.name), node.entries?.count == 1 {
      return readReplication(entry)
    }
    if RangeReader.isRange(node) {
      guard let list = range(node).elements else { return }
      return readList(list)
    }
    if let entry = node.entries?.first {
      let nearest = Diagnostic.Nearest(
        to: entry.key, among: [SweepLanguage.until.name, SweepLanguage.integers.name])
      return report(
        .unknownKey(entry.key, in: "sweep.seeds", nearest, kindsThatHaveIt: []),
        at: entry.keyLocation)
    }
    guard let elements = node.elements else {
      block.seeds = integer(node, .within(1...1e9), at: "sweep.seeds").map(Sweep.Seeds.count)
      return
    }
    if elements.isEmpty { report(.emptyAxis("seed"), at: node.location) }
    readList(elements)
  }

  private mutating func readList(_ elements: [Node]) {
    var seeds: [Int] = []
    var known: Set<Int> = []
    for element in elements {
      guard let seed = integer(element, ExperimentLanguage.seedRule, at: "sweep.seeds") else {
        continue
      }
      if known.insert(seed).inserted {
        seeds.append(seed)
      } else {
        report(.repeatedSeed(seed), at: element.location)
      }
    }
    if !seeds.isEmpty { block.seeds = .list(seeds) }
  }

  private mutating func readReplication(_ entry: Entry) {
    guard let entries = mapping(entry.value) else { return }
    var decoder = Decoder(vocabulary: Vocabulary())
    let object = Value.object(
      decoder.object(
        entries, SweepLanguage.untilFields, at: "sweep.seeds.until", place: entry.keyLocation))
    diagnostics += decoder.diagnostics
    guard decoder.diagnostics.isEmpty, let metric = entry.value["metric"] else { return }
    let (minimum, maximum) = (object["min"].integer, object["max"].integer)
    guard minimum <= maximum else {
      let place = (entry.value["min"] ?? entry.value["max"] ?? entry.value).location
      return report(
        .wrongValue(expected: "a 'min' of at most 'max', \(maximum)", found: "\(minimum)"),
        at: place)
    }
    guard let halfWidth = BlockReader.halfWidth(object["half-width"]) else {
      return report(
        .wrongValue(expected: "a percentage above 0", found: object["half-width"].text),
        at: (entry.value["half-width"] ?? entry.value).location)
    }
    block.seeds = .until(
      Sweep.Replication(
        metric: object["metric"].text, metricPlace: metric.location, halfWidth: halfWidth,
        confidence: object["confidence"].number, minimum: minimum, maximum: maximum))
  }

  private static func halfWidth(_ value: Value) -> Sweep.Replication.HalfWidth? {
    if let number = value.numberOrNil { return .absolute(number) }
    let digits = value.text.filter { $0 != "%" && $0 != " " }
    guard let percent = Scalar(digits, isPlain: true).resolved.number, percent > 0 else {
      return nil
    }
    return .relative(percent / 100)
  }
}

extension Scalar.Resolved {
  /// The number; nil for anything else.
  fileprivate var number: Double? {
    switch self {
    case .integer(let integer): Double(integer)
    case .number(let number): number
    default: nil
    }
  }
}
