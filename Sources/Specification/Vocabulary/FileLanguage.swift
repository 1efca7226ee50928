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
}
