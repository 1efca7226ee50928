/// Text for a terminal: labels in a column at the left, paragraphs wrapped beside them.
struct HangingText {
  /// The widest line.
  let width: Int
  /// The lines so far, each ending in a line break.
  private(set) var text = ""

  /// A text whose lines have at most `width` characters, unless a single word has more.
  init(width: Int) {
    self.width = width
  }

  /// Adds an empty line, unless nothing stands above it.
  mutating func space() {
    if !text.isEmpty { text += "\n" }
  }

  /// Adds a paragraph, indented.
  mutating func paragraph(_ words: String, indentation: Int = 0) {
    add(words, first: indent(indentation), rest: indentation)
  }

  /// Adds labelled paragraphs, their texts in one column.
  mutating func labelled(_ rows: [(label: String, texts: [String])], indentation: Int) {
    let widest = rows.map(\.label.count).filter { $0 <= HangingText.widestLabel }.max() ?? 0
    let column = indentation + widest + 2
    for (label, texts) in rows {
      for (index, words) in texts.enumerated() {
        guard index == 0 else {
          add(words, first: indent(column), rest: column)
          continue
        }
        let start = indent(indentation) + label
        if start.count + 2 > column {
          text += start + "\n"
          add(words, first: indent(column), rest: column)
        } else {
          add(words, first: start + indent(column - start.count), rest: column)
        }
      }
    }
  }

  /// Labels that are wider stand on a line of their own.
  private static let widestLabel = 24

  private mutating func add(_ words: String, first: String, rest: Int) {
    var line = first
    var isFresh = true
    for word in words.split(separator: " ") {
      if !isFresh && line.count + 1 + word.count > width {
        text += line + "\n"
        line = indent(rest)
        isFresh = true
      }
      line += (isFresh ? "" : " ") + word
      isFresh = false
    }
    text += line + "\n"
  }

  private func indent(_ count: Int) -> String { String(repeating: " ", count: count) }
}
