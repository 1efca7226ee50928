/// Why results cannot be compared as they were asked to be.
package enum ReportError: Error, Equatable, CustomStringConvertible {
  /// The runs are not told apart by such a key.
  case unknownKey(String, known: [String], nearest: String?)
  /// No run has such a metric.
  case unknownMetric(String, known: [String])
  /// Rows would be made of runs that differ in more than their seed.
  case mixes([String])
  /// No run meets the conditions.
  case selectsNothing(String)
  /// Not one row is what the others are to be compared with.
  case noBaseline(String, rows: [String])
  /// None of the runs is finished.
  case nothingDone(Int)

  /// The sentence for a reader.
  package var description: String {
    switch self {
    case .unknownKey(let name, let known, let nearest):
      "the runs have no key '\(name)'"
        + (nearest.map { "; did you mean '\($0)'?" } ?? "")
        + " There are \(known.joined(separator: ", "))"
    case .unknownMetric(let name, let known):
      known.isEmpty
        ? "the runs have no metrics, so no '\(name)'"
        : "no run has a metric '\(name)'; there are \(known.joined(separator: ", "))"
    case .mixes(let names):
      "rows would mix runs that differ in \(names.joined(separator: " and ")): "
        + "name it with --by, or choose some with --of"
    case .selectsNothing(let condition): "no run meets '--of \(condition)'"
    case .noBaseline(let text, let rows):
      "'--baseline \(text)' names not one row; there are \(rows.joined(separator: "; "))"
    case .nothingDone(let count): "none of the \(count) runs is finished"
    }
  }
}
