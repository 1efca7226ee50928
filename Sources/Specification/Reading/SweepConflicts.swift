internal import YAML

/// Finds entries of a sweep that set one path for one run.
///
/// A case and a grid may: the case wins where it sets the path of the grid, or all that holds it.
struct SweepConflicts {
  private struct Setting {
    let path: Path
    let place: SourceLocation
    let setter: Diagnostic.Setter
  }

  private(set) var diagnostics: [Diagnostic] = []

  /// Looks through a sweep and the overrides of its experiment.
  init(_ sweep: Sweep, overrides: [(path: Path, place: SourceLocation)]) {
    let grid = sweep.grid.map { Setting(path: $0.path, place: $0.place, setter: .grid) }
    let zip = sweep.zip.map { Setting(path: $0.path, place: $0.place, setter: .zip) }
    let seeds = sweep.seedsPlace.map { [Setting(path: "seed", place: $0, setter: .seeds)] } ?? []
    let always = seeds + zip + grid
    compareAll(always)
    for item in sweep.cases {
      let own = item.assignments.map {
        Setting(path: $0.path, place: $0.place, setter: .case(item.name))
      }
      compareAll(own)
      for setting in own {
        for other in seeds + zip where other.path.overlaps(setting.path) { report(setting, other) }
        for other in grid where setting.path.isWithin(other.path) && setting.path != other.path {
          report(setting, other)
        }
      }
    }
    compare(overrides, with: always, cases: sweep.cases)
  }

  private mutating func compareAll(_ settings: [Setting]) {
    for (index, setting) in settings.enumerated() {
      if let other = settings[..<index].first(where: { $0.path.overlaps(setting.path) }) {
        report(setting, other)
      }
    }
  }

  private mutating func compare(
    _ overrides: [(path: Path, place: SourceLocation)], with always: [Setting], cases: [Sweep.Case]
  ) {
    for override in overrides {
      var swept = always.first { override.path.isWithin($0.path) }
      let setting = cases.map { item in
        (item, item.assignments.first { override.path.isWithin($0.path) })
      }
      if swept == nil, let (item, first) = setting.first, let first,
        setting.allSatisfy({ $0.1 != nil })
      {
        swept = Setting(path: first.path, place: first.place, setter: .case(item.name))
      }
      guard let swept else { continue }
      diagnostics.append(
        Diagnostic(
          .overrideIsSwept(override.path, by: swept.setter, at: swept.place), at: override.place))
    }
  }

  private mutating func report(_ setting: Setting, _ other: Setting) {
    diagnostics.append(
      Diagnostic(
        .setTwice(setting.path, by: setting.setter, andBy: other.setter, at: other.place),
        at: setting.place))
  }
}
