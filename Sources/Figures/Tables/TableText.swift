import Foundation
import Specification

/// A table as Markdown, LaTeX or CSV.
struct TableText {
  let table: MetricTable
  /// What stands above it.
  let title: String
  /// Significant digits of a mean.
  let digits: Int
  /// Where the numbers come from, in a line.
  let origin: String

  /// Columns with bars between them.
  var markdown: String {
    let heads = [table.corner] + table.columnLabels
    var lines = ["<!-- \(origin) -->", "**\(title)** (\(table.note))", ""]
    lines.append("| " + heads.map(Self.escapedBars).joined(separator: " | ") + " |")
    lines.append("| --- |" + String(repeating: " ---: |", count: table.columnLabels.count))
    for (label, cells) in zip(table.rowLabels, table.cells) {
      let texts = [Self.escapedBars(label)] + cells.map { text($0, plusMinus: " ± ") }
      lines.append("| " + texts.joined(separator: " | ") + " |")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A `tabular` with the rules of booktabs.
  var latex: String {
    var lines = ["% \(origin)", "% \(title) (\(table.note)); needs \\usepackage{booktabs}"]
    lines.append(
      "\\begin{tabular}{l" + String(repeating: "r", count: table.columnLabels.count) + "}")
    lines.append("\\toprule")
    let heads = ([table.corner] + table.columnLabels).map(Self.escapedLaTeX)
    lines.append(heads.joined(separator: " & ") + " \\\\")
    lines.append("\\midrule")
    for (label, cells) in zip(table.rowLabels, table.cells) {
      let texts =
        [Self.escapedLaTeX(label)]
        + cells.map { cell in
          cell.map { _ in "$\(text(cell, plusMinus: " \\pm "))$" } ?? "--"
        }
      lines.append(texts.joined(separator: " & ") + " \\\\")
    }
    return (lines + ["\\bottomrule", "\\end{tabular}"]).joined(separator: "\n") + "\n"
  }

  /// A line per row, with a column each for centre, ends of the interval and seeds.
  var csv: String {
    let heads =
      [table.corner]
      + table.columnLabels.flatMap { label in ["", " low", " high", " seeds"].map { label + $0 } }
    var lines = [heads.map(Self.quoted).joined(separator: ",")]
    for (label, cells) in zip(table.rowLabels, table.cells) {
      let numbers = cells.flatMap { cell -> [String] in
        guard let summary = cell?.summary else { return ["", "", "", "0"] }
        return [summary.center, summary.low, summary.high].map {
          $0.isFinite ? NumberText.canonical($0) : ""
        } + [String(summary.count)]
      }
      lines.append(([Self.quoted(label)] + numbers).joined(separator: ","))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func text(_ cell: MetricTable.Cell?, plusMinus: String) -> String {
    guard let cell else { return "–" }
    let summary = cell.summary
    guard summary.count > 0 else {
      return plusMinus.contains("\\") ? "\\text{diverged}" : "diverged"
    }
    let half = (summary.high - summary.low) / 2
    // The half-width has the digits of the mean: more would pretend to know it better.
    let places = Self.places(of: summary.center, digits: digits)
    var text = Self.fixed(summary.center, places)
    if half > 0 { text += plusMinus + Self.fixed(half, places) }
    return text
  }

  /// Decimals that show so many significant digits of a number.
  static func places(of number: Double, digits: Int) -> Int {
    guard number != 0, number.isFinite else { return max(0, digits - 1) }
    return max(0, digits - 1 - Int(log10(abs(number)).rounded(.down)))
  }

  static func fixed(_ number: Double, _ places: Int) -> String {
    String(format: "%.\(places)f", number)
  }

  private static func escapedBars(_ text: String) -> String { text.replacing("|", with: "\\|") }

  private static func escapedLaTeX(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "&", "%", "$", "#", "_", "{", "}": result += "\\\(character)"
      case "\\": result += "\\textbackslash{}"
      case "~": result += "\\textasciitilde{}"
      case "^": result += "\\textasciicircum{}"
      case "·": result += "\\,$\\cdot$\\,"
      case "²": result += "$^2$"
      default: result.append(character)
      }
    }
    return result
  }

  private static func quoted(_ text: String) -> String {
    guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
