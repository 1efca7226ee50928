import ArgumentParser
import Execution
import Figures
import Glibc
import Reports
import Results
import Specification

/// `gfrun compare DIR`: means over seeds beside each other, and how they differ.
struct CompareCommand: ParsableCommand {
  /// How the table is written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case markdown
    case latex
    case csv
    case json
  }

  /// What the interval around a mean is.
  enum Interval: String, ExpressibleByArgument, CaseIterable {
    case confidence
    case deviation
    case error
  }

  /// Which mean is the best.
  enum Best: String, ExpressibleByArgument, CaseIterable {
    case least
    case greatest
  }

  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "compare",
      abstract: "Compare configurations of a sweep: means over seeds, and how they differ.",
      discussion: Discussion.text(
        """
        A row per configuration, with the mean of each metric over seeds and its interval, and the \
        difference to the best row, or to --baseline, with its interval and a two-sided p: of equal \
        seeds (paired t) where at least two are shared, else by Welch's t; where a run diverged or \
        an event never came, by exact tests of signs or ranks. Each p is of its row by itself, and \
        the best row was chosen by the same numbers: state claims in the experiment file to test \
        what was expected beforehand.
        """,
        examples: [
          "compare results/w1fe-ring --metric w1": "every configuration, at the last evaluation",
          "compare results/w1fe-ring --by case --baseline case=wgan": "cases beside one of them",
          "compare results/w1fe-ring --at mean:400..500 --format latex":
            "means over a stretch, for a paper",
        ],
        exits: [
          0: "printed",
          64: "there is no such key, metric or moment",
          66: "there is no such folder or file",
        ]))
  }

  @Argument(
    help: "The folder of one experiment, as results/NAME, or its sweep file.",
    completion: .file(extensions: ["h5"]))
  var what: String

  @Option(
    help: ArgumentHelp(
      "What tells the rows apart: case, seed, or a swept path or its last word. Several times: all "
        + "of them; what tells the runs apart, unless given.", valueName: "key"))
  var by: [String] = []

  @Option(
    help: ArgumentHelp(
      "The metric, or training/NAME. Several times, or with commas: all of them; every metric, "
        + "unless given.", valueName: "name"))
  var metric: [String] = []

  @Option(
    help: ArgumentHelp(
      "When it is read: last, first, best, an iteration, mean:100..200, time:SECONDS, or when it "
        + "is first-below:NUMBER (first-below:NUMBER,seconds).", valueName: "moment"))
  var at = MomentArgument(moment: .last)

  @Option(
    help: ArgumentHelp(
      "Only runs with one of these values. Several times: all of them.",
      valueName: "key=value,…"))
  var of: [String] = []

  @Option(
    help: ArgumentHelp(
      "The row that the others are compared with. Several times: all of them.",
      valueName: "key=value"))
  var baseline: [String] = []

  @Option(help: "The mean that is best, where no baseline is given: least or greatest.")
  var best = Best.least

  @Option(
    help: "The interval of a mean: confidence (Student's), deviation or error (standard).")
  var interval = Interval.confidence

  @Option(help: "The confidence of intervals.")
  var confidence = 0.95

  @Option(help: "Significant digits of a mean, in text, Markdown and LaTeX.")
  var digits = 4

  @Option(help: "The format: text, markdown, latex, csv (a row per metric) or json.")
  var format = Format.text

  func validate() throws {
    guard 0 < confidence, confidence < 1 else {
      throw ValidationError("'--confidence' takes a number between 0 and 1.")
    }
    guard (1...15).contains(digits) else {
      throw ValidationError("'--digits' takes a whole number from 1 to 15.")
    }
    _ = try conditions(of, "--of")
    _ = try conditions(baseline, "--baseline")
  }

  private func conditions(_ texts: [String], _ option: String) throws -> [KeyCondition] {
    try texts.map { text in
      guard let condition = KeyCondition(text) else {
        throw ValidationError("'\(option)' takes key=value, not '\(text)'.")
      }
      return condition
    }
  }

  private var request: ComparisonRequest {
    get throws {
      var request = ComparisonRequest()
      (request.keys, request.moment, request.confidence) = (by, at.moment, confidence)
      request.metrics = metric.flatMap { $0.split(separator: ",").map(String.init) }
      request.conditions = try conditions(of, "--of")
      request.interval =
        switch interval {
        case .confidence: .confidence
        case .deviation: .deviation
        case .error: .standardError
        }
      let row = try conditions(baseline, "--baseline")
      request.baseline = row.isEmpty ? .best(isGreatest: best == .greatest) : .row(row)
      return request
    }
  }

  func run() throws {
    let request = try request
    let keepsTraining = request.metrics.contains { $0.hasPrefix("training/") }
    let results = try reportingStoreErrors {
      try SweepResults(at: what, keepsTraining: keepsTraining)
    }
    for problem in results.problems { Console.talk("gfrun: warning: \(problem)") }
    let comparison = try comparison(of: results, request)
    if comparison.unfinished > 0 {
      let runs = comparison.unfinished == 1 ? "run is" : "runs are"
      Console.talk("gfrun: warning: \(comparison.unfinished) \(runs) not finished")
    }
    Console.write(text(of: comparison), to: STDOUT_FILENO)
  }

  private func comparison(
    of results: SweepResults, _ request: ComparisonRequest
  ) throws -> Comparison {
    do throws(ReportError) {
      return try Comparison(results, request)
    } catch {
      Console.talk("gfrun: error: \(error)")
      throw ExitStatus(error).exit
    }
  }

  private func text(of comparison: Comparison) -> String {
    switch format {
    case .text: comparison.text(digits: digits).plain
    case .markdown: comparison.text(digits: digits).markdown
    case .latex: comparison.text(digits: digits).latex
    case .csv: comparison.csv
    case .json: JSONText.pretty(comparison.json)
    }
  }
}

extension SweepResults {
  /// The results in a folder, or in a sweep file.
  init(at what: String, keepsTraining: Bool) throws {
    if SweepFilePath(what).isFolder {
      try self.init(folder: SweepFolder(path: what), keepsTraining: keepsTraining)
    } else {
      try self.init(sweepFile: what)
    }
  }
}

extension ExitStatus {
  /// The exit code that goes with results that cannot be compared as asked.
  init(_ error: ReportError) {
    switch error {
    case .unknownKey, .unknownMetric, .mixes, .selectsNothing, .noBaseline: self = .usage
    case .nothingDone: self = .runFailed
    }
  }
}
