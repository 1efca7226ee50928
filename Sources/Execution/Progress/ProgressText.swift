/// The words and numbers of the progress displays.
enum ProgressText {
  /// A bar of `width` cells, filled to `fraction` with eighths of a cell.
  static func bar(_ fraction: Double, width: Int) -> String {
    let eighths = Int((min(max(fraction, 0), 1) * Double(width * 8)).rounded(.down))
    let (full, rest) = eighths.quotientAndRemainder(dividingBy: 8)
    let partial = rest == 0 ? "" : String(["▏", "▎", "▍", "▌", "▋", "▊", "▉"][rest - 1])
    let filled = String(repeating: "█", count: full) + partial
    return filled + String(repeating: "░", count: width - full - (rest == 0 ? 0 : 1))
  }

  /// `text` cut or padded to `width` characters.
  static func fit(_ text: String, _ width: Int) -> String {
    if text.count > width { return String(text.prefix(max(width - 1, 0))) + "…" }
    return text + String(repeating: " ", count: width - text.count)
  }
}
