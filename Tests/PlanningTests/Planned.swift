import Planning
import Specification

/// Plans of texts, for tests.
enum Planned {
  /// What every test's experiment needs.
  static let base = """
    name: ring
    data: {target: gaussian-ring}
    flow: w1
    schedule: {iterations: 10}

    """

  /// The plan of `text`.
  static func plan(_ text: String, overrides: [String] = []) throws -> Plan {
    let numbered = overrides.enumerated().map { Override($0.element, argument: $0.offset + 2) }
    let experiment = try Experiment.read(text: text, named: "a.yaml", overrides: numbered)
    return try Plan(experiment: experiment)
  }

  /// The id of the only run of `text`.
  static func id(_ text: String, overrides: [String] = []) throws -> String {
    let plan = try plan(text, overrides: overrides)
    precondition(plan.runs.count == 1, "the test's experiment has one run")
    return plan.runs[0].id.description
  }

  /// The runs of a sweep in a short notation: `case path=value … seed`.
  static func runs(_ sweep: String, base: String = base) throws -> [String] {
    let plan = try plan(base + sweep)
    return plan.runs.map { run in
      var parts = run.caseName.map { [$0] } ?? []
      for swept in run.swept {
        let name = swept.path.components.last ?? ""
        parts.append("\(name)=\(swept.value.map(JSONText.compact) ?? "-")")
      }
      return (parts + ["\(run.seed)"]).joined(separator: " ")
    }
  }
}
