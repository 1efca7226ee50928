import Foundation

/// Numbers as the tables show them.
package enum Figures {
  /// Significant digits without exponent or trailing zeros: `0.543`, `2.31`, `13012`.
  package static func significant(_ value: Double, digits: Int = 3) -> String {
    guard value.isFinite else { return "–" }
    guard value != 0 else { return "0" }
    let decimals = max(0, digits - 1 - Int(log10(abs(value)).rounded(.down)))
    let text = String(format: "%.\(decimals)f", value)
    guard text.contains(".") else { return text }
    let trimmed = text.reversed().drop { $0 == "0" }.drop { $0 == "." }
    return String(trimmed.reversed())
  }

  /// Microseconds: a tenth where that says something, whole ones otherwise.
  package static func microseconds(_ value: Double) -> String {
    String(format: value < 1000 ? "%.1f" : "%.0f", value)
  }

  /// A ratio with two decimals.
  package static func ratio(_ value: Double) -> String { String(format: "%.2f", value) }
}
