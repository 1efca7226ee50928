import Foundation

/// Numbers as the tables show them.
package enum Figures {
  /// Three significant digits, no exponent: `0.543`, `2.31`, `13000`.
  package static func significant(_ value: Double) -> String {
    guard value.isFinite else { return "–" }
    guard value != 0 else { return "0" }
    let digits = max(0, 2 - Int(log10(abs(value)).rounded(.down)))
    let text = String(format: "%.\(digits)f", value)
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
