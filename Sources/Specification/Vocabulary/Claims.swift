/// The keys of a claim: a statement about the results that statistics over seeds can bear out.
enum ClaimLanguage {
  /// All claims of a file.
  static let claims = Schema.list(ListRule(of: .object(claim)))

  /// The keys of one claim.
  static let claim = [
    Field("name", .string(.any), "The claim, in words."),
    Field(
      "metric",
      .string(
        StringRule(
          pattern: "(?:training/)?[A-Za-z0-9_.-]+",
          expectation: "the name of a metric, or training/ and the name of a training series")),
      .optional,
      "What is compared: a metric, by the name of its result, or a series of /training; none where the claim is how runs end."
    ),
    Field(
      "at", .either([moments, .integer(.nonNegative), .object(moment)]), .defaults(to: "last"),
      "When it is read."),
    Field(
      "of", selector,
      "The runs that the claim is about: those of one configuration, over their seeds."),
    Field("is", .choice(relations), "What is claimed."),
    Field(
      "than", .either([.number(.any), selector]), .optional,
      "What they are compared with: a number, or the runs of one configuration."),
    Field(
      "than-at", .either([moments, .integer(.nonNegative), .object(moment)]), .optional,
      "When the runs of 'than' are read: as 'at' says, unless given."),
    Field(
      "times", .number(.positive), .defaults(to: 1.0),
      "A factor that 'than' is multiplied by: 0.5 for half of it."),
    Field(
      "tolerance",
      .either([
        .number(.positive),
        .string(
          StringRule(
            pattern: "(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+) ?%",
            expectation: "a percentage of what it is compared with, such as 10%")),
      ]), .optional,
      "For 'within': the greatest difference, in the units of the metric or as a percentage of 'than'."
    ),
    Field(
      "for-each", .either([.string(.any), .list(ListRule(of: .string(.any), count: 1...8))]),
      .optional,
      "Paths, or case: one claim for each of the values that the runs have there; where those of 'of' and of 'than' both differ, and 'than' names none, for each of equal values."
    ),
    Field("test", .choice(tests), .defaults(to: "over-seeds"), "What decides."),
    Field(
      "confidence", .number(.within(0.5...0.999999)), .defaults(to: 0.95),
      "The confidence of each one-sided test."),
  ]

  private static let selector = Schema.map(
    MapRule(
      keys: "a path, seed or 'case'",
      value: .either([
        .string(.any), .number(.any), .boolean,
        .list(ListRule(of: .either([.string(.any), .number(.any), .boolean]))),
      ])))

  private static let moments = Schema.choice([
    Choice("last", "The last evaluation; a run that diverged has none."),
    Choice("first", "The first evaluation."),
    Choice("best", "The evaluation with the least value."),
  ])

  private static let moment = [
    Field(
      "time", .number(.nonNegative), .optional, alternatives: ["mean", "first-below"],
      "Seconds of training: the last evaluation that was made by then."),
    Field(
      "mean", .list(ListRule(of: .integer(.nonNegative), count: 2...2)), .optional,
      alternatives: ["time", "first-below"],
      "The mean over all evaluations from one iteration to another, both included."),
    Field(
      "first-below", .number(.any), .optional, alternatives: ["time", "mean"],
      "Not the metric itself, but when it is first below this number; never counts as later than the run."
    ),
    Field(
      "in",
      .choice([
        Choice("iterations", "Iterations of the flow."), Choice("seconds", "Seconds of training."),
      ]), .optional, alternatives: ["time", "mean"],
      "What 'first-below' counts: iterations, unless given."),
  ]

  private static let relations = [
    Choice("less-than", "The mean over seeds is below."),
    Choice("greater-than", "The mean over seeds is above."),
    Choice("within", "The means over seeds differ by less than the tolerance."),
    Choice("diverged", "More than half of the seeds diverge."),
    Choice("completed", "More than half of the seeds reach their last iteration."),
  ]

  private static let tests = [
    Choice(
      "over-seeds",
      "A test of Student's t over seeds, paired where both sides have the seed; an exact test of ranks where a value is not finite."
    ),
    Choice(
      "every-run",
      "No statistics: every run, or pair of a seed, bears the claim out; for runs that chance has no part in."
    ),
  ]
}
