import Claims
import Planning
import Results
import Specification
import Tables

/// What became of the claims of an experiment, for people and for programs.
struct ClaimsPresentation {
  private let experiment: String
  private let results: [ClaimResult]

  init(experiment: String, _ results: [ClaimResult]) {
    (self.experiment, self.results) = (experiment, results)
  }

  var text: String {
    var table = TextTable([("claim", .left), ("measured", .left), ("verdict", .left)])
    for result in results {
      table.append([result.statement.name, result.measuredText, result.verdictText])
    }
    return ([experiment] + table.lines.map { "  " + $0 }).joined(separator: "\n")
  }

  var json: String {
    results.map { JSONText.compact(object($0)) }.joined(separator: "\n")
  }

  private func object(_ result: ClaimResult) -> Value {
    let stored = result.stored
    var object: Value = [
      "experiment": .string(experiment), "name": .string(stored.name),
      "statement": .string(stored.statement), "verdict": .string(stored.verdict),
      "test": .string(stored.test), "confidence": .finite(stored.confidence),
      "of": side(result.subject),
    ]
    if case .runs = result.statement.claim.reference {
      object = object.adding("than", side(result.reference))
    }
    for (key, number) in [
      ("difference", stored.difference), ("bound", stored.bound), ("p_value", stored.pValue),
    ] {
      object = object.adding(key, .finite(number))
    }
    if let needed = stored.seedsNeeded { object = object.adding("seeds_needed", .integer(needed)) }
    if case .missing(let count) = result.verdict {
      object = object.adding("missing", .integer(count))
    }
    return object
  }

  private func side(_ side: ClaimResult.Side?) -> Value {
    guard let side else { return .null }
    return [
      "runs": .integer(side.count), "finite": .integer(side.finite), "mean": .finite(side.mean),
      "deviation": .finite(side.deviation),
    ]
  }
}

extension ClaimResult {
  /// The claim as the sweep file keeps it.
  ///
  /// Of the two tests of 'within' it has the one that is further from the claim.
  var stored: SweepClaim {
    let test = tests.max { $0.forIt < $1.forIt }
    func side(_ side: Side?) -> SweepClaim.Side? {
      side.map { SweepClaim.Side(count: $0.count, mean: $0.mean, deviation: $0.deviation) }
    }
    var needed: Int?
    if case .undecided(.about(let count)?) = verdict { needed = count }
    return SweepClaim(
      name: statement.name, statement: statementText, verdict: verdict.word,
      test: test?.method.rawValue ?? "", confidence: statement.claim.confidence,
      subject: side(subject), reference: side(reference), difference: test?.estimate ?? .nan,
      bound: test?.bound ?? .nan, pValue: test?.forIt ?? .nan, seedsNeeded: needed)
  }
}
