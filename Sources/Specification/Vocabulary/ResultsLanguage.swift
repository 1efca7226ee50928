/// The keys of an experiment file that say what is made of its runs: figures and claims.
enum ResultsLanguage {
  static let figures = FigureLanguage.section
  static let claims = Schema.list(ListRule(of: .object(claim)))

  private static let word = Schema.string(
    StringRule(pattern: "[A-Za-z0-9_./-]+", expectation: "a name"))

  private static let selector = Schema.map(
    MapRule(
      keys: "a path or 'case'",
      value: .either([.string(.any), .number(.any), .boolean])))

  private static let claim = [
    Field("name", .string(.any), "The claim, in words."),
    Field("metric", word, "The metric it is about."),
    Field(
      "at",
      .either([
        .choice([
          Choice("last", "The last evaluation."), Choice("first", "The first evaluation."),
          Choice("best", "The evaluation with the least value."),
        ]),
        .integer(.nonNegative),
        .object([Field("time", .number(.nonNegative), "Wall-clock time, in seconds.")]),
      ]), .defaults(to: "last"), "When the metric is read."),
    Field("of", selector, "The runs whose metric it is."),
    Field(
      "is",
      .choice([
        Choice("less-than", "Below."), Choice("greater-than", "Above."),
      ]), "How the two compare."),
    Field("than", .either([.number(.any), selector]), "A number, or the runs to compare with."),
    Field(
      "confidence", .number(.openFraction), .defaults(to: 0.95), "Of the one-sided test over seeds."
    ),
  ]
}
