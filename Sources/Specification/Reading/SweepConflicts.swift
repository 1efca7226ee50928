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

    init(_ axis: Sweep.Axis, _ setter: Diagnostic.Setter) {
      (path, place, express) = (axis.path, axis.place, axis.expressPaths)
      self.setter = setter
    }

    init(_ assignment: Sweep.Assignment, of item: Sweep.Case) {
      (path, place) = (assignment.path, assignment.place)
      express = Set(assignment.expressPaths)
      setter = .case(item.name)
    }

    init(seedsAt place: SourceLocation) {
      (path, self.place, setter, express) = ("seed", place, .seeds, ["seed"])
    }
  }

  private(set) var diagnostics: [Diagnostic] = []

  /// Looks through a sweep and the overrides of its experiment.
  init(_ sweep: Sweep, overrides: [(path: Path, place: SourceLocation)]) {
    let grid = sweep.grid.map { Setting($0, .grid) }
    let zip = sweep.zip.map { Setting($0, .zip) }
    let seeds = sweep.seedsPlace.map { [Setting(seedsAt: $0)] } ?? []
    let always = seeds + zip + grid
    compareAll(always)
    for item in sweep.cases {
      let own = item.assignments.map { Setting($0, of: item) }
      compareAll(own)
      let others = seeds + zip + grid.filter { !item.sets($0.path) }
      for setting in own {
        for other in others { compare(setting, other) }
      }
    }
    compare(overrides, with: always, cases: sweep.cases)
  }

  private mutating func compareAll(_ settings: [Setting]) {
    for (index, setting) in settings.enumerated() {
      for other in settings[..<index] { compare(setting, other) }
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

  /// Reports overrides that no run would see.
  private mutating func compare(
    _ overrides: [(path: Path, place: SourceLocation)], with always: [Setting], cases: [Sweep.Case]
  ) {
    for override in overrides {
      var swept = always.first { override.path.isWithin($0.path) }
      let settings = cases.map { item in
        item.assignments.first { override.path.isWithin($0.path) }.map { Setting($0, of: item) }
      }
      if swept == nil, let first = settings.first, settings.allSatisfy({ $0 != nil }) {
        swept = first
      }
      guard let swept else { continue }
      diagnostics.append(
        Diagnostic(
          .overrideIsSwept(override.path, by: swept.setter, at: swept.place), at: override.place))
    }
  }
}
