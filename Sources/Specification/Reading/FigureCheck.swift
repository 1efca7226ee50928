internal import YAML

/// Finds what is wrong with figures that their keys alone do not show: names that nothing has.
struct FigureCheck {
  private(set) var diagnostics: [Diagnostic] = []
  private let paths: [Path]
  private let cases: [String]

  /// Looks at the section of figures.
  ///
  /// - Parameters:
  ///   - section: the section as it was written.
  ///   - sweep: the sweep whose cases a figure can name.
  ///   - vocabulary: the kinds there are, whose paths it can name.
  init(_ section: Node, sweep: Sweep, vocabulary: Vocabulary) {
    paths = LanguagePaths.all(in: vocabulary).map(\.path)
    cases = sweep.blocks.flatMap { $0.cases.map(\.name) }
    var seen: Set<String> = []
    for figure in section.elements ?? [] {
      if let id = figure["id"], let name = id.string, !seen.insert(name).inserted {
        report(
          .broken(message: "two figures are called '\(name)'", hint: "they would share a file"), id)
      }
      // In a kind whose rows are no paths they are no names either.
      for key in FigureLanguage.groupingKeys {
        checkNames(figure[key], or: FigureLanguage.words(of: key, in: figure["kind"]?.string))
      }
      for key in FigureLanguage.conditionKeys {
        for entry in figure[key]?.entries ?? [] { checkCondition(entry) }
      }
    }
  }

  private mutating func checkNames(_ node: Node?, or words: [String]) {
    guard let node else { return }
    let names = node.elements ?? [node]
    for name in names {
      guard let text = name.string else { continue }
      checkName(text, or: words, at: name.location)
      if text == FigureLanguage.snapshot, words.contains(text), names.count > 1 {
        report(.broken(message: "'\(text)' stands alone", hint: "put the rest into rows"), name)
      }
    }
  }

  private mutating func checkName(_ name: String, or words: [String], at place: SourceLocation) {
    guard !words.contains(name), !paths.contains(Path(name)) else { return }
    let nearest =
      Spelling.nearest(to: name, among: words)
      ?? LanguagePaths.nearest(to: Path(name), among: paths)
    diagnostics.append(Diagnostic(.unknownPath(Path(name), nearest: nearest), at: place))
  }

  private mutating func checkCondition(_ entry: Entry) {
    guard entry.key == "case" else {
      return checkName(entry.key, or: ["case"], at: entry.keyLocation)
    }
    for name in entry.value.elements ?? [entry.value] {
      guard let text = name.string, !cases.contains(text) else { continue }
      report(.unknownCase(text, Diagnostic.Nearest(to: text, among: cases)), name)
    }
  }

  private mutating func report(_ problem: Diagnostic.Problem, _ node: Node) {
    diagnostics.append(Diagnostic(problem, at: node.location))
  }
}
