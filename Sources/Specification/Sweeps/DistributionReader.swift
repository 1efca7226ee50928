internal import YAML

/// Reads one distribution: `log-uniform: [0.01, 10]`.
struct DistributionReader: EntryReading {
  var diagnostics: [Diagnostic] = []

  /// The distribution that an entry writes; nil, after a report, where it is wrong.
  mutating func distribution(_ entry: Entry) -> Sweep.Distribution? {
    switch entry.key {
    case "uniform": between(entry, .any).map { .uniform($0, $1) }
    case "log-uniform": between(entry, .positive).map { .logUniform($0, $1) }
    case "normal":
      around(entry, .any, "the mean").map { .normal(mean: $0, deviation: $1) }
    case "log-normal":
      around(entry, .positive, "the median, a number above 0,").map {
        .logNormal(median: $0, deviation: $1)
      }
    case "integers": integers(entry)
    default: choice(entry)
    }
  }

  private mutating func between(_ entry: Entry, _ rule: NumberRule) -> (Double, Double)? {
    guard let (low, high) = pair(entry) else { return nil }
    guard rule.contains(low), rule.contains(high), low < high, (high - low).isFinite else {
      return refuse(entry, "a number\(rule.words) and one above it")
    }
    return (low, high)
  }

  private mutating func around(
    _ entry: Entry, _ rule: NumberRule, _ centre: String
  ) -> (Double, Double)? {
    guard let (middle, deviation) = pair(entry) else { return nil }
    guard rule.contains(middle), deviation > 0 else {
      return refuse(entry, "\(centre) and a deviation above 0")
    }
    return (middle, deviation)
  }

  private mutating func pair(_ entry: Entry) -> (Double, Double)? {
    decode(entry, .list(ListRule(of: .number(.any), count: 2...2)))?.numbersOrNil.map {
      ($0[0], $0[1])
    }
  }

  private mutating func integers(_ entry: Entry) -> Sweep.Distribution? {
    let rule = NumberRule.within(-0x1p53...0x1p53)
    guard
      let ends = decode(entry, .list(ListRule(of: .integer(rule), count: 2...2)))?.listOrNil?
        .compactMap(\.integerOrNil)
    else { return nil }
    guard ends[0] < ends[1] else { return refuse(entry, "an integer and one above it") }
    return .integers(ends[0], ends[1])
  }

  private mutating func choice(_ entry: Entry) -> Sweep.Distribution? {
    var node = entry.value
    if RangeReader.isRange(node) {
      var reader = RangeReader()
      let list = reader.list(node)
      diagnostics += reader.diagnostics
      guard let list else { return nil }
      node = list
    }
    guard let values = node.elements, !values.isEmpty else {
      return refuse(entry, "a list of at least one value")
    }
    return .choice(values)
  }
}
