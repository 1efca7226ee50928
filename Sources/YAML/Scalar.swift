/// A scalar as it was written, before anything is made of it.
package struct Scalar: Sendable, Hashable {
  /// The text, with quotes and escapes resolved.
  package var text: String
  /// Whether the scalar may be something other than a string: it is neither quoted nor tagged `!!str`.
  package var isPlain: Bool

  /// The scalar `text`.
  package init(_ text: String, isPlain: Bool) {
    self.text = text
    self.isPlain = isPlain
  }

  /// What the scalar means by the core schema of YAML 1.2.2, section 10.3.2.
  ///
  /// So `yes`, `no`, `on` and `off` are strings, `1e-4` is a number and `010` is ten. An integer that
  /// 64 bits cannot hold is a number.
  package var resolved: Resolved {
    guard isPlain else { return .string(text) }
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE": return .boolean(true)
    case "false", "False", "FALSE": return .boolean(false)
    default: return Scalar.number(text) ?? .string(text)
    }
  }

  /// What a scalar can mean.
  package enum Resolved: Sendable, Hashable {
    case null
    case boolean(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
  }

  /// The number that `text` writes; nil where it writes none.
  private static func number(_ text: String) -> Resolved? {
    var digits = Array(text.utf8)[...]
    guard let first = digits.first, isDigit(first) || "+-.".utf8.contains(first) else { return nil }
    if let prefixed = prefixedInteger(text) { return prefixed }
    var sign = 1.0
    if first == UInt8(ascii: "+") || first == UInt8(ascii: "-") {
      sign = first == UInt8(ascii: "-") ? -1 : 1
      digits = digits.dropFirst()
    }
    switch String(decoding: digits, as: UTF8.self) {
    case ".inf", ".Inf", ".INF": return .number(sign * .infinity)
    case ".nan", ".NaN", ".NAN": return digits.count == text.utf8.count ? .number(.nan) : nil
    default: break
    }
    guard let isInteger = decimalForm(digits) else { return nil }
    if isInteger, let integer = Int(text) { return .integer(integer) }
    return Double(normalised(text)).map(Resolved.number)
  }

  /// `0x1F` and `0o17`; the core schema gives them no sign.
  private static func prefixedInteger(_ text: String) -> Resolved? {
    let radix: Int
    if text.hasPrefix("0x") {
      radix = 16
    } else if text.hasPrefix("0o") {
      radix = 8
    } else {
      return nil
    }
    let digits = text.utf8.dropFirst(2)
    guard let first = digits.first, first != UInt8(ascii: "+"), first != UInt8(ascii: "-") else {
      return nil
    }
    return Int(text.dropFirst(2), radix: radix).map(Resolved.integer)
  }

  /// Whether unsigned `digits` match `[0-9]+` (true) or the float form of the core schema (false).
  ///
  /// The float form is `( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`.
  private static func decimalForm(_ digits: ArraySlice<UInt8>) -> Bool? {
    let whole = digits.prefix(while: isDigit)
    var rest = digits.dropFirst(whole.count)
    if rest.isEmpty { return whole.isEmpty ? nil : true }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      let fraction = rest.prefix(while: isDigit)
      if whole.isEmpty && fraction.isEmpty { return nil }
      rest = rest.dropFirst(fraction.count)
    } else if whole.isEmpty {
      return nil
    }
    if rest.isEmpty { return false }
    guard rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") else { return nil }
    rest = rest.dropFirst()
    if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") {
      rest = rest.dropFirst()
    }
    return !rest.isEmpty && rest.allSatisfy(isDigit) ? false : nil
  }

  /// The same number in a form `Double` reads: with a digit on both sides of the point.
  private static func normalised(_ text: String) -> String {
    guard let point = text.firstIndex(of: ".") else { return text }
    let after = text.index(after: point)
    let before = text[..<point]
    let needsWhole = !(before.last?.isNumber ?? false)
    let needsFraction = after == text.endIndex || !text[after].isNumber
    return before + (needsWhole ? "0." : ".") + (needsFraction ? "0" : "") + text[after...]
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
