internal import YAML

/// Finds entries of a sweep that set one path for one run.
///
/// A case and a grid may: the case wins where it sets the path of the grid. And one entry may set a
/// path inside what another sets as a whole, unless that one sets the path expressly too.
struct SweepConflicts {
  private struct Setting {
    let path: Path
    let place: SourceLocation
    let setter: Diagnostic.Setter
    let express: Set<Path>
    /// Whether every run takes one of its values.
    var isForAll = true

    init(_ axis: Sweep.Axis, _ setter: Diagnostic.Setter) {
      (path, place, express) = (axis.path, axis.place, axis.expressPaths)
      self.setter = setter
      isForAll = axis.conditions.isEmpty
    }

    init(_ assignment: Sweep.Assignment, _ setter: Diagnostic.Setter) {
      (path, place) = (assignment.path, assignment.place)
      express = Set(assignment.expressPaths)
      self.setter = setter
    }

    init(seedsAt place: SourceLocation) {
      (path, self.place, setter, express) = ("seed", place, .seeds, ["seed"])
    }
  }

  private(set) var diagnostics: [Diagnostic] = []

  /// Looks through a sweep and the overrides of its experiment.
  init(_ sweep: Sweep, overrides: [(path: Path, place: SourceLocation)]) {
    for block in sweep.blocks { compare(block) }
    for override in overrides {
      let swept = sweep.blocks.map { SweepConflicts.setter(of: override.path, in: $0) }
      guard let first = swept.first ?? nil, swept.allSatisfy({ $0 != nil }) else { continue }
      diagnostics.append(
        Diagnostic(
          .overrideIsSwept(override.path, by: first.setter, at: first.place), at: override.place))
    }
  }

  private mutating func compare(_ block: Sweep.Block) {
    let seeds = block.seedsPlace.map { [Setting(seedsAt: $0)] } ?? []
    let zip = block.zip.map { Setting($0, .zip) }
    let grid = block.grid.map { Setting($0, .grid) }
    let draws = SweepConflicts.draws(of: block)
    let points = SweepConflicts.union(block.points)
    compareAll(seeds + zip + points + grid + draws)
    for point in block.points { compareAll(point.map { Setting($0, .points) }, ofOnePoint: true) }
    let always = seeds + zip + points + draws
    // All that any of these can set: most cases set nothing of it.
    let shared = (always + grid).reduce(into: Set<Path>()) { $0.formUnion($1.express) }
    for item in block.cases {
      let own = item.assignments.map { Setting($0, .case(item.name)) }
      compareAll(own)
      guard own.contains(where: { !$0.express.isDisjoint(with: shared) }) else { continue }
      let others = always + grid.filter { !item.sets($0.path) }
      for setting in own {
        for other in others { compare(setting, other) }
      }
    }
  }

  private static func draws(of block: Sweep.Block) -> [Setting] {
    block.draws.joined().map { axis in
      guard case .draws(let draws) = axis.values else { return Setting(axis, .grid) }
      return Setting(axis, .draws(draws.design.rawValue))
    }
  }

  /// What any of the points sets, each path once.
  private static func union(_ points: [[Sweep.Assignment]]) -> [Setting] {
    var seen: Set<Path> = []
    var settings: [Setting] = []
    for assignment in points.joined() {
      let setting = Setting(assignment, .points)
      guard !setting.express.isSubset(of: seen) else { continue }
      seen.formUnion(setting.express)
      settings.append(setting)
    }
    return settings.enumerated().filter { index, setting in
      !settings[..<index].contains { $0.path == setting.path }
    }.map(\.element)
  }

  /// Compares each with each, but not what different points set.
  private mutating func compareAll(_ settings: [Setting], ofOnePoint: Bool = false) {
    for (index, setting) in settings.enumerated() {
      for other in settings[..<index]
      where ofOnePoint || setting.setter != .points || other.setter != .points {
        compare(setting, other)
      }
    }
  }

  private mutating func compare(_ setting: Setting, _ other: Setting) {
    let shared = setting.express.intersection(other.express)
    guard let path = shared.min(by: { $0.text < $1.text }) else { return }
    diagnostics.append(
      Diagnostic(
        .setTwice(path, by: setting.setter, andBy: other.setter, at: other.place),
        at: setting.place))
  }

  /// What sets `path` for every run of a block, so that no run would see an override of it.
  private static func setter(of path: Path, in block: Sweep.Block) -> Setting? {
    let seeds = block.seedsPlace.map { [Setting(seedsAt: $0)] } ?? []
    let always =
      seeds + block.zip.map { Setting($0, .zip) } + block.grid.map { Setting($0, .grid) }
      + draws(of: block)
    if let setting = always.first(where: { $0.isForAll && path.isWithin($0.path) }) {
      return setting
    }
    let patches =
      block.points.map { ($0, Diagnostic.Setter.points) }
      + block.cases.map { ($0.assignments, .case($0.name)) }
    for isPoint in [true, false] {
      let group = patches.filter { ($0.1 == .points) == isPoint }
      let settings = group.map { assignments, setter in
        assignments.first { path.isWithin($0.path) }.map { Setting($0, setter) }
      }
      if let first = settings.first ?? nil, settings.allSatisfy({ $0 != nil }) { return first }
    }
    return nil
  }
}
