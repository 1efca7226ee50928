/// A text that nodes and errors point into: a file, or one argument of the command line.
package final class Source: Sendable {
  /// What a source is, which decides how a position in it is written.
  package enum Origin: Sendable, Hashable {
    /// A file; positions are `path:line:column`.
    case file
    /// The argument of this number on the command line; positions are `argument 2:column`.
    case argument(Int)
  }

  /// What messages call the source: the path as the user wrote it, or `argument 2`.
  package let name: String
  /// Whether this is a file or an argument.
  package let origin: Origin
  /// The whole text, without a byte order mark; bytes that are not UTF-8 read U+FFFD.
  package let text: String
  /// The place that named this file in `extends`; nil for the file the user asked for.
  package let extendedBy: SourceLocation?

  /// A source over `text`.
  package init(
    name: String, text: String, origin: Origin = .file, extendedBy: SourceLocation? = nil
  ) {
    self.name = name
    self.text = text
    self.origin = origin
    self.extendedBy = extendedBy
  }

  /// The place of the first character.
  package var beginning: SourceLocation {
    SourceLocation(
      source: self, start: SourcePosition(line: 1, column: 1),
      end: SourcePosition(line: 1, column: 2))
  }

  /// The text of one line, counted from 1, without its line break; empty beyond the last line.
  ///
  /// Lines end where libyaml ends them: at CR, LF, CR LF, U+0085, U+2028 and U+2029.
  package func line(_ number: Int) -> String {
    var current = 1
    var line = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      defer { previous = scalar }
      guard Source.isLineBreak(scalar) else {
        if current == number { line.append(scalar) }
        continue
      }
      if scalar == "\n", previous == "\r" { continue }
      if current == number { break }
      current += 1
    }
    return String(line)
  }

  /// The position of the character (Unicode scalar) at `offset`, counted from 0.
  package func position(ofScalar offset: Int) -> SourcePosition {
    var position = SourcePosition(line: 1, column: 1)
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars.prefix(offset) {
      if !Source.isLineBreak(scalar) {
        position.column += 1
      } else if !(scalar == "\n" && previous == "\r") {
        position = SourcePosition(line: position.line + 1, column: 1)
      }
      previous = scalar
    }
    return position
  }

  private static func isLineBreak(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }
}
