package import Specification
import Tables

/// The outcome of one contest, for people and for programs.
package struct ContestReport {
  /// What was measured: `step  width 128, batch 512`.
  package let title: String
  /// The standings; the first is ours, the others are compared with it.
  package let standings: [Standing]
  /// What the numbers are held to.
  package let requirements: [Requirement]
  /// Further lines for people.
  package let notes: [String]
  /// Further members for programs.
  package let details: Value

  /// A report on at least one standing.
  package init(
    title: String, standings: [Standing], requirements: [Requirement] = [], notes: [String] = [],
    details: Value = [:]
  ) {
    precondition(!standings.isEmpty, "a report is about at least one standing")
    self.title = title
    self.standings = standings
    self.requirements = requirements
    self.notes = notes
    self.details = details
  }

  /// Whether every requirement is met.
  package var holds: Bool { requirements.allSatisfy { $0.verdict == .holds } }

  /// A titled table with a line per contender, then the requirements and the notes.
  package var text: String {
    var table = TextTable([
      ("", .left), ("min µs", .right), ("median µs", .right), ("× ours", .right),
    ])
    for standing in standings {
      table.append([
        standing.name, standing.minimum.map(Figures.microseconds) ?? "–",
        standing.median.map(Figures.microseconds) ?? "–",
        standing.ratio(to: standings[0]).map(Figures.ratio) ?? "–",
      ])
    }
    let below = absences + requirements.map(\.text) + notes
    return ([title] + (table.lines + below).map { "  " + $0 }).joined(separator: "\n")
  }

  /// A line for each reason not to take part.
  private var absences: [String] {
    var reasons: [(reason: String, names: [String])] = []
    for standing in standings {
      guard let failure = standing.failure else { continue }
      if let index = reasons.firstIndex(where: { $0.reason == failure }) {
        reasons[index].names.append(standing.name)
      } else {
        reasons.append((failure, [standing.name]))
      }
    }
    return reasons.map { "not measured: \($0.names.joined(separator: ", ")): \($0.reason)" }
  }

  /// The same as one JSON object.
  package var json: Value {
    let contenders = standings.map { standing -> Value in
      [
        "name": .string(standing.name), "side": .string(standing.side),
        "microseconds": .list(standing.times.map(Value.finite)),
        "minimum": standing.minimum.map(Value.finite) ?? .null,
        "median": standing.median.map(Value.finite) ?? .null,
        "ratio": standing.ratio(to: standings[0]).map(Value.finite) ?? .null,
        "failure": standing.failure.map(Value.string) ?? .null,
      ]
    }
    return [
      "title": .string(title), "contenders": .list(contenders),
      "requirements": .list(requirements.map(\.json)), "details": details,
    ]
  }
}
