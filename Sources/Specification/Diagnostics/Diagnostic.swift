package import YAML

/// One thing that is wrong with an experiment, as data; `DiagnosticText` puts it into words.
package struct Diagnostic: Sendable, Hashable {
  /// How bad it is.
  package typealias Severity = Finding.Severity

  /// Whether the experiment can be run all the same.
  package let severity: Severity
  /// The place to point at; nil where there is no text to point into.
  package let location: SourceLocation?
  /// What is wrong.
  package let problem: Problem

  /// A problem at a place.
  package init(
    _ problem: Problem, at location: SourceLocation?, severity: Severity = .error
  ) {
    self.problem = problem
    self.location = location
    self.severity = severity
  }

  /// The diagnostics without repetitions, in the order of their sources and positions in them.
  ///
  /// The sources come in the order in which `sources` names them, then all others.
  package static func sorted(_ diagnostics: [Diagnostic], sources: [Source]) -> [Diagnostic] {
    var ranks: [String: Int] = [:]
    for source in sources where ranks[source.name] == nil { ranks[source.name] = ranks.count }
    var seen: Set<Diagnostic> = []
    let unique = diagnostics.filter { seen.insert($0).inserted }.enumerated()
    typealias Ranked = (offset: Int, element: Diagnostic)
    let ordered = unique.sorted { (a: Ranked, b: Ranked) in
      let place = (a.element.place(in: ranks), b.element.place(in: ranks))
      return place.0 == place.1 ? a.offset < b.offset : place.0 < place.1
    }
    return ordered.map(\.element)
  }

  private func place(in ranks: [String: Int]) -> (Int, Int, Int) {
    guard let location else { return (-1, 0, 0) }
    let start = location.start
    if let rank = ranks[location.source.name] { return (rank, start.line, start.column) }
    let argument = if case .argument(let number) = location.source.origin { number } else { 0 }
    return (ranks.count + argument, start.line, start.column)
  }
}

/// Why an experiment cannot be used.
package struct SpecificationFailure: Error, Sendable {
  /// What kind of failure it is, which decides the exit code.
  package enum Kind: Sendable, Hashable {
    /// The text is wrong.
    case invalid
    /// The file, or one that it extends, does not exist.
    case missing
    /// The file may not be read.
    case permission
    /// The file could not be read for another reason.
    case unreadable
  }

  /// What kind of failure it is.
  package let kind: Kind
  /// All that is wrong, sorted by position.
  package let diagnostics: [Diagnostic]

  /// A failure of a kind.
  package init(_ kind: Kind, _ diagnostics: [Diagnostic]) {
    self.kind = kind
    self.diagnostics = diagnostics
  }

  /// The exit code of sysexits.h: data error 65, no input 66, input/output 74, no permission 77.
  package var exitCode: Int32 {
    switch kind {
    case .invalid: 65
    case .missing: 66
    case .unreadable: 74
    case .permission: 77
    }
  }
}
