internal import Specification
internal import YAML

/// Makes the runs of an experiment, looks at each of them and collects all that is wrong.
struct Expansion {
  /// After this many problems no more are looked for.
  private static let maximumDiagnostics = 1000

  private let experiment: Experiment
  private let builder: StructureBuilder
  private(set) var layouts: [Layout] = []
  private(set) var structures: [Structure] = []
  private(set) var records: [PlanRecord] = []
  private(set) var diagnostics: [Diagnostic]
  private var seen: Set<Diagnostic> = []
  /// For every id, its run among `records`, and the rest of that run's digest.
  private var known: [RunID: (record: Int, rest: UInt64)] = [:]
  private var usedExclusions: Set<Int> = []
  /// Keys that have no effect on some run.
  private var doubts: [Diagnostic] = []
  /// Where keys stand that have an effect on some run.
  private var placesInEffect: Set<SourceLocation> = []
  private var identity: [UInt8] = []

  /// Expands the sweep of `experiment` to at most `maximumRuns` runs.
  init(_ experiment: Experiment, maximumRuns: Int) {
    precondition(maximumRuns <= Int(UInt32.max), "a point is numbered with 32 bits")
    self.experiment = experiment
    builder = StructureBuilder(experiment)
    diagnostics = experiment.diagnostics
    checkPaths()
    checkOverriddenValues()
    makeLayouts(maximumRuns: maximumRuns)
    for index in layouts.indices { expand(index) }
    reportDoubts()
    reportExclusions()
  }

  /// Whether anything is wrong that keeps the experiment from being run.
  var hasErrors: Bool {
    diagnostics.contains { $0.severity == .error }
  }

  // MARK: - Layouts

  private mutating func makeLayouts(maximumRuns: Int) {
    let sweep = experiment.sweep
    var leaves: [Path: [Schema]] = [:]
    for leaf in LanguagePaths.all(in: experiment.vocabulary) { leaves[leaf.path] = leaf.schemas }
    if let place = tooMany(maximumRuns) {
      report(Diagnostic(.tooManyRuns(limit: maximumRuns), at: place))
      layouts = [Layout(sweep.cases.first, zip: nil, grid: [], seeds: nil)]
      return
    }
    let zip = sweep.zip.isEmpty ? nil : Dimension(sweep.zip, leaves: leaves)
    let grid = sweep.grid.map { Dimension([$0], leaves: leaves) }
    let seeds = sweep.seedsPlace.flatMap { place in sweep.seeds.map { Dimension($0, at: place) } }
    let cases: [Sweep.Case?] = sweep.cases.isEmpty ? [nil] : sweep.cases
    layouts = cases.map { Layout($0, zip: zip, grid: grid, seeds: seeds) }
  }

  /// Where to say that the sweep asks for more than `limit` runs; nil if it does not.
  ///
  /// Counts before anything is made, so that a sweep of any size costs nothing.
  private func tooMany(_ limit: Int) -> SourceLocation? {
    let sweep = experiment.sweep
    let cases: [Sweep.Case?] = sweep.cases.isEmpty ? [nil] : sweep.cases
    var total = 0
    for item in cases {
      let axes = sweep.grid.filter { !(item?.sets($0.path) ?? false) }
      var counts = axes.map(\.values.count)
      counts.append(sweep.zip.map(\.values.count).min() ?? 1)
      counts.append(sweep.seeds?.count ?? 1)
      var count = 1
      for factor in counts {
        let (product, overflows) = count.multipliedReportingOverflow(by: factor)
        count = overflows ? limit + 1 : min(product, limit + 1)
      }
      total = min(total + count, limit + 1)
    }
    guard total > limit else { return nil }
    return sweep.seedsPlace ?? sweep.grid.first?.place ?? sweep.zip.first?.place
      ?? sweep.cases.first?.place ?? experiment.tree.location
  }

  /// Reports paths that exist but are no part of what a run does.
  private mutating func checkPaths() {
    let sweep = experiment.sweep
    let assignments = sweep.cases.flatMap { $0.assignments.map { ($0.path, $0.place) } }
    for (path, place) in assignments + (sweep.zip + sweep.grid).map({ ($0.path, $0.place) })
    where ExperimentLanguage.keysWithoutEffect.contains(path.text) {
      report(Diagnostic(.unsweepablePath(path), at: place))
    }
    for problem in ConditionCheck(experiment).diagnostics { report(problem) }
  }

  /// Reports values of the file that no run sees, since the sweep sets their paths, but that are wrong.
  private mutating func checkOverriddenValues() {
    let resolver = Resolver(vocabulary: experiment.vocabulary, toleratesMissingKeys: true)
    for diagnostic in resolver.resolve(experiment.tree).diagnostics {
      switch diagnostic.problem {
      case .wrongType, .wrongValue, .wrongCount: report(diagnostic)
      default: break  // A key may be missing or unknown only because a case sets another kind.
      }
    }
  }

  // MARK: - Runs

  /// What is known of the structure that a point belongs to.
  private struct Visit {
    let structure: Int
    let isSound: Bool
    var exclusions: ExclusionFilter
    var checks: CheckSweep
    let problems: [Diagnostic]
    var isReported = false
  }

  private mutating func expand(_ index: Int) {
    let layout = layouts[index]
    guard let count = layout.count, count > 0 else { return }
    let structural = layout.dimensions.indices.filter { layout.dimensions[$0].isStructural }
    var visits: [[Int]: Int] = [:]
    var visited: [Visit] = []
    var steps = [Int](repeating: 0, count: layout.dimensions.count)
    var added = 0
    var twin: Int?
    for point in 0..<count {
      guard diagnostics.count < Expansion.maximumDiagnostics else { return }
      defer { layout.advance(&steps) }
      let key = structural.map { steps[$0] }
      let current = visits[key] ?? visited.count
      if current == visited.count {
        visits[key] = current
        visited.append(visit(layout, index: index, at: steps))
      }
      let excluded = visited[current].exclusions.exclusions(of: steps)
      usedExclusions.formUnion(excluded)
      guard excluded.isEmpty else { continue }
      inspect(&visited[current], at: steps)
      guard visited[current].isSound else { continue }
      if let other = add(structure: visited[current].structure, point: point, at: steps) {
        twin = twin ?? structures[Int(records[other].structure)].layout
      } else {
        added += 1
      }
    }
    if added == 0, let twin, let item = layout.variant, let other = layouts[twin].variant {
      report(
        Diagnostic(.sameRuns(case: item.name, as: other.name), at: item.place, severity: .warning))
    }
  }

  private mutating func visit(_ layout: Layout, index: Int, at steps: [Int]) -> Visit {
    let result = builder.build(layout, index: index, at: steps)
    structures.append(result.structure)
    return Visit(
      structure: structures.count - 1,
      isSound: !result.diagnostics.contains { $0.severity == .error } && !hasErrors,
      exclusions: ExclusionFilter(
        experiment.sweep.exclusions, structure: result.structure, layout: layout,
        resolver: builder.resolver),
      checks: CheckSweep(result, layout: layout, builder: builder), problems: result.diagnostics)
  }

  /// Reports what is wrong with a run that is not excluded.
  private mutating func inspect(_ visit: inout Visit, at steps: [Int]) {
    if !visit.isReported {
      visit.isReported = true
      visit.problems.forEach { report($0) }
    }
    let found = visit.checks.report(at: steps)
    found.diagnostics.forEach { report($0) }
    doubts += found.doubts
    placesInEffect.formUnion(found.placesInEffect)
  }

  /// Adds a run, or says which of the records it repeats.
  private mutating func add(structure: Int, point: Int, at steps: [Int]) -> Int? {
    structures[structure].writeIdentity(at: steps, to: &identity)
    let digest = RunDigest(of: identity)
    let id = RunID(digest: digest)
    if let (record, rest) = known[id] {
      if rest != digest.second { report(Diagnostic(.sharedID(id.description), at: nil)) }
      return record
    }
    known[id] = (records.count, digest.second)
    records.append(PlanRecord(structure: Int32(structure), point: UInt32(point), id: id))
    return nil
  }

  // MARK: - Reports

  private mutating func reportDoubts() {
    for doubt in doubts where !(doubt.location.map(placesInEffect.contains) ?? false) {
      report(doubt)
    }
  }

  private mutating func reportExclusions() {
    for (index, exclusion) in experiment.sweep.exclusions.enumerated()
    where !usedExclusions.contains(index) && !hasErrors {
      let cases = experiment.sweep.cases.filter { exclusion.cases?.contains($0.name) ?? false }
      let paths = exclusion.conditions.map(\.path)
      let setting = cases.lazy.compactMap { item in
        item.assignments.first { paths.contains($0.path) }.map { (item.name, $0.path) }
      }.first
      let problem = Diagnostic.Problem.excludesNothing(since: setting?.0, sets: setting?.1)
      report(Diagnostic(problem, at: exclusion.place, severity: .warning))
    }
    if records.isEmpty, !hasErrors {
      report(Diagnostic(.excludesEverything, at: experiment.sweep.exclusions.first?.place))
    }
  }

  private mutating func report(_ diagnostic: Diagnostic) {
    if seen.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
  }
}

/// A run as the plan keeps it: 16 bytes.
struct PlanRecord: Sendable {
  /// Its structure.
  let structure: Int32
  /// Its number in the layout of the structure.
  let point: UInt32
  let id: RunID
}
