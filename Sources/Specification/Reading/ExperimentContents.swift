internal import YAML

/// Takes a merged tree apart into what a run is made of, what is swept and what is made of the results.
struct ExperimentContents {
  /// The keys of a file that are no part of a run.
  static let keysBesidesRun = ["extends", "sweep", "figures", "claims"]

  /// The tree of a run.
  private(set) var tree: Node
  private(set) var sweep = Sweep()
  private(set) var figures: [Value] = []
  private(set) var claims: [Value] = []
  private(set) var diagnostics: [Diagnostic] = []
  private var overridden: [(path: Path, place: SourceLocation)] = []
  private let vocabulary: Vocabulary

  init(_ tree: Node, vocabulary: Vocabulary) {
    self.tree = tree
    self.vocabulary = vocabulary
  }

  /// Lays overrides over the tree.
  mutating func apply(_ overrides: [Override]) {
    for override in overrides {
      let (assignment, problems) = override.assignment()
      diagnostics += problems
      guard let assignment else { continue }
      overridden.append((assignment.path, assignment.places[0]))
      tree = tree.setting(assignment.path, to: assignment.value, at: assignment.places)
    }
  }

  /// Splits the tree and reads all of it that is not of a run.
  mutating func read() {
    let entries = tree.entries ?? []
    let reader = SweepReader(tree["sweep"])
    sweep = reader.sweep
    diagnostics += reader.diagnostics
    diagnostics += SweepConflicts(sweep, overrides: overridden).diagnostics
    var decoder = Decoder(vocabulary: vocabulary)
    for entry in entries where !entry.value.isNull {
      let schema: Schema
      switch entry.key {
      case "figures": schema = ResultsLanguage.figures
      case "claims": schema = ResultsLanguage.claims
      default: continue
      }
      let value = decoder.decode(
        entry.value, as: schema, at: Path([entry.key]), place: entry.keyLocation)
      if entry.key == "figures" {
        figures = value?.listOrNil ?? []
      } else {
        claims = value?.listOrNil ?? []
      }
    }
    diagnostics += decoder.diagnostics
    reportUnknownKeys(entries)
    let known = ExperimentLanguage.runFields.map(\.name)
    tree = Node(.mapping(entries.filter { known.contains($0.key) }), at: tree.location)
  }

  /// Reports keys of the file that it does not know, here once and not for every run.
  private mutating func reportUnknownKeys(_ entries: [Entry]) {
    let known = ExperimentLanguage.runFields.map(\.name) + ExperimentContents.keysBesidesRun
    for entry in entries where !known.contains(entry.key) || entry.key == "extends" {
      let problem: Diagnostic.Problem
      if let path = entry.path {
        let nearest = LanguagePaths.nearest(to: Path(path), in: vocabulary)
        problem = .unknownPath(Path(path), nearest: nearest)
      } else {
        let nearest = Diagnostic.Nearest(to: entry.key, among: known)
        problem = .unknownKey(entry.key, in: .top, nearest, kindsThatHaveIt: [])
      }
      diagnostics.append(Diagnostic(problem, at: entry.keyLocation))
    }
  }
}
