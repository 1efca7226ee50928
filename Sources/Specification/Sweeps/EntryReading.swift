internal import YAML

/// Reads the value of one key of a sweep, and reports what is wrong with it.
protocol EntryReading {
  /// What was found wrong so far.
  var diagnostics: [Diagnostic] { get set }
}

extension EntryReading {
  /// The value of `entry` if it is what `schema` says; nil, after a report, where it is not.
  mutating func decode(_ entry: Entry, _ schema: Schema) -> Value? {
    var decoder = Decoder(vocabulary: Vocabulary())
    let value = decoder.decode(
      entry.value, as: schema, at: Path(entry.key), place: entry.keyLocation)
    diagnostics += decoder.diagnostics
    return value
  }

  /// Reports that `expected` was to stand at `entry`.
  mutating func refuse<Result>(_ entry: Entry, _ expected: String) -> Result? {
    let found = entry.value.elements?.map { $0.scalar?.text ?? $0.found }.joined(separator: ", ")
    let shown = found.map { $0.isEmpty ? "an empty list" : $0 } ?? entry.value.found
    diagnostics.append(
      Diagnostic(.wrongValue(expected: expected, found: shown), at: entry.value.location))
    return nil
  }
}
