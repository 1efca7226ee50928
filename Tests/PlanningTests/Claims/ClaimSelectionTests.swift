import Planning
import Specification
import Testing

@Suite("The runs of a claim")
struct ClaimSelectionTests {
  private static let sweep = """
    metrics: {every: 4, compute: [w1, mmd, modes, energy-distance]}
    sweep:
      cases:
        fe: {flow.update: forward-euler}
        gan: {flow.update: adversarial}
      grid: {flow.persistency: [1, 3]}
      seeds: 2

    """

  /// The claims of a text in a short notation: `name: case K seed … | case K seed …`.
  private static func claims(_ claims: String) throws -> [String] {
    try Planned.plan(Planned.base + sweep + "claims:\n" + claims).claims.map { claim in
      func text(_ runs: [PlannedRun]) -> String {
        runs.map { run in
          let level = run.swept[0].value?.integerOrNil.map(String.init) ?? "-"
          return "\(run.caseName ?? "-")\(level).\(run.seed)"
        }.joined(separator: " ")
      }
      return "\(claim.name): \(text(claim.subject)) | \(text(claim.reference))"
    }
  }

  @Test("are those of one configuration, over all seeds")
  func selection() throws {
    let found = try Self.claims(
      """
        - {name: a, metric: w1, of: {case: fe, flow.persistency: 3.0}, is: less-than, than: {case: gan, flow.persistency: 1}}
        - {name: b, metric: w1, of: {flow.update: forward-euler, flow.persistency: 1}, is: less-than, than: 3}
        - {name: c, of: {case: gan, flow.persistency: 3, seed: [1]}, is: diverged}

      """)
    #expect(found == ["a: fe3.0 fe3.1 | gan1.0 gan1.1", "b: fe1.0 fe1.1 | ", "c: gan3.1 | "])
  }

  @Test(
    "are split by for-each, and those of 'than' with them where they differ there and are not chosen"
  )
  func splits() throws {
    let found = try Self.claims(
      """
        - {name: a, metric: w1, of: {case: fe}, is: less-than, than: {case: gan}, for-each: flow.persistency}
        - {name: b, metric: w1, of: {case: fe}, is: less-than, than: {case: fe, flow.persistency: 1}, for-each: flow.persistency}
        - {name: c, metric: w1, of: {}, is: less-than, than: 3, for-each: [case, flow.persistency]}
        - {name: d, metric: w1, of: {case: fe}, is: less-than, than: {case: [gan, fe], flow.persistency: 1}, for-each: [flow.persistency, case]}

      """)
    #expect(
      found == [
        "a [flow.persistency=1]: fe1.0 fe1.1 | gan1.0 gan1.1",
        "a [flow.persistency=3]: fe3.0 fe3.1 | gan3.0 gan3.1",
        "b [flow.persistency=1]: fe1.0 fe1.1 | fe1.0 fe1.1",
        "b [flow.persistency=3]: fe3.0 fe3.1 | fe1.0 fe1.1",
        "c [case=fe, flow.persistency=1]: fe1.0 fe1.1 | ",
        "c [case=fe, flow.persistency=3]: fe3.0 fe3.1 | ",
        "c [case=gan, flow.persistency=1]: gan1.0 gan1.1 | ",
        "c [case=gan, flow.persistency=3]: gan3.0 gan3.1 | ",
        "d [flow.persistency=1, case=fe]: fe1.0 fe1.1 | fe1.0 fe1.1",
        "d [flow.persistency=1, case=gan]: fe1.0 fe1.1 | gan1.0 gan1.1",
        "d [flow.persistency=3, case=fe]: fe3.0 fe3.1 | fe1.0 fe1.1",
        "d [flow.persistency=3, case=gan]: fe3.0 fe3.1 | gan1.0 gan1.1",
      ])
  }

  @Test("have the metric under the name of the result, however it was written")
  func series() throws {
    let text = ["w1", "mmd", "mmd2", "modes-captured", "energy-distance", "training/kl"].map {
      "  - {name: \($0), metric: \($0), of: {case: fe, flow.persistency: 1}, is: less-than, than: 1}\n"
    }
    let plan = try Planned.plan(Planned.base + Self.sweep + "claims:\n" + text.joined())
    #expect(
      plan.claims.map(\.series) == [
        "w1", "mmd2", "mmd2", "modes_captured", "energy_distance", "kl",
      ])
  }
}
