/// Durations as people write them: `90s`, `15min`, `2h`, `1.5d`.
package enum DurationText {
  /// The units, with their seconds.
  private static let units: [(name: String, seconds: Double)] = [
    ("ms", 0.001), ("min", 60), ("s", 1), ("h", 3600), ("d", 86400),
  ]

  /// The duration that `text` writes; nil unless it is a positive number with a unit.
  package static func parse(_ text: String) -> Duration? {
    for (name, seconds) in units where text.hasSuffix(name) {
      let digits = text.dropLast(name.count)
      guard digits.allSatisfy({ $0.isASCII && $0.isNumber || $0 == "." }),
        let count = Double(digits), count > 0, count * seconds < 1e9
      else { return nil }
      return .seconds(count * seconds)
    }
    return nil
  }
}
