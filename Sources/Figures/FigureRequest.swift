import Results
package import Specification

/// A figure as the experiment asks for it.
package struct FigureRequest {
  /// Its mapping, with every default.
  package let value: Value

  /// The figure that `value` asks for.
  package init(value: Value) { self.value = value }

  /// The name of its files.
  var id: String { value["id"].text }
  /// What is drawn.
  var kind: String { value.kind }
  /// What stands above it: its title, or its name.
  var title: String { value["title"].textOrNil ?? id }
  /// Whether it is made of runs.
  var needsRuns: Bool { kind != "function" && kind != "pairing" }

  /// What the figure groups `runs` by; nil where by all that tells them apart.
  private func grouping(of runs: FinishedRuns) -> [String]? {
    let finest = kind == "curves" ? "series" : "rows"
    guard needsRuns, !value[finest].isNull else { return nil }
    let names = value["series"].names + value["rows"].names + value["columns"].names
    return names.filter { $0 != FigureLanguage.snapshot }
  }

  /// Makes sure that there are runs, and that none would be mixed with others.
  ///
  /// - Throws: `FigureError.mixes`, `.selectsNothing`.
  func check(_ runs: FinishedRuns) throws(FigureError) {
    guard needsRuns else { return }
    guard !runs.items.isEmpty else { throw .selectsNothing(figure: id) }
    if let names = grouping(of: runs) { try checkDifferences(of: runs, within: names) }
  }

  /// Makes sure that runs which agree in what `names` stand for differ in nothing but their seed.
  ///
  /// - Throws: `FigureError.mixes` with what they differ in, `.selectsNothing`.
  func checkDifferences(of runs: FinishedRuns, within names: [String]) throws(FigureError) {
    guard !runs.items.isEmpty else { throw .selectsNothing(figure: id) }
    let groups = Grouping(runs, by: names, labels: .null)
    let rest = (runs.hasCases ? ["case"] : []) + runs.sweptPaths
    var mixed: [String] = []
    for index in groups.groups.indices {
      let members = runs.items.filter { groups.index(of: $0) == index }
      for name in rest where !names.contains(name) && !mixed.contains(name) {
        let first = members[0].value(of: name)
        if members.contains(where: { $0.value(of: name) != first }) { mixed.append(name) }
      }
    }
    guard mixed.isEmpty else { throw .mixes(figure: id, names: mixed) }
  }

  /// The first metric that any finished run has, as `metrics/NAME`.
  ///
  /// - Throws: `FigureError.unmeasured` where there is none; `ResultsError`.
  func firstMetric(of runs: FinishedRuns) throws -> String {
    for item in runs.items where item.isDone {
      if let series = try RunFile.metrics(of: runs.file(of: item)).series.first {
        return "metrics/\(series.name)"
      }
    }
    throw FigureError.unmeasured(figure: id, name: "metrics", known: [])
  }
}
