/// The schedules that are built in: numbers that depend on the iteration.
enum Schedules {
  /// A number as it is, or one that depends on the iteration.
  static func numberOrSchedule(_ number: Schema) -> Schema {
    .either([number, .union(.schedule, default: nil)])
  }

  static let kinds = [
    kind(
      "constant", "The same number throughout.", "value",
      [positive("value", "The number.")]),
    kind(
      "linear", "Along a line, then constant.", "from + (to − from) · min(n / over, 1)",
      [from, to, over]),
    kind(
      "cosine", "Along half a cosine, then constant.",
      "to + (from − to) · ½ (1 + cos(π min(n / over, 1)))", [from, to, over]
    ).with { $0.source = "Loshchilov & Hutter 2017, without restarts" },
    kind(
      "exponential", "A factor per number of iterations.", "from · factor^(n / every)",
      [
        from, positive("factor", "What `every` iterations multiply the number by."),
        Field(
          "every", .integer(.within(1...1e9)), .defaults(to: 1), "Iterations that a factor takes."),
      ]),
    kind(
      "piecewise", "Constant between given iterations.",
      "values[k], k the number of starts that are at most n",
      [
        Field(
          "values", .list(ListRule(of: .number(.positive), count: 1...10_000)),
          "The numbers, one more than starts."),
        Field(
          "starts", .list(ListRule(of: .integer(.within(1...1e9)), count: 0...9999)),
          "The iterations from which the second number and those after it hold, rising."),
      ]
    ).with { $0.checks = [oneMoreValue, risingStarts] },
  ]

  private static let from = positive("from", "The number at iteration 0.")
  private static let to = positive("to", "The number at the end.")
  private static let over = Field(
    "over", .integer(.within(1...1e9)), .optional,
    "Iterations until the end is reached; those of the run where it is not said.")

  private static func positive(_ name: String, _ summary: String) -> Field {
    Field(name, .number(.positive), summary)
  }

  private static func kind(
    _ name: String, _ summary: String, _ formula: String, _ fields: [Field]
  ) -> Kind {
    Kind(name, summary, fields: fields).with { $0.formula = formula + ", n the iteration" }
  }

  private static let oneMoreValue = Check(reads: ["values", "starts"]) { schedule, _ in
    guard let values = schedule["values"].listOrNil, let starts = schedule["starts"].listOrNil,
      values.count != starts.count + 1
    else { return [] }
    return [
      Finding(
        "values", "'values' has \(values.count) numbers for \(starts.count) starts",
        hint: "expected \(starts.count + 1): the first holds from iteration 0")
    ]
  }

  private static let risingStarts = Check(reads: ["starts"]) { schedule, _ in
    let starts = (schedule["starts"].listOrNil ?? []).compactMap(\.integerOrNil)
    return starts.indices.dropFirst().filter { starts[$0] <= starts[$0 - 1] }.map { index in
      Finding(
        Path(["starts", String(index)]),
        "'starts' must rise: \(starts[index]) is not above \(starts[index - 1])")
    }
  }

  /// A schedule of whole numbers must stay at 1 or above.
  static func atLeastOne(_ key: String) -> Check {
    Check(reads: [Path(key)]) { owner, _ in
      let schedule = owner[key]
      var numbers = ["value", "from", "to"].map { ($0, schedule[$0].numberOrNil) }
      let values = schedule["values"].listOrNil ?? []
      for (index, value) in values.enumerated() {
        numbers.append(("values.\(index)", value.numberOrNil))
      }
      return numbers.compactMap { name, number in
        guard let number, number < 1 else { return nil }
        return Finding(
          Path("\(key).\(name)"), "'\(key)' must be at least 1, not \(NumberText.canonical(number))"
        )
      }
    }
  }
}
