/// The keys of an experiment file that say what is made of its runs: figures and claims.
enum ResultsLanguage {
  static let figures = Schema.list(ListRule(of: .object(figure)))
  static let claims = ClaimLanguage.claims

  private static let word = Schema.string(
    StringRule(pattern: "[A-Za-z0-9_./-]+", expectation: "a name"))

  private static let figure = [
    Field("id", word, "The name of the figure's file."),
    Field("kind", word, "What is drawn: curves."),
    Field("title", .string(.any), .optional, "What stands above it."),
    Field("x", word, .optional, "What the horizontal axis shows."),
    Field("y", word, .optional, "What the vertical axis shows."),
    Field("series", word, .optional, "What tells the lines apart."),
    Field("band", word, .optional, "What the band around a line is taken over."),
  ]
}
