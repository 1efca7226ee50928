package import YAML

/// Diagnostics as a compiler prints them: place, message, the line itself and a caret.
package struct DiagnosticRenderer: Sendable {
  /// The widest part of a line that is shown.
  private static let width = 100

  /// The name of the program, which speaks where there is no place to point at.
  private let program: String
  /// Whether to write escape sequences for a terminal's colours.
  package let colour: Bool

  /// A renderer for what `program` says, for a terminal with `colour` or for anything else without.
  package init(program: String = "gfrun", colour: Bool = false) {
    self.program = program
    self.colour = colour
  }

  /// The most diagnostics that are printed.
  private static let maximumCount = 100

  /// The text of all of `diagnostics`, in their order; each part ends in a line break.
  ///
  /// Of very many only the first are printed, and the number of the others.
  package func text(_ diagnostics: [Diagnostic]) -> String {
    let rest = diagnostics.count - DiagnosticRenderer.maximumCount
    let text = diagnostics.prefix(DiagnosticRenderer.maximumCount).map(text).joined()
    return rest > 0 ? text + "\(program): … and \(rest) more\n" : text
  }

  /// The text of one diagnostic, its notes and the chain of files that led to its place.
  package func text(_ diagnostic: Diagnostic) -> String {
    let severity =
      diagnostic.severity == .error ? paint("error:", "1;31") : paint("warning:", "1;35")
    let place = diagnostic.location.map { DiagnosticRenderer.position($0) + ": " } ?? "\(program): "
    var text = paint(place, "1") + severity + " " + paint(shown(diagnostic.message), "1") + "\n"
    if let location = diagnostic.location {
      text += excerpt(location, label: diagnostic.hint.map(shown))
      text += chain(location.source)
    } else if let hint = diagnostic.hint {
      text += "      " + shown(hint) + "\n"
    }
    for note in diagnostic.notes {
      text += DiagnosticRenderer.position(note.location) + ": " + paint("note:", "1;36") + " "
      text += shown(note.label) + "\n" + excerpt(note.location, label: nil)
    }
    return text
  }

  /// A place as messages write it: `file:line:column`, or `argument 2:column`.
  package static func position(_ location: SourceLocation) -> String {
    let start = location.start
    switch location.source.origin {
    case .file: return "\(location.source.name):\(start.line):\(start.column)"
    case .argument(let number) where start.line == 1: return "argument \(number):\(start.column)"
    case .argument(let number): return "argument \(number):\(start.line):\(start.column)"
    }
  }

  /// The line of a place, with a caret and tildes under it and the label after them.
  private func excerpt(_ location: SourceLocation, label: String?) -> String {
    let start = location.start
    let number: String
    switch location.source.origin {
    case .file: number = String(start.line)
    case .argument: number = ""
    }
    let gutter = String(repeating: " ", count: max(0, 5 - number.count)) + number + " | "
    let margin = String(repeating: " ", count: max(5, number.count)) + " | "
    let line = Array(location.source.line(start.line).unicodeScalars)
    let column = min(start.column - 1, line.count)
    let first =
      column > DiagnosticRenderer.width * 4 / 5 ? column - DiagnosticRenderer.width / 2 : 0
    let last = min(line.count, first + DiagnosticRenderer.width)
    let stop = location.end.line == start.line ? location.end.column - 1 : line.count
    let marked = line[column..<max(column, min(stop, last))]
    let indent = (first > 0 ? "… " : "") + DiagnosticRenderer.blank(line[first..<column])
    let caret = "^" + String(repeating: "~", count: max(0, DiagnosticRenderer.width(marked) - 1))
    var text = gutter + (first > 0 ? "… " : "") + DiagnosticRenderer.shown(line[first..<last])
    text += (last < line.count ? " …" : "") + "\n"
    text += margin + indent.replacing("…", with: " ") + paint(caret, "1;32")
    return text + (label.map { " " + $0 } ?? "") + "\n"
  }

  /// The files that led to `source`, from the nearest on.
  private func chain(_ source: Source) -> String {
    guard let place = source.extendedBy else { return "" }
    return "      extended by " + DiagnosticRenderer.position(place) + "\n" + chain(place.source)
  }

  private func paint(_ text: String, _ code: String) -> String {
    colour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  /// The text without what would break its line or drive the terminal.
  private func shown(_ text: String) -> String {
    DiagnosticRenderer.shown(Array(text.unicodeScalars)[...])
  }

  /// The characters without those that would move the cursor or drive the terminal.
  private static func shown(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    for scalar in scalars {
      let isControl =
        switch scalar.properties.generalCategory {
        case .control: scalar != "\t"
        case .lineSeparator, .paragraphSeparator: true
        case .format:
          (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
        default: false
        }
      view.append(isControl ? "\u{FFFD}" : scalar)
    }
    return String(view)
  }

  /// White space as wide as `scalars`; tabs stay tabs.
  private static func blank(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    scalars.map { $0 == "\t" ? "\t" : String(repeating: " ", count: width([$0])) }.joined()
  }

  /// The columns that a terminal gives to `scalars`: two for East Asian wide characters and emoji,
  /// none for combining marks.
  private static func width(_ scalars: ArraySlice<Unicode.Scalar>) -> Int {
    scalars.reduce(0) { sum, scalar in
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .format: return sum
      default: break
      }
      switch scalar.value {
      case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
        0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD,
        // Emoji among the older symbols.
        0x231A...0x231B, 0x23E9...0x23EC, 0x23F0, 0x23F3, 0x25FD...0x25FE, 0x2614...0x2615,
        0x2648...0x2653, 0x267F, 0x2693, 0x26A1, 0x26AA...0x26AB, 0x26BD...0x26BE,
        0x26C4...0x26C5, 0x26CE, 0x26D4, 0x26EA, 0x26F2...0x26F3, 0x26F5, 0x26FA, 0x26FD, 0x2705,
        0x270A...0x270B, 0x2728, 0x274C, 0x274E, 0x2753...0x2755, 0x2757, 0x2795...0x2797, 0x27B0,
        0x27BF, 0x2B1B...0x2B1C, 0x2B50, 0x2B55, 0x1F004, 0x1F0CF, 0x1F18E, 0x1F191...0x1F19A,
        0x1F200...0x1F2FF:
        return sum + 2
      default: return sum + 1
      }
    }
  }
}
