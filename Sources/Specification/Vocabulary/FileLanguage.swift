/// The keys of an experiment file that are no part of a run, declared once.
package enum FileLanguage {
  /// What this file is laid over.
  static let extends = Field(
    "extends", .either([.string(.any), .list(ListRule(of: .string(.any)))]), .optional,
    "Files that this one is laid over, relative to it.")

  /// What is made of the results.
  static let results = [
    Field("figures", ResultsLanguage.figures, .optional, "Pictures of the results."),
    Field("claims", ResultsLanguage.claims, .optional, "What the results must bear out."),
  ]

  /// What the section `sweep` is for.
  static let sweepSummary = "Which runs the experiment consists of."

  /// One key of the section `sweep`, whose values are checked against the paths that they are for.
  struct SweepKey: Sendable {
    /// The key.
    let name: String
    /// What it means, in one sentence.
    let summary: String
    /// What may stand there, in words.
    let expectation: String
  }

  /// The keys of the section `sweep`.
  static let sweepKeys = [
    SweepKey(
      name: "cases", summary: "Named patches: methods to compare.",
      expectation:
        "a mapping from names to patches, each a mapping from paths to the values they take"),
    SweepKey(
      name: "grid", summary: "Lists of which all combinations are taken.",
      expectation: "a mapping from paths to lists of values"),
    SweepKey(
      name: "zip", summary: "Lists of one length, walked together.",
      expectation: "a mapping from paths to lists of values, all of one length"),
    SweepKey(
      name: "exclude",
      summary: "Runs to leave out: those that meet all conditions of an element.",
      expectation:
        "a list of mappings from paths, or case, to a value or a list of alternatives"),
    SweepKey(
      name: "seeds", summary: "Replicates: a count, for seeds from 0 on, or a list of seeds.",
      expectation: "an integer of at least 1, or a list of different seeds"),
  ]

  /// What the key `name` of the section `sweep` means.
  static func summary(ofSweepKey name: String) -> String {
    guard let key = sweepKeys.first(where: { $0.name == name }) else {
      preconditionFailure("a sweep has no key '\(name)'")
    }
    return key.summary
  }
}
