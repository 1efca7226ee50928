internal import Glibc
internal import YAML

/// Makes the list that `{linspace: …}`, `{logspace: …}` or `{integers: …}` stands for.
struct RangeReader: EntryReading {
  /// The significant digits of a number that is computed: 0.1, 0.2, 0.3 are these, and the last bits of
  /// a logarithm, which differ between processors, make no other run.
  static let digits = 12

  var diagnostics: [Diagnostic] = []

  /// Whether a node is a range: a mapping with the name of one as its only key.
  static func isRange(_ node: Node) -> Bool {
    guard let entries = node.entries, entries.count == 1 else { return false }
    return SweepLanguage.ranges.contains { $0.name == entries[0].key }
  }

  /// The list that a range stands for; nil, after a report, where it is wrong.
  mutating func list(_ node: Node) -> Node? {
    guard let entry = node.entries?.first else { return nil }
    let values: [Value]?
    switch entry.key {
    case SweepLanguage.linspace.name: values = linear(entry)
    case SweepLanguage.logspace.name: values = logarithmic(entry)
    default: values = integers(entry)
    }
    let place = entry.value.location
    return values.map { Node(.sequence($0.map { Node($0, at: place) }), at: node.location) }
  }

  private mutating func linear(_ entry: Entry) -> [Value]? {
    guard let (first, last, count) = ends(entry, .any) else { return nil }
    return RangeReader.values(first, last, count) { first + $0 * (last - first) }
  }

  private mutating func logarithmic(_ entry: Entry) -> [Value]? {
    guard let (first, last, count) = ends(entry, .positive) else { return nil }
    let (low, high) = (log(first), log(last))
    return RangeReader.values(first, last, count) {
      exp(low + $0 * (high - low))
    }
  }

  /// The values at equal distances of a parameter from 0 to 1; the ends are as they were written.
  private static func values(
    _ first: Double, _ last: Double, _ count: Int, _ inner: (Double) -> Double
  ) -> [Value] {
    (0..<count).map { index in
      if index == 0 { return .number(first) }
      if index == count - 1 { return .number(last) }
      let value = inner(Double(index) / Double(count - 1))
      return .number(NumberText.rounded(value, digits: digits))
    }
  }

  private mutating func integers(_ entry: Entry) -> [Value]? {
    let rule = NumberRule.within(-0x1p53...0x1p53)
    guard
      let numbers = decode(entry, .list(ListRule(of: .integer(rule), count: 2...3)))?.listOrNil?
        .compactMap(\.integerOrNil)
    else { return nil }
    let (first, last, step) = (numbers[0], numbers[1], numbers.count == 3 ? numbers[2] : 1)
    guard first <= last, step >= 1 else {
      return refuse(entry, "the first integer, one not below it, and a step of at least 1")
    }
    let count = (last - first) / step + 1
    guard count <= SweepLanguage.maximumCount else {
      return refuse(entry, "at most \(SweepLanguage.maximumCount) integers")
    }
    return (0..<count).map { .integer(first + $0 * step) }
  }

  /// The ends of a range and the number of its values, which is at least 2.
  private mutating func ends(
    _ entry: Entry, _ rule: NumberRule
  ) -> (first: Double, last: Double, count: Int)? {
    guard
      let numbers = decode(entry, .list(ListRule(of: .number(.any), count: 3...3)))?.numbersOrNil
    else { return nil }
    guard rule.contains(numbers[0]), rule.contains(numbers[1]) else {
      return refuse(
        entry, "two numbers\(rule.words), the ends and not their exponents, and a count")
    }
    guard let count = Int(exactly: numbers[2]), (2...SweepLanguage.maximumCount).contains(count)
    else {
      return refuse(
        entry, "the first number, the last, and a count from 2 to \(SweepLanguage.maximumCount)")
    }
    return (numbers[0], numbers[1], count)
  }
}
