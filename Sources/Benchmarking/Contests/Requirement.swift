package import Specification

/// A number that a benchmark is to reach, or not to exceed.
package struct Requirement: Equatable, Sendable {
  /// On which side of the bound the number must lie.
  package enum Bound: Equatable, Sendable {
    /// The number is at least this.
    case atLeast(Double)
    /// The number is at most this.
    case atMost(Double)
  }

  /// Whether the requirement is met.
  package enum Verdict: String, Equatable, Sendable {
    /// It is.
    case holds
    /// It is not.
    case missed
    /// There is no number.
    case notMeasured = "not measured"
  }

  /// What the number is.
  package let subject: String
  /// Where it must lie.
  package let bound: Bound
  /// The number; nil where it could not be measured.
  package let value: Double?
  /// The unit of value and bound, with its leading space; empty for a ratio.
  package let unit: String

  /// A requirement on the number `value` of `subject`.
  package init(_ subject: String, _ bound: Bound, value: Double?, unit: String = "") {
    self.subject = subject
    self.bound = bound
    self.value = value
    self.unit = unit
  }

  /// Whether it is met.
  package var verdict: Verdict {
    guard let value, value.isFinite else { return .notMeasured }
    return switch bound {
    case .atLeast(let least): value >= least ? .holds : .missed
    case .atMost(let most): value <= most ? .holds : .missed
    }
  }

  /// The sentence for a reader: `PyTorch over gfrun: 2.306, required ≥ 2: holds`.
  package var text: String {
    let (sign, number) = limit
    let found = value.map { Figures.significant($0, digits: 4) + unit } ?? "–"
    return "\(subject): \(found), required \(sign) \(Figures.significant(number))\(unit): "
      + verdict.rawValue
  }

  /// The same for programs.
  package var json: Value {
    [
      "subject": .string(subject), "value": value.map(Value.finite) ?? .null,
      "bound": .string(limit.sign), "required": .finite(limit.number),
      "unit": .string(unit.filter { $0 != " " }), "verdict": .string(verdict.rawValue),
    ]
  }

  private var limit: (sign: String, number: Double) {
    switch bound {
    case .atLeast(let least): ("≥", least)
    case .atMost(let most): ("≤", most)
    }
  }
}
