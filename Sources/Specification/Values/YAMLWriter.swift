internal import YAML

/// Values as YAML that a reader likes to read and that every YAML reader, of 1.1 or 1.2, reads alike.
package enum YAMLWriter {
  /// The width from which a list or a small mapping goes on lines of its own.
  private static let width = 100

  /// The text of `value`: block style, with lists of scalars and small mappings in flow style.
  package static func text(_ value: Value) -> String {
    var text = ""
    if case .object(let object) = value, !object.members.isEmpty {
      append(object, to: &text, indentation: 0)
    } else {
      text = flow(value) + "\n"
    }
    return text
  }

  private static func append(_ object: Value.Object, to text: inout String, indentation: Int) {
    for member in object.members {
      text += String(repeating: " ", count: indentation) + scalar(member.key) + ":"
      append(member.value, to: &text, indentation: indentation)
    }
  }

  /// What follows `key:` or `-` on a line at `indentation`.
  private static func append(_ value: Value, to text: inout String, indentation: Int) {
    let line = flow(value)
    let nested: [Value]
    switch value {
    case .object(let object): nested = object.members.map(\.value)
    case .list(let elements): nested = elements
    default: nested = []
    }
    let isFlat = nested.allSatisfy { $0.objectOrNil == nil && $0.listOrNil?.isEmpty ?? true }
    if nested.isEmpty || (isFlat && indentation > 0 && line.count + indentation < width) {
      text += " " + line + "\n"
      return
    }
    text += "\n"
    switch value {
    case .object(let object): append(object, to: &text, indentation: indentation + 2)
    default:
      for element in nested {
        text += String(repeating: " ", count: indentation + 2) + "- " + flow(element) + "\n"
      }
    }
  }

  /// The text of `value` on one line, in flow style.
  package static func flow(_ value: Value) -> String {
    switch value {
    case .null: "null"
    case .boolean(let boolean): boolean ? "true" : "false"
    case .integer(let integer): String(integer)
    case .number(let number): NumberText.yaml(number)
    case .string(let text): scalar(text)
    case .list(let elements): "[" + elements.map(flow).joined(separator: ", ") + "]"
    case .object(let object):
      "{" + object.members.map { scalar($0.key) + ": " + flow($0.value) }.joined(separator: ", ")
        + "}"
    }
  }

  /// A string, in quotes where any reader might take it for something else.
  private static func scalar(_ text: String) -> String {
    let isName = text.utf8.allSatisfy { byte in
      switch UInt8(byte) {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: " "):
        true
      default: false
      }
    }
    let startsWithLetter = text.unicodeScalars.first?.properties.isAlphabetic ?? false
    let isWord = isName && startsWithLetter && !text.hasSuffix(" ")
    let isPlain =
      isWord && Scalar(text, isPlain: true).resolved == .string(text)
      && !reserved.contains(text.lowercased())
    return isPlain ? text : escaped(text)
  }

  /// In double quotes, with what JSON leaves as it is and YAML does not allow written as escapes.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in JSONText.quoted(text).unicodeScalars {
      switch scalar.value {
      case 0x7F...0x9F: result += "\\x" + String(scalar.value, radix: 16)
      case 0x2028: result += "\\L"
      case 0x2029: result += "\\P"
      case 0xFEFF, 0xFFFE, 0xFFFF: result += "\\u" + String(scalar.value, radix: 16)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// What YAML 1.1 takes for a boolean or a null.
  private static let reserved: Set<String> = [
    "y", "n", "yes", "no", "on", "off", "true", "false", "null",
  ]
}
