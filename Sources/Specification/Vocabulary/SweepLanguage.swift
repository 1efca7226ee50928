/// The keys of the section `sweep`, declared once.
enum SweepLanguage {
  /// One key of the section, or of a part of it, whose values may be checked against the paths that
  /// they are for.
  struct Key: Sendable {
    /// The key.
    let name: String
    /// What it means, in one sentence.
    let summary: String
    /// What may stand there, in words.
    let expectation: String
    /// How values come from it.
    var formula: String?
    /// Where it comes from: paper, equation.
    var source: String?
    /// The keys under it that are no paths.
    var keys: [Key] = []
    /// The default, as it would be written.
    var defaultValue: Value?
    /// Whether it must be written.
    var isRequired = false

    init(_ name: String, _ summary: String, expects expectation: String, keys: [Key] = []) {
      self.name = name
      self.summary = summary
      self.expectation = expectation
      self.keys = keys
    }

    /// The key that a field declares.
    init(_ field: Field) {
      self.init(
        field.name, field.summary, expects: field.schema.expectation(in: Vocabulary()))
      defaultValue = field.defaultValue
      if case .required = field.presence { isRequired = true }
    }

    /// This key after `change`.
    func with(_ change: (inout Key) -> Void) -> Key {
      var copy = self
      change(&copy)
      return copy
    }
  }

  /// What the section is for.
  static let summary =
    "Which runs the experiment consists of; a list of such sections asks for the runs of each, one section after the other."

  /// The keys, in the order of their declaration; `zip` to `seeds` are applied in this order.
  static let keys = [
    Key(
      "cases", "Named patches: methods to compare.",
      expects:
        "a mapping from names to patches, each a mapping from paths to the values they take"),
    Key(
      "grid", "Lists of which all combinations are taken.",
      expects: "a mapping from paths to lists of values", keys: axisKeys),
    Key(
      "zip", "Lists of one length, walked together.",
      expects: "a mapping from paths to lists of values, all of one length", keys: axisKeys),
    Key(
      "points", "Combinations listed one by one.",
      expects:
        "a list of mappings from paths to values, or the name of a CSV file, relative to this one, with the paths in its first line; an empty cell leaves its path alone"
    ),
    design(
      "random", "Values drawn independently of each other.",
      formula:
        "draw i of a path depends on the seed of the sweep, the path and i only: other paths and further draws change none",
      source: "Salmon, Moraes, Dror & Shaw 2011 (Philox)"),
    design(
      "sobol", "Values drawn evenly, by a Sobol sequence: best with a power of two of them.",
      formula:
        "path j takes dimension j of the sequence, scrambled by Owen's nested uniform scrambling",
      source: "Sobol 1967; Joe & Kuo 2008 (direction numbers); Owen 1995",
      own: [Key(scramble)]),
    design(
      "latin-hypercube",
      "Values drawn evenly in each path: one in each of `count` equally probable strata.",
      formula: "(π(i) + v) / count, π a random order of its own for each path, v uniform",
      source: "McKay, Beckman & Conover 1979"),
    Key(
      "seed", "The seed of the draws of random, sobol and latin-hypercube.",
      expects: "an integer of at least 0"
    ).with { $0.defaultValue = 0 },
    Key(
      "exclude", "Runs to leave out: those that meet all conditions of an element.",
      expects: "a list of mappings from paths, or case, to a value or a list of alternatives"),
    Key(
      "seeds", "Replicates: a count, for seeds from 0 on, or a list of seeds.",
      expects: "an integer of at least 1, a list of different seeds, or a mapping with until",
      keys: [integers, until]),
  ]

  /// The names of the keys.
  static let names = keys.map(\.name)

  /// What the key `name` of the section means.
  static func summary(of name: String) -> String {
    guard let key = keys.first(where: { $0.name == name }) else {
      preconditionFailure("a sweep has no key '\(name)'")
    }
    return key.summary
  }
}

// MARK: - Lists

extension SweepLanguage {
  /// The most values that a range or a design may have.
  static let maximumCount = 1_000_000

  /// The names of all ranges and distributions, of which a path has one.
  static let formNames = Set((ranges + distributions).map(\.name))

  /// What may stand for a list of values.
  static let ranges = [linspace, logspace, integers]

  static let linspace = Key(
    "linspace", "Numbers at equal distances, both ends included.",
    expects: "a list of the first number, the last, and how many"
  ).with {
    $0.formula = "first + i (last − first) / (count − 1), rounded to 12 digits"
  }
  static let logspace = Key(
    "logspace",
    "Positive numbers at equal ratios, both ends, as they are and not their exponents, included.",
    expects: "a list of the first number, the last, and how many"
  ).with {
    $0.formula = "first · (last / first)^(i / (count − 1)), rounded to 12 digits"
  }
  static let integers = Key(
    "integers", "Integers, both ends included.",
    expects: "a list of the first integer, the last and, unless it is 1, the step")

  static let values = Key(
    "values", "The list of values, where a condition stands beside it.",
    expects: "a list of values")

  static let when = Key(
    "when",
    "The runs that it applies to: those that meet all conditions; the others keep the value they have without it.",
    expects: "a mapping from paths, or case, to a value or a list of alternatives"
  ).with {
    $0.formula =
      "conditions see what entries without any set, and what entries before this one set"
  }

  private static let axisKeys = ranges + [values, when]
}

// MARK: - Draws

extension SweepLanguage {
  /// How many values a design draws.
  static let count = Field(
    "count", .integer(.within(1...Double(maximumCount))), "How many values are drawn.")

  /// Whether a Sobol sequence is scrambled.
  static let scramble = Field(
    "scramble", .boolean, .defaults(to: true),
    "Whether the sequence is scrambled by the seed of the sweep; without, its first value is the lower end."
  )

  /// What values can be drawn from.
  static let distributions = [
    Key(
      "uniform", "Any number between two, all alike.",
      expects: "a list of the lower end and the upper"
    ).with { $0.formula = "low + u (high − low), rounded to 12 digits" },
    Key(
      "log-uniform", "Any number between two positive ones, all magnitudes alike.",
      expects: "a list of the lower end and the upper"
    ).with { $0.formula = "low · (high / low)^u, rounded to 12 digits" },
    Key(
      "normal", "The normal law.", expects: "a list of the mean and the standard deviation"
    ).with { $0.formula = "mean + deviation · Φ⁻¹(u), rounded to 12 digits" },
    Key(
      "log-normal", "The law whose logarithm is normal.",
      expects: "a list of the median and the standard deviation of the natural logarithm"
    ).with { $0.formula = "median · exp(deviation · Φ⁻¹(u)), rounded to 12 digits" },
    Key(
      "integers", "Any integer between two, both included, all alike.",
      expects: "a list of the first integer and the last"
    ).with { $0.formula = "first + ⌊u (last − first + 1)⌋" },
    Key("choice", "One of some values, all alike.", expects: "a list of values").with {
      $0.formula = "values[⌊u · count⌋]"
    },
  ]

  private static func design(
    _ name: String, _ summary: String, formula: String, source: String, own: [Key] = []
  ) -> Key {
    Key(
      name, summary,
      expects: "a mapping with count and, for each path, a distribution to draw it from",
      keys: [Key(count)] + own + [when] + distributions
    ).with {
      $0.formula = formula
      $0.source = source
    }
  }
}

// MARK: - Replicates

extension SweepLanguage {
  /// What `until` takes.
  static let untilFields = [
    Field(
      "metric",
      .string(StringRule(pattern: "[A-Za-z0-9_.-]+", expectation: "the name of a metric")),
      "The metric whose value at the last evaluation is looked at."),
    Field(
      "half-width",
      .either([
        .number(.positive),
        .string(
          StringRule(
            pattern: "(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+) ?%",
            expectation: "a percentage of the mean, such as 5%")),
      ]),
      "How long half of the confidence interval of the mean may be: a number in the units of the metric, or a percentage of the mean."
    ),
    Field(
      "max", .integer(.within(2...1000)), "The most replicates: the plan has as many."),
    Field(
      "min", .integer(.within(2...1000)), .defaults(to: 3),
      "The replicates that are made in any case."),
    Field(
      "confidence", .number(.openFraction), .defaults(to: 0.95),
      "The confidence of the two-sided interval of Student's t."),
  ]

  static let until = Key(
    "until",
    "Replicates are added one by one until the confidence interval of the mean is short enough.",
    expects: "a mapping with metric, half-width and max", keys: untilFields.map(Key.init)
  ).with {
    $0.formula =
      "stop at the first n ≥ min with t(1 − (1 − confidence) / 2, n − 1) · s / √n ≤ half-width, s the standard deviation of the last values of seeds 0, …, n − 1; diverged runs have none"
    $0.source = "Law & Kelton, Simulation Modeling and Analysis, section 9.4.1"
  }
}
