internal import Foundation
internal import Planning
package import Specification

/// Claims and what became of them, in words.
extension ClaimResult {
  /// What is compared with what: `w1 mean 250–500: case=w1-fe < 0.5 × case=naive`.
  package var statementText: String {
    let claim = statement.claim
    let subject = claim.subject.text
    let split = statement.split.isEmpty ? "" : " [\(statement.split.joined(separator: ", "))]"
    let read = claim.metric.map { "\($0.text) \(ClaimText.moment(claim.at.moment)): " } ?? ""
    let text =
      switch claim.relation {
      case .lessThan: "\(read)\(subject) < \(referenceText)"
      case .greaterThan: "\(read)\(subject) > \(referenceText)"
      case .within(.absolute(let tolerance)):
        "\(read)\(subject) within \(ClaimText.number(tolerance)) of \(referenceText)"
      case .within(.relative(let fraction)):
        "\(read)\(subject) within \(ClaimText.number(100 * fraction)) % of \(referenceText)"
      case .diverged: "\(subject) diverged"
      case .completed: "\(subject) completed"
      }
    return text + split
  }

  /// What was found: means and standard deviations over seeds, the number of them, the test.
  package var measuredText: String {
    guard let subject else { return "–" }
    guard statement.claim.metric != nil else {
      let count = Int((subject.mean * Double(subject.count)).rounded())
      return "\(count) of \(subject.count)" + testText
    }
    let other = reference.map(ClaimText.side) ?? numberText
    return "\(ClaimText.side(subject)) vs \(other)" + testText
  }

  /// What became of the claim: `holds`, `undecided: needs about 12 seeds`.
  package var verdictText: String {
    switch verdict {
    case .holds, .fails: verdict.word
    case .undecided(.about(let count)?): "undecided: needs about \(count) seeds"
    case .undecided(.moreThan(let count)?): "undecided: needs more than \(count) seeds"
    case .undecided(.atLeastTwo?): "undecided: needs at least 2 seeds"
    case .undecided(nil): "undecided"
    case .missing(1): "missing: 1 run"
    case .missing(let count): "missing: \(count) runs"
    case .notJudged: "not judged"
    }
  }

  private var referenceText: String {
    let claim = statement.claim
    let factor = claim.factor == 1 ? "" : ClaimText.number(claim.factor) + " × "
    switch claim.reference {
    case .number(let number): return factor + ClaimText.number(number)
    case .runs(let selector):
      let read =
        claim.thanAt.moment == claim.at.moment ? "" : " " + ClaimText.moment(claim.thanAt.moment)
      return factor + selector.text + read
    case nil: return ""
    }
  }

  private var numberText: String {
    guard case .number(let number) = statement.claim.reference else { return "–" }
    return ClaimText.number(number * statement.claim.factor)
  }

  private var testText: String {
    guard let test = tests.max(by: { $0.forIt < $1.forIt }) else { return "" }
    guard test.method != .every, verdict != .notJudged else { return "" }
    return ", p \(ClaimText.probability(test.forIt)) (\(test.method.rawValue))"
  }
}

/// Moments and numbers as the words of a claim.
package enum ClaimText {
  /// When a metric is read: `last`, `mean 250–500`.
  package static func moment(_ moment: Claim.Moment) -> String {
    switch moment {
    case .last: "last"
    case .first: "first"
    case .best: "best"
    case .iteration(let iteration): "at \(iteration)"
    case .time(let seconds): "at \(number(seconds)) s"
    case .mean(let range): "mean \(range.lowerBound)–\(range.upperBound)"
    case .firstBelow(let bound, let clock): "first below \(number(bound)) in \(clock.rawValue)"
    }
  }

  /// `0.119 ± 0.006 (5)`, and how many of the runs have a number, where not all do.
  static func side(_ side: ClaimResult.Side) -> String {
    let count = side.finite == side.count ? "\(side.count)" : "\(side.finite) of \(side.count)"
    guard side.finite > 0 else { return "none (\(count))" }
    return "\(number(side.mean)) ± \(String(format: "%.2g", side.deviation)) (\(count))"
  }

  static func number(_ value: Double) -> String { String(format: "%.4g", value) }

  /// A chance, with two digits.
  package static func probability(_ value: Double) -> String {
    // Below that, the tails of a distribution say more about rounding than about the runs.
    if value < 1e-16 { return "< 1e-16" }
    return "= " + (value < 0.0001 ? String(format: "%.0e", value) : String(format: "%.2g", value))
  }
}
