package import YAML

/// All that an experiment's author is told, in words; the only place that has them.
extension Diagnostic {
  /// What is wrong, in one clause without a full stop.
  package var message: String {
    switch problem {
    case .syntax(let error): error.message
    case .file(let path, .missing): "no file '\(path)'"
    case .file(let path, .isDirectory): "'\(path)' is a directory"
    case .file(let path, .noPermission): "no permission to read '\(path)'"
    case .file(let path, .tooMany(let reason)): "'\(path)' is not read: \(reason) extend each other"
    case .file(let path, .other(let reason)): "cannot read '\(path)': \(reason)"
    case .extendsItself: "this file extends itself"
    case .wrongType(let expected, let found), .wrongValue(let expected, let found):
      "expected \(expected), found \(found)"
    case .wrongCount(let expected, let found): "expected \(expected), found \(found)"
    case .unknownKey(let key, let owner, _, _): "unknown key '\(key)'" + Diagnostic.place(owner)
    case .missingKey(let key, let owner, _): "missing key '\(key)'" + Diagnostic.place(owner)
    case .unknownKind(let name, let noun, _): "unknown \(noun) '\(name)'"
    case .unknownChoice(let name, _): "unknown choice '\(name)'"
    case .exclusiveKeys(let key, let other): "'\(key)' and '\(other)' exclude each other"
    case .broken(let message, _): message
    case .unknownPath(let path, _): "unknown path '\(path)'"
    case .unsweepablePath(let path): "'\(path)' cannot be swept"
    case .notAnOverride(let text): "'\(text)' is not an override"
    case .overrideIsSwept(let path, let setter, _):
      "'\(path)' is set by \(Diagnostic.name(setter)) for every run"
    case .setTwice(let path, let setter, let other, _):
      "'\(path)' is set by \(Diagnostic.name(setter)) and by \(Diagnostic.name(other))"
    case .emptyAxis(let path): "no values for '\(path)'"
    case .unequalZip(let path, let count, let first, let firstCount, _):
      "'\(path)' has \(Diagnostic.values(count)), but '\(first)' has \(firstCount)"
    case .emptySweep(let what): "no \(what)"
    case .notOneList(let path, _): "'\(path)' takes one list of values"
    case .notOneDistribution(let path, _): "'\(path)' takes one distribution"
    case .notInteger(let path, let distribution):
      "'\(path)' takes integers, which '\(distribution)' does not draw"
    case .repeatedColumn(let path): "two columns for '\(path)'"
    case .wrongRow(let expected, let found):
      "\(Diagnostic.values(found)) in a line for \(expected) \(expected == 1 ? "path" : "paths")"
    case .unclosedQuote: "this quote is not closed"
    case .unknownBlock(let number, _): "the sweep has no block \(number)"
    case .noBlock(let path, _): "'\(path)' of which block of the sweep?"
    case .appliesToNothing: "this condition holds for no run"
    case .unevenSobol(let count): "\(count) points of a Sobol sequence are uneven"
    case .tooManyDimensions(let limit): "a Sobol sequence draws at most \(limit) paths"
    case .unmeasured(let name, _): "metric '\(name)' is not computed in every run"
    case .unknownCase(let name, _): "unknown case '\(name)'"
    case .repeatedSeed(let seed): "seed \(seed) is listed twice"
    case .excludesNothing: "this exclusion matches no run"
    case .excludesEverything: "the exclusions leave no run"
    case .tooManyRuns(let limit): "the sweep asks for more than \(limit) runs"
    case .sharedID(let id): "two different runs have the id \(id)"
    case .claim(let problem): problem.message
    case .sameRuns(let name, let other): "case '\(name)' asks for the same runs as case '\(other)'"
    }
  }

  /// What was expected or what to do, for the end of the line with the caret; nil where there is nothing to add.
  package var hint: String? {
    switch problem {
    case .syntax(let error): error.hint
    case .file(_, .isDirectory): "expected a file"
    case .file: nil
    case .extendsItself(let chain): chain.joined(separator: " extends ")
    case .wrongType, .wrongValue, .wrongCount: nil
    case .unknownKey(_, _, let nearest, let kinds):
      Diagnostic.hint(nearest, unless: kinds.first.map { "kind '\($0)' has it" })
    case .missingKey(_, _, let expected): "expected \(expected)"
    case .unknownKind(_, _, let nearest), .unknownChoice(_, let nearest): Diagnostic.hint(nearest)
    case .unknownCase(_, let nearest):
      nearest.known.isEmpty ? "the sweep has no cases" : Diagnostic.hint(nearest)
    case .exclusiveKeys: "remove one of the two"
    case .broken(_, let hint): hint
    case .unknownPath(let path, let nearest):
      nearest == path.text
        ? "other kinds have it, not the one chosen here" : nearest.map { "did you mean '\($0)'?" }
    case .unsweepablePath: "it does not change a run"
    case .notAnOverride: "expected path=value, such as flow.step=0.1"
    case .overrideIsSwept(let path, .grid, _): "override sweep.grid.\(path) instead"
    case .overrideIsSwept(let path, .zip, _): "override sweep.zip.\(path) instead"
    case .overrideIsSwept(_, .seeds, _): "override seeds instead"
    case .overrideIsSwept: nil
    case .setTwice: "a run takes one value for a path"
    case .emptyAxis: "expected a list of at least one value"
    case .unequalZip: "lists under zip have one length"
    case .emptySweep: "expected at least one"
    case .notOneList(_, let names): "expected one of " + names.joined(separator: ", ")
    case .notOneDistribution(_, let names): "expected one of " + names.joined(separator: ", ")
    case .notInteger: "expected {integers: [first, last]} or a choice"
    case .repeatedColumn: "a run takes one value for a path"
    case .wrongRow: "an empty cell leaves its path alone"
    case .unclosedQuote: "expected a quote at the end of the cell"
    case .unknownBlock(_, let count): "expected a number from 0 to \(count - 1)"
    case .noBlock(let path, _): "override sweep.0.\(path), or that of another block"
    case .appliesToNothing: nil
    case .unevenSobol(let count):
      "expected a power of two, such as \(Diagnostic.powersOfTwo(around: count))"
    case .tooManyDimensions: "draw the others by latin-hypercube or random"
    case .unmeasured(_, let nearest): Diagnostic.hint(nearest)
    case .repeatedSeed: "seeds differ"
    case .excludesNothing(let name?, let path?): "case '\(name)' sets '\(path)' itself"
    case .excludesNothing, .excludesEverything, .sameRuns: nil
    case .claim(let problem): problem.hint
    case .sharedID: "a chance of one in millions: change any value of one of them a little"
    case .tooManyRuns: "leave out values, or split the experiment"
    }
  }

  /// Other places that belong to the problem, with what each is.
  package var notes: [(location: SourceLocation, label: String)] {
    switch problem {
    case .syntax(let error): error.note.map { [$0] } ?? []
    case .overrideIsSwept(_, let setter, let place): [(place, "by \(Diagnostic.name(setter)) here")]
    case .setTwice(_, _, let other, let place): [(place, "by \(Diagnostic.name(other)) here")]
    case .unequalZip(_, _, let first, _, let place): [(place, "'\(first)' is here")]
    default: []
    }
  }

  private static func place(_ owner: Path) -> String {
    owner.components.isEmpty ? "" : " in '\(owner)'"
  }

  private static func name(_ setter: Setter) -> String {
    switch setter {
    case .override: "an override"
    case .case(let name): "case '\(name)'"
    case .zip: "zip"
    case .points: "points"
    case .draws(let name): name
    case .grid: "grid"
    case .seeds: "seeds"
    }
  }

  /// The powers of two below and above a count that is none.
  private static func powersOfTwo(around count: Int) -> String {
    let above = 1 << (Int.bitWidth - (count - 1).leadingZeroBitCount)
    return "\(above / 2) or \(above)"
  }

  private static func values(_ count: Int) -> String {
    count == 1 ? "1 value" : "\(count) values"
  }

  /// The nearest name if there is one, else `other`, else all names.
  private static func hint(_ nearest: Nearest, unless other: String? = nil) -> String? {
    if let suggestion = nearest.suggestion { return "did you mean '\(suggestion)'?" }
    if let other { return other }
    switch nearest.known.count {
    case 0: return "expected no keys"
    case 1: return "expected '\(nearest.known[0])'"
    default: return "expected one of " + nearest.known.joined(separator: ", ")
    }
  }
}
