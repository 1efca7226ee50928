internal import YAML

/// One `path=value` of the command line.
package struct Override: Sendable {
  /// The argument as it was written.
  package let text: String
  /// Its number on the command line, for messages.
  package let argument: Int

  /// The override that argument number `argument` writes.
  package init(_ text: String, argument: Int) {
    self.text = text
    self.argument = argument
  }
}

extension Override {
  /// An override that was understood.
  struct Assignment: Sendable {
    /// What it sets, from the top of the file.
    let path: Path
    /// Where each key of the path was written.
    let places: [SourceLocation]
    /// What it sets it to.
    let value: Node
  }

  /// What the override says: a path, and a value typed as YAML.
  ///
  /// `seeds` stands for `sweep.seeds`; behind `sweep.grid.`, `sweep.zip.` and the draws all the rest is one path.
  func assignment() -> (assignment: Assignment?, diagnostics: [Diagnostic]) {
    let source = Source(name: "argument \(argument)", text: text, origin: .argument(argument))
    let scalars = Array(text.unicodeScalars)
    guard let equals = scalars.firstIndex(of: "="), equals > 0 else {
      let whole = place(in: source, 0..<max(scalars.count, 1))
      return (nil, [Diagnostic(.notAnOverride(text), at: whole)])
    }
    var keys: [(name: String, range: Range<Int>)] = []
    var start = 0
    for end in 0...equals where end == equals || scalars[end] == "." {
      keys.append((String(String.UnicodeScalarView(scalars[start..<end])), start..<end))
      start = end + 1
    }
    let document = Document.parse(source, skipping: equals + 1)
    let isEmpty = document.errors.contains { $0.problem == .empty }
    let end = place(in: source, scalars.count..<scalars.count + 1)
    let node = document.root ?? (isEmpty ? Node(.scalar(Scalar("", isPlain: true)), at: end) : nil)
    guard let node, isEmpty || document.errors.isEmpty else {
      return (nil, document.errors.map { Diagnostic(.syntax($0), at: $0.location) })
    }
    let (path, ranges) = Override.fileKeys(keys)
    let places = ranges.map { place(in: source, $0) }
    return (Assignment(path: path, places: places, value: node), [])
  }

  private func place(in source: Source, _ range: Range<Int>) -> SourceLocation {
    SourceLocation(
      source: source, start: SourcePosition(line: 1, column: range.lowerBound + 1),
      end: SourcePosition(line: 1, column: range.upperBound + 1))
  }

  /// The keys as the file nests them.
  private static func fileKeys(
    _ keys: [(name: String, range: Range<Int>)]
  ) -> (path: Path, ranges: [Range<Int>]) {
    let names = keys.map(\.name)
    if names == ["seeds"] { return ("sweep.seeds", [keys[0].range, keys[0].range]) }
    let head: Int
    // A sweep of several blocks takes the number of one.
    let block = names.first == "sweep" && names.count > 1 && Int(names[1]) != nil ? 1 : 0
    switch names.dropFirst(block + 1).first {
    case "grid", "zip", "random", "sobol", "latin-hypercube":
      head = names.first == "sweep" ? block + 2 : names.count
    case "cases": head = names.first == "sweep" ? block + 3 : names.count
    default: head = names.count
    }
    guard names.count > head + 1 else { return (Path(names), keys.map(\.range)) }
    let rest = keys[head...]
    let joined = rest.map(\.name).joined(separator: ".")
    let range = keys[head].range.lowerBound..<keys[keys.count - 1].range.upperBound
    return (Path(names[..<head] + [joined]), keys[..<head].map(\.range) + [range])
  }
}
