internal import YAML

/// A CSV file (RFC 4180) of points: the first line names paths, every other has a value for each.
///
/// Cells are YAML: a number is a number, `[8, 8]` in quotes a list. An empty cell sets nothing.
struct PointTable {
  let source: Source
  private(set) var points: [[Sweep.Assignment]] = []
  private(set) var diagnostics: [Diagnostic] = []
  private var columns: [(path: Path, place: SourceLocation, isSound: Bool)] = []

  init(_ source: Source) {
    self.source = source
  }

  /// Reads the whole table.
  mutating func read() {
    var rows = CSVRows(source)
    while var row = rows.next() {
      // A quote that is not closed takes in the rest of the table: only what stands before it counts.
      let isOpen = rows.unclosedQuote != nil
      if isOpen { row.removeLast() }
      if row.allSatisfy(\.text.isEmpty), row.count <= 1 { continue }
      if columns.isEmpty { readHeader(row) } else { readPoint(row, isOpen: isOpen) }
    }
    if let place = rows.unclosedQuote {
      diagnostics.append(Diagnostic(.unclosedQuote, at: place))
    }
  }

  private mutating func readHeader(_ row: [CSVRows.Cell]) {
    for cell in row {
      let path = Path(cell.text)
      let isRepeated = columns.contains { $0.path == path }
      if isRepeated {
        diagnostics.append(Diagnostic(.repeatedColumn(path), at: cell.location))
      } else if cell.text.isEmpty {
        let problem = Diagnostic.Problem.wrongValue(expected: "a path", found: "nothing")
        diagnostics.append(Diagnostic(problem, at: cell.location))
      }
      columns.append((path, cell.location, !isRepeated && !cell.text.isEmpty))
    }
  }

  /// Reads a row; one that `isOpen` misses its last cells.
  private mutating func readPoint(_ row: [CSVRows.Cell], isOpen: Bool) {
    guard row.count == columns.count || isOpen && row.count < columns.count else {
      let problem = Diagnostic.Problem.wrongRow(expected: columns.count, found: row.count)
      return diagnostics.append(Diagnostic(problem, at: row[0].location))
    }
    var assignments: [Sweep.Assignment] = []
    for (cell, column) in zip(row, columns) where column.isSound && !cell.text.isEmpty {
      guard let value = value(of: cell) else { continue }
      assignments.append(
        Sweep.Assignment(path: column.path, place: column.place, value: value))
    }
    points.append(assignments)
  }

  private mutating func value(of cell: CSVRows.Cell) -> Node? {
    guard cell.text.hasPrefix("[") || cell.text.hasPrefix("{") else {
      return Node(.scalar(Scalar(cell.text, isPlain: true)), at: cell.location)
    }
    let document = Document.parse(bytes: Array(cell.text.utf8), name: source.name)
    diagnostics += document.errors.map { Diagnostic(.syntax($0), at: cell.location) }
    return document.root?.placed(at: cell.location)
  }
}

extension Node {
  /// The node with one place for every part of it.
  fileprivate func placed(at place: SourceLocation) -> Node {
    switch content {
    case .scalar: return Node(content, at: place)
    case .sequence(let elements):
      return Node(.sequence(elements.map { $0.placed(at: place) }), at: place)
    case .mapping(let entries):
      let placed = entries.map { entry in
        Entry(key: entry.key, keyLocation: place, value: entry.value.placed(at: place))
      }
      return Node(.mapping(placed), at: place)
    }
  }
}

/// The rows of a CSV text, cell by cell with their places.
struct CSVRows {
  /// One cell: its text without quotes and outer blanks.
  struct Cell {
    let text: String
    let location: SourceLocation
  }

  private let source: Source
  private let scalars: [Unicode.Scalar]
  private var index = 0
  private var position = SourcePosition(line: 1, column: 1)
  /// Where a quote was opened that is not closed; nil while all are.
  private(set) var unclosedQuote: SourceLocation?

  init(_ source: Source) {
    self.source = source
    scalars = Array(source.text.unicodeScalars)
  }

  /// The next row, which has at least one cell; nil at the end of the text.
  mutating func next() -> [Cell]? {
    guard index < scalars.count else { return nil }
    var row = [cell()]
    while index < scalars.count, scalars[index] == "," {
      advance()
      row.append(cell())
    }
    if index < scalars.count, scalars[index] == "\r" { advance() }
    if index < scalars.count, scalars[index] == "\n" { advance() }
    return row
  }

  private mutating func cell() -> Cell {
    while index < scalars.count, scalars[index] == " " { advance() }
    let start = position
    if index < scalars.count, scalars[index] == "\"" { return quotedCell(from: start) }
    var text = String.UnicodeScalarView()
    while index < scalars.count, !CSVRows.endsCell(scalars[index]) {
      text.append(scalars[index])
      advance()
    }
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return Cell(text: String(text), location: location(from: start))
  }

  private mutating func quotedCell(from start: SourcePosition) -> Cell {
    var text = String.UnicodeScalarView()
    advance()
    var isClosed = false
    while index < scalars.count {
      if scalars[index] == "\"" {
        advance()
        isClosed = index == scalars.count || scalars[index] != "\""
        if isClosed { break }
      }
      text.append(scalars[index])
      advance()
    }
    let place = location(from: start)
    if !isClosed { unclosedQuote = place }
    while index < scalars.count, !CSVRows.endsCell(scalars[index]) { advance() }
    return Cell(text: String(text), location: place)
  }

  private mutating func advance() {
    let isBreak = scalars[index] == "\n"
    index += 1
    position =
      isBreak
      ? SourcePosition(line: position.line + 1, column: 1)
      : SourcePosition(line: position.line, column: position.column + 1)
  }

  private func location(from start: SourcePosition) -> SourceLocation {
    var end = position
    if end == start { end.column += 1 }
    return SourceLocation(source: source, start: start, end: end)
  }

  private static func endsCell(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "," || scalar == "\n" || scalar == "\r"
  }
}
