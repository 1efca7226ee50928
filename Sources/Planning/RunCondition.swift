import Specification

/// A condition on the runs of a plan, as a command line writes it: `flow.persistency>=5`,
/// `case=wgan,w1-fe`, `id=ef23`.
///
/// On the left stands a path of the resolved run, or `case`, `seed` or `id`; on the right one value, or
/// several with commas between them, one of which `=` asks for and none of which `!=` allows.
package struct RunCondition: Sendable {
  /// Why a text is no condition on a plan.
  package enum Problem: Error, Equatable, CustomStringConvertible {
    /// It has no comparison.
    case noComparison(String)
    /// Order is asked of what has none.
    case notANumber(String, in: String)
    /// No run has such a path.
    case unknownPath(String, nearest: String?)

    /// The sentence for a reader.
    package var description: String {
      switch self {
      case .noComparison(let text):
        "'\(text)' is no condition: write a path, one of = != < <= > >=, and a value"
      case .notANumber(let value, let text):
        "'\(value)' in '\(text)' is no number, so nothing is smaller or larger"
      case .unknownPath(let path, let nearest?):
        "no run has a '\(path)'; did you mean '\(nearest)'?"
      case .unknownPath(let path, nil): "no run has a '\(path)'"
      }
    }
  }

  private enum Comparison: String, CaseIterable {
    // Longer ones first, as they are looked for.
    case notEqual = "!="
    case atMost = "<="
    case atLeast = ">="
    case equal = "="
    case less = "<"
    case greater = ">"
  }

  private let path: Path
  private let comparison: Comparison
  private let values: [String]

  /// The condition that `text` writes.
  ///
  /// - Throws: `Problem`.
  package init(_ text: String) throws(Problem) {
    guard let start = text.firstIndex(where: { "!<>=".contains($0) }), start != text.startIndex,
      let comparison = Comparison.allCases.first(where: { text[start...].hasPrefix($0.rawValue) })
    else { throw .noComparison(text) }
    path = Path(text[..<start].filter { $0 != " " })
    self.comparison = comparison
    values = text[start...].dropFirst(comparison.rawValue.count)
      .split(separator: ",", omittingEmptySubsequences: false)
      .map { String($0.drop { $0 == " " }) }
    guard comparison != .equal, comparison != .notEqual else { return }
    for value in values where Double(value) == nil { throw .notANumber(value, in: text) }
  }

  /// Makes sure that some run of `plan` has what the condition is about.
  ///
  /// - Throws: `Problem.unknownPath`.
  package func check(against plan: Plan) throws(Problem) {
    if ["case", "seed", "id"].contains(path.text) { return }
    var known: Set<String> = []
    var looked: Set<String> = []
    for run in plan.runs where looked.insert(run.caseName ?? "").inserted {
      known.formUnion(Self.paths(in: plan.resolved(run), at: .top))
      known.formUnion(run.swept.map(\.path.text))
    }
    if known.contains(path.text) { return }
    throw .unknownPath(
      path.text, nearest: Spelling.nearest(to: path.text, among: known.sorted()))
  }

  private static func paths(in value: Value, at path: Path) -> [String] {
    guard let object = value.objectOrNil else { return [path.text] }
    return [path.text] + object.members.flatMap { paths(in: $0.value, at: path.appending($0.key)) }
  }

  /// Whether `run` of `plan` meets the condition.
  package func holds(for run: PlannedRun, of plan: Plan) -> Bool {
    switch comparison {
    case .equal: values.contains { equals($0, run, plan) }
    case .notEqual: !values.contains { equals($0, run, plan) }
    case .less: values.allSatisfy { order($0, run, plan, <) }
    case .atMost: values.allSatisfy { order($0, run, plan, <=) }
    case .greater: values.allSatisfy { order($0, run, plan, >) }
    case .atLeast: values.allSatisfy { order($0, run, plan, >=) }
    }
  }

  private func value(of run: PlannedRun, _ plan: Plan) -> Value? {
    switch path.text {
    case "case": run.caseName.map(Value.string)
    case "seed": .integer(run.seed)
    default: plan.resolved(run).value(at: path)
    }
  }

  private func equals(_ text: String, _ run: PlannedRun, _ plan: Plan) -> Bool {
    if path.text == "id" { return run.id.description.hasPrefix(text) && !text.isEmpty }
    switch value(of: run, plan) {
    case .string(let found): return found == text
    case .boolean(let found): return text == String(found)
    case .integer(let found): return Double(text) == Double(found)
    case .number(let found): return Double(text) == found
    case .object(let object): return object["kind"]?.textOrNil == text
    case .list(let elements): return JSONText.compact(.list(elements)) == text
    case .null, nil: return text == "null"
    }
  }

  private func order(
    _ text: String, _ run: PlannedRun, _ plan: Plan, _ holds: (Double, Double) -> Bool
  ) -> Bool {
    guard let found = value(of: run, plan)?.numberOrNil, let bound = Double(text) else {
      return false
    }
    return holds(found, bound)
  }
}
