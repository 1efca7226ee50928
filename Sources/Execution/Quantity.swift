import Foundation

/// Quantities in words, for displays.
package enum Quantity {
  /// A duration as people say it: `35 ms`, `4.2 s`, `1:05`, `2:03:10`.
  package static func duration(_ seconds: Double) -> String {
    guard seconds.isFinite else { return "–" }
    if seconds < 0.9995 { return "\(Int((seconds * 1000).rounded())) ms" }
    if seconds < 10 { return "\((seconds * 10).rounded() / 10) s" }
    let whole = Int(seconds.rounded())
    if whole < 60 { return "\(whole) s" }
    let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
    return hours > 0
      ? "\(hours):\(twoDigits(minutes)):\(twoDigits(rest))" : "\(minutes):\(twoDigits(rest))"
  }

  /// A number with four significant digits.
  package static func number(_ value: Double) -> String { String(format: "%.4g", value) }

  /// A number with at most three significant digits.
  package static func short(_ value: Double) -> String { String(format: "%.3g", value) }

  private static func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
