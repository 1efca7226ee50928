internal import YAML

/// Takes a merged tree apart into what a run is made of, what is swept and what is made of the results.
struct ExperimentContents {
  /// The tree of a run.
  private(set) var tree: Node
  private(set) var sweep = Sweep()
  private(set) var figures: [Value] = []
  private(set) var claims: [Claim] = []
  /// The tables of points that the sweep names.
  private(set) var tables: [Source] = []
  /// Why tables could not be read, where some could not.
  private(set) var failures: [SpecificationFailure.Kind] = []
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
      if let blocks = tree["sweep"]?.elements, assignment.path.components.first == "sweep",
        assignment.path.components.count > 1
      {
        lay(assignment, over: blocks)
        continue
      }
      overridden.append((assignment.path, assignment.places[0]))
      tree = tree.setting(assignment.path, to: assignment.value, at: assignment.places)
    }
  }

  /// Lays what an override sets inside a sweep of several blocks over one of them, or, where it names
  /// none, over each.
  private mutating func lay(_ assignment: Override.Assignment, over blocks: [Node]) {
    let keys = assignment.path.components
    var rest = Path(Array(keys.dropFirst()))
    var places = Array(assignment.places.dropFirst())
    var chosen = blocks.indices
    if let number = Int(keys[1]), keys.count > 2 {
      guard blocks.indices.contains(number) else {
        return diagnostics.append(
          Diagnostic(.unknownBlock(number, count: blocks.count), at: assignment.places[1]))
      }
      chosen = number..<number + 1
      rest = Path(Array(keys.dropFirst(2)))
      places.removeFirst()
    } else if !["seeds", "seed"].contains(keys[1]) {
      return diagnostics.append(
        Diagnostic(.noBlock(rest, count: blocks.count), at: assignment.places[1]))
    }
    var blocks = blocks
    for index in chosen {
      blocks[index] = blocks[index].setting(rest, to: assignment.value, at: places)
    }
    let location = tree["sweep"]?.location ?? tree.location
    let entries = (tree.entries ?? []).map { entry in
      var entry = entry
      if entry.key == "sweep" { entry.value = Node(.sequence(blocks), at: location) }
      return entry
    }
    tree = Node(.mapping(entries), at: tree.location)
  }

  /// Splits the tree and reads all of it that is not of a run.
  mutating func read() {
    let entries = tree.entries ?? []
    let reader = SweepReader(tree["sweep"])
    sweep = reader.sweep
    tables = reader.sources
    failures = reader.failures
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
        diagnostics +=
          FigureCheck(entry.value, sweep: sweep, vocabulary: vocabulary).diagnostics
      } else {
        let reader = ClaimReader(
          entry.value, value?.listOrNil ?? [], broken: decoder.brokenPaths,
          cases: sweep.cases.map(\.name))
        claims = reader.claims
        diagnostics += reader.diagnostics
      }
    }
    diagnostics += decoder.diagnostics
    diagnostics += found(by: decoder)
    let rest = entries.filter {
      !ExperimentLanguage.keysBesidesRun.contains($0.key) || $0.key == "extends"
    }
    tree = Node(.mapping(rest), at: tree.location)
  }

  /// What the checks of figures find, as far as what they look at is valid.
  private func found(by decoder: Decoder) -> [Diagnostic] {
    let results: Value = ["figures": .list(figures)]
    let checks = decoder.checks.filter { check in
      !check.reads.contains { path in decoder.brokenPaths.contains { $0.overlaps(path) } }
    }
    return checks.flatMap { [tree] check in
      check.diagnostics(in: results, given: tree, vocabulary: vocabulary, tree: { tree })
    }
  }
}
