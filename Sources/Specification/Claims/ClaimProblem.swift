/// What can be wrong with a claim besides its form, in words.
package enum ClaimProblem: Sendable, Hashable {
  /// A relation asks for a key that is not there.
  case lacks(String, for: String)
  /// A relation has no use for a key.
  case unusedKey(String, for: String)
  /// A range of iterations ends before it begins.
  case emptyRange(from: Int, to: Int)
  /// A mapping without a moment.
  case noMoment
  /// Seconds are asked of a series that is recorded without them.
  case untimed
  /// No run meets the conditions.
  case selectsNothing(because: String?)
  /// The runs are of several configurations.
  case selectsSeveral(differing: String, values: [String])
  /// Metrics are not evaluated at the iteration.
  case neverEvaluated(Int, near: [Int])
  /// Metrics are not evaluated between the iterations.
  case neverEvaluatedBetween(Int, Int, every: Int, last: Int)

  /// What is wrong, in one clause without a full stop.
  package var message: String {
    switch self {
    case .lacks(let key, let relation): "'\(relation)' needs '\(key)'"
    case .unusedKey(let key, let relation): "'\(key)' has no meaning for '\(relation)'"
    case .emptyRange(let from, let to): "no iteration lies between \(from) and \(to)"
    case .noMoment: "this is no moment"
    case .untimed: "a training series has no seconds"
    case .selectsNothing: "no run meets these conditions"
    case .selectsSeveral(let differing, let values):
      "these runs differ in '\(differing)': \(Self.listed(values))"
    case .neverEvaluated(let iteration, _): "nothing is evaluated at iteration \(iteration)"
    case .neverEvaluatedBetween(let from, let to, _, _):
      "nothing is evaluated between iterations \(from) and \(to)"
    }
  }

  /// What was expected or what to do; nil where there is nothing to add.
  package var hint: String? {
    switch self {
    case .lacks: nil
    case .noMoment: "expected time, mean or first-below"
    case .untimed: "read it by iterations, or a metric"
    case .unusedKey: "remove it"
    case .emptyRange: "expected the first iteration, then the last"
    case .selectsNothing(let reason): reason
    case .selectsSeveral(let differing, _):
      "one configuration is compared with another: choose a value, or write for-each: \(differing)"
    case .neverEvaluated(_, let near):
      near.isEmpty
        ? nil : "expected such as \(near.map(String.init).joined(separator: " or "))"
    case .neverEvaluatedBetween(_, _, let every, let last):
      "these runs are evaluated every \(every) iterations up to \(last)"
    }
  }

  private static func listed(_ values: [String]) -> String {
    values.count <= 6
      ? values.joined(separator: ", ") : values.prefix(5).joined(separator: ", ") + ", …"
  }
}
