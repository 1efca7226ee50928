/// Values as JSON.
package enum JSONText {
  /// The canonical text of RFC 8785 (JCS): sorted keys, shortest numbers, no white space, UTF-8.
  package static func canonical(_ value: Value) -> [UInt8] {
    var bytes: [UInt8] = []
    appendCanonical(value, to: &bytes)
    return bytes
  }

  /// JSON on one line, keys in their own order.
  package static func compact(_ value: Value) -> String {
    var text = ""
    append(value, to: &text, indentation: nil)
    return text
  }

  /// JSON with two spaces a level, keys in their own order, and a line break at its end.
  package static func pretty(_ value: Value) -> String {
    var text = ""
    append(value, to: &text, indentation: 0)
    return text + "\n"
  }

  /// A JSON string with its quotes; escapes only what must be escaped.
  package static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{8}": result += "\\b"
      case "\u{C}": result += "\\f"
      case "\u{0}"..<"\u{20}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// Appends the canonical text of `value`.
  package static func appendCanonical(_ value: Value, to bytes: inout [UInt8]) {
    switch value {
    case .list(let elements):
      bytes.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        appendCanonical(element, to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let object):
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in canonicalOrder(object).enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        bytes.append(contentsOf: quoted(member.key).utf8)
        bytes.append(UInt8(ascii: ":"))
        appendCanonical(member.value, to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    default: bytes.append(contentsOf: scalar(value).utf8)
    }
  }

  /// The members in the order of RFC 8785: by the UTF-16 code units of their keys.
  package static func canonicalOrder(_ object: Value.Object) -> [Value.Object.Member] {
    object.members.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }
  }

  private static func append(_ value: Value, to text: inout String, indentation: Int?) {
    let inner = indentation.map { $0 + 1 }
    let newLine = inner.map { "\n" + String(repeating: "  ", count: $0) } ?? ""
    let lastLine = indentation.map { "\n" + String(repeating: "  ", count: $0) } ?? ""
    let separator = indentation == nil ? ", " : ","
    switch value {
    case .list(let elements) where !elements.isEmpty:
      let isFlat = elements.allSatisfy { $0.listOrNil == nil && $0.objectOrNil == nil }
      text += "["
      for (index, element) in elements.enumerated() {
        if index > 0 { text += isFlat ? ", " : separator }
        if !isFlat { text += newLine }
        append(element, to: &text, indentation: inner)
      }
      text += (isFlat ? "" : lastLine) + "]"
    case .object(let object) where !object.members.isEmpty:
      text += "{"
      for (index, member) in object.members.enumerated() {
        text += (index > 0 ? separator : "") + newLine + quoted(member.key) + ": "
        append(member.value, to: &text, indentation: inner)
      }
      text += lastLine + "}"
    default: text += scalar(value)
    }
  }

  private static func scalar(_ value: Value) -> String {
    switch value {
    case .null: "null"
    case .boolean(let boolean): boolean ? "true" : "false"
    case .integer(let integer): String(integer)
    case .number(let number): NumberText.canonical(number)
    case .string(let text): quoted(text)
    case .list: "[]"
    case .object: "{}"
    }
  }
}
