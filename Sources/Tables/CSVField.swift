/// One field of comma-separated values (RFC 4180).
package enum CSVField {
  /// `text` as a field: in quotes where a comma, a quote or a line break stands in it.
  package static func text(_ text: String) -> String {
    guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
