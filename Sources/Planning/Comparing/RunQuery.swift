package import Specification
internal import YAML

/// Picks runs of a plan: by the start of their id, or by values, `flow.step=0.1,case=wgan,seed=0`.
package struct RunQuery: Sendable {
  /// Why a query picks no run.
  package enum Failure: Error, Equatable, CustomStringConvertible {
    /// It names a path that no run of any kind has.
    case unknownPath(String, nearest: String?)
    /// It is neither digits of an id nor conditions.
    case unreadable(String)

    /// The sentence for a reader.
    package var description: String {
      switch self {
      case .unknownPath(let path, let nearest):
        "unknown path '\(path)'" + (nearest.map { "; did you mean '\($0)'?" } ?? "")
      case .unreadable(let text):
        "'\(text)' is neither the start of a run's id nor path=value"
      }
    }
  }

  private enum Content {
    case prefix(String)
    case values([(path: Path, value: Node)])
  }

  private let content: Content

  /// Reads a query.
  ///
  /// - Throws: why it cannot pick any run.
  package init(_ text: String, vocabulary: Vocabulary = .builtIn) throws(Failure) {
    guard text.contains("=") else {
      let isID = text.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
      guard isID, (1...RunID.length).contains(text.utf8.count) else { throw .unreadable(text) }
      content = .prefix(text)
      return
    }
    let known = LanguagePaths.all(in: vocabulary).map(\.path)
    var values: [(path: Path, value: Node)] = []
    for part in RunQuery.parts(of: text) {
      guard let equals = part.firstIndex(of: "="), equals > part.startIndex else {
        throw .unreadable(part)
      }
      let path = Path(String(part[..<equals]))
      guard path == "case" || known.contains(path) else {
        throw .unknownPath(path.text, nearest: LanguagePaths.nearest(to: path, among: known))
      }
      let written = String(part[part.index(after: equals)...])
      let document = Document.parse(bytes: Array(written.utf8), name: part)
      guard let value = document.root, document.errors.isEmpty else { throw .unreadable(part) }
      values.append((path, value))
    }
    content = .values(values)
  }

  /// The runs of `plan` that it picks, in their order.
  package func runs(of plan: Plan) -> [PlannedRun] {
    switch content {
    case .prefix(let digits): return plan.runs(withPrefix: digits)
    case .values(let values):
      let resolver = Resolver(vocabulary: plan.experiment.vocabulary)
      return plan.runs.filter { run in
        let resolved = plan.resolved(run)
        return values.allSatisfy { path, node in
          if path == "case" { return node.scalar?.text == run.caseName }
          return RunQuery.matches(node, path, resolved, resolver)
        }
      }
    }
  }

  private static func matches(
    _ node: Node, _ path: Path, _ run: Value, _ resolver: Resolver
  ) -> Bool {
    guard let value = run.value(at: path) else { return false }
    guard let schema = resolver.schema(at: path, in: run) else {
      return node.scalar?.text == value.textOrNil
    }
    let (wanted, problems) = resolver.value(of: node, as: schema, at: path)
    return problems.isEmpty && wanted == value
  }

  /// The text cut at the commas that stand in no brackets.
  private static func parts(of text: String) -> [String] {
    var parts = [""]
    var depth = 0
    for character in text {
      switch character {
      case "[", "{": depth += 1
      case "]", "}": depth -= 1
      default: break
      }
      if character == ",", depth == 0 {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return parts
  }
}
