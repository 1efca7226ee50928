import Claims
import Figures
import Reports
import Results
import Specification
import Testing

@Suite("Comparing configurations")
struct ComparisonTests {
  /// The values of scripts/dump_comparison_reference.py, and a case of which a run diverged.
  private static let runs: [SweepFixture.Run] = {
    let values: [(String, Int, [Double])] = [
      ("close", 0, [0.36, 0.29, 0.37, 0.34, 0.33]), ("best", 0, [0.31, 0.28, 0.35, 0.30, 0.33]),
      ("other", 10, [0.52, 0.61, 0.47]), ("gone", 0, [0.9, 0.8, .nan]),
    ]
    return values.flatMap { name, first, values in
      values.enumerated().map { index, value in
        SweepFixture.Run(
          caseName: name, seed: first + index, status: value.isNaN ? .diverged : .complete,
          w1: value.isNaN ? [1] : [1, value])
      }
    }
  }()

  private func comparison(
    _ runs: [SweepFixture.Run] = runs, _ change: (inout ComparisonRequest) -> Void = { _ in }
  ) throws -> Comparison {
    let fixture = try SweepFixture(runs)
    defer { fixture.remove() }
    var request = ComparisonRequest()
    change(&request)
    return try Comparison(fixture.results(), request)
  }

  private func cells(_ comparison: Comparison) throws -> [Comparison.Cell] {
    try comparison.rows.map { try #require($0.cells[0]) }
  }

  @Test(
    "means, intervals, differences and p are SciPy's: paired, Welch's, signs where one diverged")
  func reference() throws {
    let comparison = try comparison()
    #expect(comparison.request.keys == ["case"] && comparison.request.metrics == ["w1"])
    let cells = try cells(comparison)
    let means: [(Double, Double, Double, Int)] = [
      (0.338, 0.2993285945445179, 0.37667140545548217, 5),
      (0.314, 0.28045208615073347, 0.34754791384926653, 5),
      (0.5333333333333333, 0.3570937269436264, 0.7095729397230403, 3),
    ]
    for (cell, (mean, low, high, count)) in zip(cells, means) {
      #expect(abs(cell.summary.center - mean) < 1e-14 && cell.summary.count == count)
      #expect(abs(cell.summary.low - low) < 1e-12 && abs(cell.summary.high - high) < 1e-12)
    }
    let differences: [(Int, TestResult.Method, Double, Double, Double, Double)] = [
      (
        0, .paired, 0.02400000000000002, -0.001747692679290789, 0.049747692679290786,
        0.06081285615452257
      ),
      (
        2, .welch, 0.21933333333333332, 0.05969949267813887, 0.37896717398852775,
        0.02523596943156052
      ),
    ]
    for (row, method, estimate, low, high, p) in differences {
      let difference = try #require(cells[row].difference)
      let interval = try #require(difference.interval)
      #expect(difference.method == method && abs(difference.estimate - estimate) < 1e-14)
      #expect(abs(interval.lowerBound - low) < 1e-11 && abs(interval.upperBound - high) < 1e-11)
      #expect(abs((difference.probability ?? 0) - p) < 1e-11)
    }
    #expect(cells[1].isBaseline && cells[1].difference == nil)
    // Two of three seeds are above, the third has no number: 2 (3 + 1) / 8.
    let signs = try #require(cells[3].difference)
    #expect(signs.method == .signs && signs.interval == nil && signs.estimate.isNaN)
    #expect(signs.probability == 1 && cells[3].summary.count == 2)
  }

  @Test("intervals are as wide as is asked for")
  func intervals() throws {
    for (band, half) in [
      (SeedBand.deviation, 0.02701851217221258), (.standardError, 0.012083045973594565),
    ] {
      let cell = try cells(comparison { $0.interval = band })[1]
      #expect(abs(cell.summary.high - cell.summary.center - half) < 1e-14)
    }
    let narrow = try cells(comparison { $0.confidence = 0.8 })[0].difference?.interval
    #expect(abs((narrow?.lowerBound ?? 0) - 0.009781629939476913) < 1e-11)
    #expect(abs((narrow?.upperBound ?? 0) - 0.03821837006052309) < 1e-11)
  }

  @Test("the baseline is the least or the greatest mean of whole rows, or a row that is named")
  func baselines() throws {
    func baseline(_ change: (inout ComparisonRequest) -> Void) throws -> Int? {
      try cells(comparison(Self.runs, change)).firstIndex(where: \.isBaseline)
    }
    #expect(try baseline { _ in } == 1)
    // The row of which a run diverged has the greatest mean, but of what is left only.
    #expect(try baseline { $0.baseline = .best(isGreatest: true) } == 2)
    let named = try #require(KeyCondition("case=gone"))
    #expect(try baseline { $0.baseline = .row([named]) } == 3)
  }

  @Test(
    "a metric is read at the moment that is asked for",
    arguments: [
      (Claim.Moment.first, 1.0), (.best, 0.3), (.iteration(10), 0.6), (.mean(0...20), 1.9 / 3),
      (.firstBelow(0.7, in: .iterations), 10), (.time(12), 0.6),
    ])
  func moments(moment: Claim.Moment, expected: Double) throws {
    let runs = [0, 1].map { SweepFixture.Run(caseName: "", seed: $0, w1: [1, 0.6, 0.3]) }
    let comparison = try comparison(runs) { $0.moment = moment }
    #expect(abs(try cells(comparison)[0].summary.center - expected) < 1e-15)
    #expect(comparison.rows.count == 1 && comparison.request.keys.isEmpty)
  }

  @Test("what cannot be compared as asked is told with what there is")
  func errors() throws {
    let runs = [("a", 0.1), ("a", 0.2), ("b", 0.1)].map {
      SweepFixture.Run(caseName: $0.0, step: $0.1, seed: 0, w1: [1])
    }
    let wrong = try #require(KeyCondition("case=a"))
    let cases: [(expected: ReportError, change: (inout ComparisonRequest) -> Void)] = [
      (
        .unknownKey("stp", known: ["case", "flow.step", "seed"], nearest: nil),
        { $0.keys = ["stp"] }
      ),
      (.unknownMetric("w3", known: ["w1"]), { $0.metrics = ["w3"] }),
      (.mixes(["flow.step"]), { $0.keys = ["case"] }),
      (.selectsNothing("case=c"), { $0.conditions = [KeyCondition("case=c")].compactMap(\.self) }),
      (
        .noBaseline(
          "case=a",
          rows: [
            "case=a flow.step=0.1", "case=a flow.step=0.2", "case=b flow.step=0.1",
          ]), { $0.baseline = .row([wrong]) }
      ),
    ]
    for (expected, change) in cases {
      let thrown = #expect(throws: ReportError.self) { try comparison(runs, change) }
      if case .unknownKey(let name, let known, _)? = thrown {
        #expect(expected == .unknownKey(name, known: known, nearest: nil))
      } else {
        #expect(thrown == expected)
      }
    }
    // The last word of a path is enough, and one value of several.
    let chosen = try comparison(runs) {
      $0.keys = ["step"]
      $0.conditions = [wrong]
    }
    #expect(chosen.request.keys == ["flow.step"] && chosen.rows.count == 2)
  }

  @Test("tables are written as text, Markdown, LaTeX and CSV")
  func formats() throws {
    let comparison = try comparison()
    let text = comparison.text(digits: 3)
    let note =
      "95 % interval of the mean; differences to the least mean of rows whose runs all have one with their 95 % interval; two-sided p "
      + "(paired t, Welch t, sign), for each row by itself"
    let lines = text.plain.split(separator: "\n").map {
      $0.split(separator: " ").joined(separator: " ")
    }
    #expect(
      lines == [
        "made: w1, last", "case seeds w1 difference p",
        "close 5 0.338 ± 0.039 0.0240 ± 0.0257 0.061", "best 5 0.314 ± 0.034 best –",
        "other 3 0.533 ± 0.176 0.219 ± 0.160 0.025", "gone 2 of 3 0.850 ± 0.635 – 1", note,
      ])
    #expect(text.markdown.contains("| other | 3 | 0.533 ± 0.176 | 0.219 ± 0.160 | 0.025 |"))
    #expect(
      text.latex.contains("best & 5 & $0.314 \\pm 0.034$ & best & -- \\\\"), "\(text.latex)")
    let rows = comparison.csv.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    #expect(rows.count == 5 && rows.allSatisfy { $0.count == 14 })
    #expect(rows[2][0] == "best" && rows[2][8] == "true" && rows[2][13].isEmpty)
    #expect(rows[1][13] == "paired t" && Double(rows[1][5]).map { abs($0 - 0.338) < 1e-15 } == true)
  }
}
