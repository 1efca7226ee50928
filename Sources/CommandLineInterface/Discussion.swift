/// What the help of a command says beneath its one sentence, set alike for all commands.
enum Discussion {
  /// Paragraphs, then calls with what they do, then exit codes with what they mean here.
  ///
  /// Calls are written without the program's name; codes that are not listed mean what the help of the
  /// whole program says.
  static func text(
    _ paragraphs: String, examples: KeyValuePairs<String, String>,
    exits: KeyValuePairs<Int32, String> = [:]
  ) -> String {
    var parts = [paragraphs]
    parts.append("EXAMPLES\n" + examples.map(example).joined(separator: "\n"))
    if !exits.isEmpty {
      let codes = exits.map { code, meaning in "  \(padded(code))\(meaning)" }
      parts.append((["EXIT CODES"] + codes).joined(separator: "\n"))
    }
    return parts.joined(separator: "\n\n")
  }

  private static func example(_ call: String, _ does: String) -> String {
    "  \(Program.current.name) \(call)\n      \(does)"
  }

  private static func padded(_ code: Int32) -> String {
    let digits = String(code)
    return digits + String(repeating: " ", count: max(1, 5 - digits.count))
  }
}
