/// What became of a claim.
package enum Verdict: Sendable, Equatable {
  /// The test is for it, at its confidence.
  case holds
  /// The test is against it, at its confidence.
  case fails
  /// The test decides neither; a decision would take so many seeds.
  case undecided(SeedCount?)
  /// So many of its runs have no results.
  case missing(Int)
  /// It was evaluated on runs made short, which say nothing of it.
  case notJudged

  /// One word for programs: `holds`, `fails`, `undecided`, `missing`, `not-judged`.
  package var word: String {
    switch self {
    case .holds: "holds"
    case .fails: "fails"
    case .undecided: "undecided"
    case .missing: "missing"
    case .notJudged: "not-judged"
    }
  }
}
