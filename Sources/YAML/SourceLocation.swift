/// A place in a text: a line and a column, both counted from 1, columns in Unicode scalars.
package struct SourcePosition: Hashable, Comparable, Sendable {
  /// The line, counted from 1.
  package var line: Int
  /// The column, counted from 1 in Unicode scalars.
  package var column: Int

  /// The place at `line` and `column`.
  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  package static func < (a: Self, b: Self) -> Bool {
    (a.line, a.column) < (b.line, b.column)
  }
}

/// A stretch of one source, from a position up to, and without, another.
package struct SourceLocation: Sendable {
  /// The text that the positions are in.
  package let source: Source
  /// Where the stretch starts.
  package var start: SourcePosition
  /// Where it ends: the position after its last character.
  package var end: SourcePosition

  /// The stretch of `source` from `start` to `end`.
  package init(source: Source, start: SourcePosition, end: SourcePosition) {
    self.source = source
    self.start = start
    self.end = end
  }
}

extension SourceLocation: Hashable {
  /// Whether both point at the same characters of a source of the same name.
  ///
  /// A file that two others extend is read twice; its errors are still one.
  package static func == (a: Self, b: Self) -> Bool {
    a.start == b.start && a.end == b.end && a.source.name == b.source.name
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(start)
    hasher.combine(end)
    hasher.combine(source.name)
  }
}
