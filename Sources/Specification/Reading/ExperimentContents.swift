internal import YAML

/// Takes a merged tree apart into what a run is made of, what is swept and what is made of the results.
struct ExperimentContents {
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
    let rest = entries.filter {
      !ExperimentLanguage.keysBesidesRun.contains($0.key) || $0.key == "extends"
    }
    tree = Node(.mapping(rest), at: tree.location)
  }
}
