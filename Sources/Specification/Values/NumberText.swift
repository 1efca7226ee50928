/// Numbers as text that reads back to the same bits.
package enum NumberText {
  /// The shortest digits that read back, written as ECMAScript writes them (RFC 8785, section 3.2.2.3).
  ///
  /// So `1.0` is `1`, `1e-8` is `1e-8`, and any two texts of one number become the same text.
  package static func canonical(_ number: Double) -> String {
    precondition(number.isFinite, "JSON has no number \(number)")
    if number == 0 { return "0" }
    if let integer = Int(exactly: number), abs(integer) < 1 << 53 { return String(integer) }
    let (digits, point) = decimal(abs(number))
    let sign = number < 0 ? "-" : ""
    switch point {
    case 1...21 where digits.count <= point:
      return sign + digits + String(repeating: "0", count: point - digits.count)
    case 1...21:
      return sign + digits.prefix(point) + "." + digits.dropFirst(point)
    case -5...0:
      return sign + "0." + String(repeating: "0", count: -point) + digits
    default:
      let exponent = point - 1
      let fraction = digits.count > 1 ? "." + digits.dropFirst() : ""
      return sign + digits.prefix(1) + fraction + "e" + (exponent < 0 ? "" : "+") + String(exponent)
    }
  }

  /// A form that YAML 1.1 readers take for a floating-point number too: `1.0e-8`, never `1` or `1e-8`.
  package static func yaml(_ number: Double) -> String {
    let text = canonical(number)
    if text.contains(".") { return text }
    guard let exponent = text.firstIndex(of: "e") else { return text + ".0" }
    return text[..<exponent] + ".0" + text[exponent...]
  }

  /// The number with at most `count` significant digits that is nearest to `number`.
  ///
  /// The digits rounded are the shortest that read back; a tie goes away from zero.
  package static func rounded(_ number: Double, digits count: Int) -> Double {
    precondition((1...17).contains(count), "a number has 1 to 17 digits")
    guard number.isFinite, number != 0 else { return number }
    let (digits, point) = decimal(abs(number))
    guard digits.count > count, let whole = Int(digits.prefix(count)) else { return number }
    let next = digits.utf8[digits.utf8.index(digits.utf8.startIndex, offsetBy: count)]
    let text = "\(whole + (next >= UInt8(ascii: "5") ? 1 : 0))e\(point - count)"
    guard let size = Double(text) else { preconditionFailure("'\(text)' is a number") }
    return number < 0 ? -size : size
  }

  /// The shortest digits of a positive number, and the place of the decimal point from their start.
  private static func decimal(_ number: Double) -> (digits: String, point: Int) {
    let text = number.description
    let parts = text.split(separator: "e")
    let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let whole = mantissa[0]
    let fraction = mantissa.count > 1 ? mantissa[1] : ""
    let all = whole + fraction
    let leading = all.prefix { $0 == "0" }.count
    var digits = String(all.dropFirst(leading))
    while digits.hasSuffix("0") { digits.removeLast() }
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    return (digits, whole.count - leading + exponent)
  }
}
