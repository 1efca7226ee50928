internal import Specification
internal import YAML

/// Makes the runs of an experiment, looks at each of them and collects all that is wrong.
struct Expansion {
  /// After this many problems no more are looked for.
  private static let maximumDiagnostics = 1000

  /// What is known of a structure that runs belong to.
  private struct Visit {
    let structure: Int
    let isSound: Bool
    /// The exclusions of the block.
    var exclusions: RunFilter
    /// The conditions of the layout, all their selectors in a row.
    var conditions: RunFilter
    var checks: CheckSweep
    let problems: [Diagnostic]
    var isReported = false
  }

  /// The structures of a layout that were visited, by what tells them apart.
  private struct Visits {
    var numbers: [[Int]: Int] = [:]
    var all: [Visit] = []
    /// The dimensions whose steps differ in class.
    let structural: [Int]
  }

  let experiment: Experiment
  let builder: StructureBuilder
  let layouts: [Layout]
  private(set) var structures: [Structure] = []
  private(set) var records: [PlanRecord] = []
  private(set) var diagnostics: [Diagnostic]
  /// The runs that go on until an interval is short enough.
  private(set) var replicates = Replicates()
  private let hasReplication: Bool
  private var visits: [Visits]
  private var seen: Set<Diagnostic> = []
  private var wrongPlaces: Set<SourceLocation> = []
  /// For every id, its run among `records`, and the rest of that run's digest.
  private var known: [RunID: (record: Int, rest: UInt64)] = [:]
  /// The exclusions and conditions that hold for some run, by their place.
  private(set) var used: Set<SourceLocation> = []
  /// Keys that have no effect on some run.
  private var doubts: [Diagnostic] = []
  private var identity: [UInt8] = []

  /// Expands the sweep of `experiment` to at most `maximumRuns` runs.
  init(_ experiment: Experiment, maximumRuns: Int) {
    precondition(maximumRuns <= Int(UInt32.max), "a point is numbered with 32 bits")
    self.experiment = experiment
    builder = StructureBuilder(experiment)
    diagnostics = experiment.diagnostics
    hasReplication = experiment.sweep.blocks.contains { block in
      if case .until = block.seeds { true } else { false }
    }
    let plans = LayoutMaking(experiment, shapes: builder.shapes, maximumRuns: maximumRuns)
    layouts = plans.layouts
    visits = plans.layouts.map { layout in
      Visits(structural: layout.dimensions.indices.filter { layout.dimensions[$0].isStructural })
    }
    for problem in plans.diagnostics + SweepCheck(experiment, shapes: builder.shapes).diagnostics {
      report(problem)
    }
    for item in plans.cases {
      guard diagnostics.count < Expansion.maximumDiagnostics else { break }
      expand(item)
    }
    reportDoubts()
    reportUnused()
  }

  /// Whether anything is wrong that keeps the experiment from being run.
  var hasErrors: Bool {
    diagnostics.contains { $0.severity == .error }
  }

  /// Adds a diagnostic that is not there yet; of values wrong at one place, as those that a
  /// distribution stands for, the first.
  mutating func report(_ diagnostic: Diagnostic) {
    switch diagnostic.problem {
    case .wrongType, .wrongValue:
      if let place = diagnostic.location, !wrongPlaces.insert(place).inserted { return }
    default: break
    }
    if seen.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
  }

  /// Warns of keys that have no effect on any run.
  private mutating func reportDoubts() {
    guard !doubts.isEmpty else { return }
    let places = Set(visits.lazy.flatMap(\.all).flatMap(\.checks.placesInEffect))
    for doubt in doubts where !(doubt.location.map(places.contains) ?? false) { report(doubt) }
  }

  // MARK: - Runs

  private mutating func expand(_ item: LayoutMaking.Item) {
    let layout = layouts[item.layout]
    let count = layout.countPerCase
    guard count > 0 else { return }
    let first = item.step * count
    var steps = layout.steps(of: first)
    var added = 0
    var twin: Int?
    for point in first..<first + count {
      guard diagnostics.count < Expansion.maximumDiagnostics else { return }
      defer { layout.advance(&steps) }
      guard let visit = visit(item.layout, at: steps) else { continue }
      guard !isExcluded(visit, in: item.layout, at: steps) else { continue }
      inspect(visit, in: item.layout, at: steps)
      guard visits[item.layout].all[visit].isSound else { continue }
      let structure = visits[item.layout].all[visit].structure
      let other = add(structure, LayoutPoint(layout: layout, steps: steps), number: point)
      if hasReplication {
        replicates.note(other ?? records.count - 1, in: layout, number: item.layout, point: point)
      }
      twin = twin ?? other
      if other == nil { added += 1 }
    }
    if added == 0, let twin { reportTwin(item, of: twin) }
  }

  /// The structure of the run at `steps`, among those visited; nil for a run that comes up elsewhere,
  /// because what tells it apart does not apply.
  private mutating func visit(_ layout: Int, at steps: [Int]) -> Int? {
    let conditions = layouts[layout].conditions
    var active = [Bool](repeating: false, count: conditions.count)
    var current = number(layout, at: steps, active: active)
    var selector = 0
    for (index, condition) in conditions.enumerated() {
      let own = selector..<selector + condition.selectors.count
      selector = own.upperBound
      guard own.allSatisfy({ visits[layout].all[current].conditions.matches($0, at: steps) })
      else { continue }
      for selector in condition.selectors { used.insert(selector.place) }
      active[index] = true
      current = number(layout, at: steps, active: active)
    }
    for (dimension, step) in zip(layouts[layout].dimensions, steps)
    where step > 0 && dimension.isIdle(active) {
      return nil
    }
    return current
  }

  /// The number of the structure at `steps` if the conditions in `active` hold.
  private mutating func number(_ layout: Int, at steps: [Int], active: [Bool]) -> Int {
    var key = active.map { $0 ? 1 : 0 }
    for dimension in visits[layout].structural {
      key.append(layouts[layout].dimensions[dimension].kind(of: steps[dimension]))
    }
    if let known = visits[layout].numbers[key] { return known }
    let made = makeVisit(layout, at: steps, active: active)
    visits[layout].numbers[key] = visits[layout].all.count
    visits[layout].all.append(made)
    return visits[layout].all.count - 1
  }

  private mutating func makeVisit(_ index: Int, at steps: [Int], active: [Bool]) -> Visit {
    let layout = layouts[index]
    let result = builder.build(layout, index: index, at: steps, active: active)
    structures.append(result.structure)
    func filter(_ selectors: [Sweep.Selector]) -> RunFilter {
      RunFilter(
        selectors, structure: result.structure, layout: layout, resolver: builder.resolver)
    }
    let replication = ReplicationCheck(experiment, block: layout.block)
    let problems = result.diagnostics + replication.diagnostics(in: result.structure.value)
    return Visit(
      structure: structures.count - 1,
      isSound: !problems.contains { $0.severity == .error } && !hasErrors,
      exclusions: filter(experiment.sweep.blocks[layout.block].exclusions),
      conditions: filter(layout.conditions.flatMap(\.selectors)),
      checks: CheckSweep(result, layout: layout, active: active, builder: builder),
      problems: problems)
  }

  private mutating func isExcluded(_ visit: Int, in layout: Int, at steps: [Int]) -> Bool {
    let exclusions = experiment.sweep.blocks[layouts[layout].block].exclusions
    guard !exclusions.isEmpty else { return false }
    let found = visits[layout].all[visit].exclusions.matches(at: steps)
    for index in found { used.insert(exclusions[index].place) }
    return !found.isEmpty
  }

  /// Reports what is wrong with a run that is not excluded.
  private mutating func inspect(_ visit: Int, in layout: Int, at steps: [Int]) {
    if !visits[layout].all[visit].isReported {
      visits[layout].all[visit].isReported = true
      for problem in visits[layout].all[visit].problems { report(problem) }
    }
    let found = visits[layout].all[visit].checks.report(at: steps)
    for problem in found.diagnostics { report(problem) }
    doubts += found.doubts
  }

  /// Adds a run, or says which of the records it repeats.
  private mutating func add(_ structure: Int, _ point: LayoutPoint, number: Int) -> Int? {
    structures[structure].writeIdentity(at: point, to: &identity)
    let digest = RunDigest(of: identity)
    let id = RunID(digest: digest)
    if let (record, rest) = known[id] {
      if rest != digest.second { report(Diagnostic(.sharedID(id.description), at: nil)) }
      return record
    }
    known[id] = (records.count, digest.second)
    records.append(PlanRecord(structure: Int32(structure), point: UInt32(number), id: id))
    return nil
  }

  /// Warns of a case that adds nothing to another of its block.
  private mutating func reportTwin(_ item: LayoutMaking.Item, of record: Int) {
    let (layout, twin) = (layouts[item.layout], records[record])
    let other = layouts[structures[Int(twin.structure)].layout]
    let cases = experiment.sweep.blocks[layout.block].cases
    guard layout.block == other.block, !layout.caseNames.isEmpty,
      let name = other.caseName(at: other.steps(of: Int(twin.point))),
      let item = cases.first(where: { $0.name == layout.caseNames[item.step] })
    else { return }
    report(
      Diagnostic(.sameRuns(case: item.name, as: name), at: item.place, severity: .warning))
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
