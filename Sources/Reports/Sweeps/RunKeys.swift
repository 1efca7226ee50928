package import Results
internal import Specification

/// What tells the runs of a sweep apart: `case` and the paths that it sets, and `seed`.
package struct RunKeys: Sendable {
  private let paths: [String]
  private let hasCases: Bool
  private let runs: [SweepResults.Run]

  /// The keys of the runs of a sweep.
  package init(_ results: SweepResults) {
    paths = results.sweptPaths
    hasCases = results.runs.contains { !$0.caseName.isEmpty }
    runs = results.runs
  }

  /// All keys, in the order in which tables show them.
  package var known: [String] {
    (hasCases ? ["case"] : []) + paths.filter { $0 != "seed" } + ["seed"]
  }

  /// The keys in which `runs` differ, the seed aside.
  package func telling(_ runs: [SweepResults.Run]) -> [String] {
    known.filter { key in
      key != "seed" && Set(runs.map { value(of: key, in: $0)?.description }).count > 1
    }
  }

  /// The key that `name` means: itself, or the only path that ends in it.
  ///
  /// - Throws: `ReportError.unknownKey`.
  package func key(_ name: String) throws(ReportError) -> String {
    if known.contains(name) { return name }
    let ending = known.filter { $0.hasSuffix("." + name) }
    guard ending.count == 1 else {
      throw .unknownKey(
        name, known: known, nearest: Spelling.nearest(to: name, among: known))
    }
    return ending[0]
  }

  /// The value of a run under a key; nil where it has none.
  package func value(of key: String, in run: SweepResults.Run) -> SweptScalar? {
    switch key {
    case "case": run.caseName.isEmpty ? nil : .text(run.caseName)
    case "seed": .integer(run.seed)
    default: paths.firstIndex(of: key).flatMap { run.swept[$0] }
    }
  }

  /// Whether `text`, as a command line writes it, is the value of a run under a key.
  package func isValue(_ text: String, of key: String, in run: SweepResults.Run) -> Bool {
    switch value(of: key, in: run) {
    case .text(let found): found == text
    case .integer(let found): Double(text) == Double(found)
    case .number(let found): Double(text) == found
    case nil: text == "null"
    }
  }
}

/// A key with the values that a command line allows for it: `case=wgan,w1-fe`.
package struct KeyCondition: Sendable {
  /// The key, or the end of it.
  package let key: String
  /// The values, one of which a run must have.
  package let values: [String]

  /// The condition that `text` writes; nil without a key and an equals sign.
  package init?(_ text: String) {
    guard let equals = text.firstIndex(of: "="), equals != text.startIndex else { return nil }
    key = String(text[..<equals])
    values = text[equals...].dropFirst().split(separator: ",", omittingEmptySubsequences: false)
      .map(String.init)
  }

  /// The condition as it is written.
  package var text: String { "\(key)=\(values.joined(separator: ","))" }
}
