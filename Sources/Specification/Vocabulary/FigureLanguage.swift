/// The kinds of figures that an experiment file can ask for, and their keys.
package enum FigureLanguage {
  /// The section `figures`.
  static let section = Schema.list(ListRule(of: .union(.figure, default: nil)))

  static let kinds = [curves, scatter, density, field, table, function, pairing]

  /// The keys whose values name what tells runs apart: paths, or one of `words`.
  static let groupingKeys = ["series", "rows", "columns"]

  /// The keys under which runs are chosen by their values.
  static let conditionKeys = ["of", "relative-to"]

  /// What a grouping under `key` may name in a kind of figure, besides the paths of a run.
  static func words(of key: String, in kind: String?) -> [String] {
    let showsSnapshots = [scatter, density, field].contains { $0.name == kind }
    return showsSnapshots && key == "columns" ? ["case", snapshot] : ["case"]
  }

  /// The word for the snapshots of a run, where a figure lays them out side by side.
  package static let snapshot = "snapshot"

  private static let curves = Kind(
    "curves", "A metric or a training series along the run, its mean and spread over seeds.",
    fields: common + selection + [
      Field(
        "y", word("(metrics|training)/.+", "metrics/NAME or training/NAME"), .optional,
        "What the curves show: metrics/NAME or training/NAME; the first metric, unless given."),
      Field(
        "x",
        .choice([
          Choice("iteration", "Outer iterations."),
          Choice("flow-time", "The time of the flow: the sum of its steps ε."),
          Choice("wall-time", "Seconds of training, the mean over seeds."),
        ]), .defaults(to: "iteration"), "What the curves run along."),
      series, rows, columns, band, confidence,
      Field(
        "smoothing", .integer(.within(1...10_000)), .defaults(to: 1),
        "Points that a running mean of each run is taken over before seeds are; 1 for none."),
      Field(
        "floor", .boolean, .defaults(to: true),
        "Whether to show what the metric finds between two draws of the target."),
      scale("x"), scale("y", default: "auto"), limits("x"), limits("y"), lines,
    ]
  ).with {
    $0.formula = "mean ± band over the finished seeds at each point; runs that diverged end early"
  }

  private static let scatter = Kind(
    "scatter", "Samples over the target, a panel per snapshot and configuration.",
    fields: common + selection + panels + [
      Field("target", .boolean, .defaults(to: true), "Whether the target is shown behind them."),
      Field(
        "arrows", .integer(.within(0...100_000)), .defaults(to: 0),
        "How many samples have an arrow from the point of the source that they come from."),
      coordinates,
      Field(
        "points", .integer(.within(1...1_000_000)), .defaults(to: 1000),
        "The most samples, and draws of the target, that a panel shows."),
      Field(
        "metric", .string(.any), .optional, "The metric whose value stands in each panel."),
      limits("x"), limits("y"),
    ]
  ).with {
    $0.formula =
      "arrows from z to G(z), z drawn again from the stream that all snapshots of a run have in common"
  }

  private static let density = Kind(
    "density", "The density of the law: a heat map in the plane, a curve on the line.",
    fields: common + selection + panels + [
      Field(
        "bins", .integer(.within(2...2000)), .defaults(to: 80),
        "Bins in each direction, where the run has samples and no density on a grid."),
      Field("target", .boolean, .defaults(to: true), "Whether the target is shown too."),
      coordinates, limits("x"), limits("y"),
    ]
  ).with {
    $0.formula = "of a density on a grid as it is stored, else a histogram of the samples"
  }

  private static let field = Kind(
    "field", "The contours of the potential and the velocities it gives, with the samples.",
    fields: common + selection + panels + [
      Field(
        "resolution", .integer(.within(8...1000)), .defaults(to: 80),
        "Points of the contours' grid in each direction."),
      Field(
        "arrows", .integer(.within(0...200)), .defaults(to: 18),
        "Velocities in each direction; 0 for none."),
      Field("samples", .boolean, .defaults(to: true), "Whether the samples are shown."),
      Field("target", .boolean, .defaults(to: true), "Whether the target is shown."),
      limits("x"), limits("y"),
    ]
  ).with {
    $0.formula =
      "H(d(y)) and ∇H(d(y)); the run is carried out again up to the snapshot, whose samples must come out the same"
  }

  private static let table = Kind(
    "table", "Means of metrics with their intervals, as Markdown, LaTeX and CSV.",
    fields: common + selection + [
      Field(
        "metrics", .either([.string(.any), .list(ListRule(of: .string(.any), count: 1...64))]),
        .optional, "The metrics, training/NAME or wall-time; all metrics, unless given."),
      rows,
      Field(
        "columns", grouping, .optional,
        "What tells the columns apart besides the metric: paths, or case."),
      Field(
        "relative-to", .map(conditions), .optional,
        "The runs by whose numbers those of the same seed, row and column are divided: {case: native}."
      ),
      Field(
        "at",
        .either([
          .choice([
            Choice("last", "The last evaluation."),
            Choice("best", "The least value of each run."),
          ]),
          .integer(.nonNegative),
          .list(ListRule(of: .integer(.nonNegative), count: 2...2)),
        ]), .defaults(to: "last"),
        "When the metric is read: an iteration, or the first and the last of those to average."),
      Field(
        "interval",
        .choice([
          Choice("confidence", "Student's interval of the mean."),
          Choice("deviation", "One standard deviation."),
          Choice("standard-error", "One standard error."),
          Choice("none", "The mean alone."),
        ]), .defaults(to: "confidence"), "What follows ± in a cell, over seeds."),
      confidence,
      Field(
        "digits", .integer(.within(1...12)), .defaults(to: 3), "Significant digits of a mean."),
    ]
  ).with {
    $0.formula = "mean ± half of the interval over the finished seeds that have a number there"
  }

  private static let function = Kind(
    "function", "Ascent functions h(d), as the flows compute them.",
    fields: common + [
      Field(
        "functions", .list(ListRule(of: .union(.ascent, default: nil), count: 1...32)),
        "The functions."),
      Field(
        "over", range, .defaults(to: [-6, 6]), "The interval of d that is shown."),
      Field(
        "derivative", .boolean, .defaults(to: false),
        "Whether a second panel shows h′(d), what the velocity ∇d is scaled by."),
      Field(
        "values-at", numbers, .optional,
        "The d at which h and h′ are written as a table too, in Markdown, LaTeX and CSV."),
      Field(
        "digits", .integer(.within(1...12)), .defaults(to: 3), "Significant digits of that table."),
      labels, limits("y"),
    ]
  ).with {
    $0.formula = "h(d) and h′(d), by the graph that the flow climbs and its gradient"
  }

  private static let pairing = Kind(
    "pairing", "Points on the line in rows, with arrows from each to its partner in the next row.",
    fields: common + [
      Field(
        "rows",
        .list(
          ListRule(
            of: .object([
              Field("name", .string(.any), "What the row is called."),
              Field("values", numbers, "Its points, in the order of the partners."),
            ]), count: 2...8)), "The rows, from the top."),
      Field(
        "panels",
        .list(
          ListRule(
            of: .object([
              Field("title", .string(.any), "What stands above the panel."),
              Field("marks", numbers, "What became of the points, shown on the last row."),
            ]), count: 1...6)), "Panels with the same rows and different marks."),
    ]
  ).with {
    $0.formula =
      "W1 of the marks, and of the last row but one, to the last row, by sorting, stands in each panel"
    $0.checks = [partners]
  }
}

// MARK: - Keys

extension FigureLanguage {
  private static let common = [
    Field(
      "id", word("[A-Za-z0-9][A-Za-z0-9_.-]*", "a name of letters, digits and ._-"),
      "The name of the figure's files."),
    Field("title", .string(.any), .optional, "What stands above it."),
  ]

  private static let scalar = Schema.either([.string(.any), .number(.any), .boolean])

  private static let conditions = MapRule(
    keys: "a path or 'case'", value: .either([scalar, .list(ListRule(of: scalar))]))

  private static let selection = [
    Field(
      "of", .map(conditions), .optional,
      "The runs it is made of, by their values; all, unless given."),
    labels,
  ]

  private static let labels = Field(
    "labels", .map(MapRule(keys: "a label", value: .string(.any))), .optional,
    "What to write in place of labels, or of values in them: {w1-fe: W1-FE, persistency 5: K = 5}.")

  private static let grouping = Schema.either([
    .string(.any), .list(ListRule(of: .string(.any))),
  ])

  private static let series = Field(
    "series", grouping, .optional,
    "What tells the lines apart: paths, or case; all that the sweep sets, unless given.")
  private static let rows = Field(
    "rows", grouping, .optional, "What tells the rows apart: paths, or case.")
  private static let columns = Field(
    "columns", grouping, .optional, "What tells the columns apart: paths, or case.")

  private static let panels = [
    Field(
      "rows", grouping, .optional,
      "What tells the rows of panels apart: paths, or case; all that the sweep sets and columns do not, unless given."
    ),
    Field(
      "columns", grouping, .defaults(to: "snapshot"),
      "What tells the columns of panels apart: snapshot, paths, or case."),
    Field(
      "snapshots",
      .either([
        .integer(.within(1...100)),
        .list(ListRule(of: .integer(.nonNegative), count: 1...100)),
      ]), .optional,
      "The iterations of the snapshots, or how many, evenly chosen; 6 in columns, else the last."),
    Field(
      "wrap", .integer(.within(1...100)), .optional,
      "Panels in a row, where one list of them is wrapped into several rows."),
    Field(
      "seed", .integer(ExperimentLanguage.seedRule), .optional, "The seed; the first, unless given."
    ),
  ]

  private static let band = Field(
    "band",
    .choice([
      Choice("deviation", "The mean ± one standard deviation."),
      Choice("standard-error", "The mean ± one standard error."),
      Choice("confidence", "The mean and Student's interval of it."),
      Choice("quartiles", "The median and the quartiles."),
      Choice("range", "The mean, the smallest and the largest."),
      Choice("none", "The mean alone."),
    ]), .defaults(to: "deviation"), "The line and the band around it, over seeds.")

  private static let confidence = Field(
    "confidence", .number(.openFraction), .defaults(to: 0.95),
    "The confidence of Student's two-sided interval.")

  private static let coordinates = Field(
    "coordinates", .list(ListRule(of: .integer(.within(0...1e6)), count: 2...2)),
    .defaults(to: [0, 1]),
    "The coordinates that are shown, counted from 0, of points beyond the plane.")

  private static let lines = Field(
    "lines",
    .list(
      ListRule(
        of: .object([
          Field(
            "x", .number(.any), .optional, alternatives: ["y"], "Where an upright line stands."),
          Field("y", .number(.any), .optional, alternatives: ["x"], "Where a level line lies."),
          Field("label", .string(.any), .optional, "What it is."),
        ]), count: 0...32)), .optional, "Lines to compare with.")

  private static let range = Schema.list(ListRule(of: .number(.any), count: 2...2))
  private static let numbers = Schema.list(ListRule(of: .number(.any), count: 1...1000))

  private static func limits(_ axis: String) -> Field {
    Field("\(axis)-limits", range, .optional, "The first and the last \(axis) that is shown.")
  }

  private static func scale(_ axis: String, default standard: Value = "linear") -> Field {
    Field(
      "\(axis)-scale",
      .choice([
        Choice("linear", "Equal distances."), Choice("log", "Equal ratios."),
        Choice("auto", "log over more than a decade, else linear."),
      ]), .defaults(to: standard), "How \(axis) is shown.")
  }

  private static func word(_ pattern: String, _ expectation: String) -> Schema {
    .string(StringRule(pattern: pattern, expectation: expectation))
  }

  private static let partners = Check(reads: ["rows", "panels"]) { figure, _ in
    let rows = figure["rows"].list
    let count = rows[0]["values"].list.count
    let others =
      rows.indices.map { (Path(["rows", String($0), "values"]), rows[$0]["values"]) }
      + figure["panels"].list.enumerated().map {
        (Path(["panels", String($0), "marks"]), $1["marks"])
      }
    return others.filter { $0.1.list.count != count }.map { path, values in
      Finding(
        path,
        "\(values.list.count) \(values.list.count == 1 ? "point" : "points") cannot be the partners of \(count)",
        hint: "expected as many as in the first row")
    }
  }
}
