import Foundation
import Specification
import Tables

/// A table as plain text, Markdown, LaTeX or CSV.
package struct TableText {
  private let table: TableContent
  /// What stands above it.
  private let title: String
  /// Significant digits of a number.
  private let digits: Int
  /// Where the numbers come from, in a line.
  private let origin: String

  /// The text of `table` under `title`, with so many significant digits, of the given origin.
  package init(table: TableContent, title: String, digits: Int, origin: String) {
    (self.table, self.title, self.digits, self.origin) = (table, title, digits, origin)
  }

  /// Columns with spaces between them, and what the numbers are below.
  package var plain: String {
    var text = TextTable([(table.corner, .left)] + table.columns.map { ($0, .right) })
    for row in table.rows {
      text.append([row.label] + row.cells.map { self.text($0, plusMinus: " ± ") ?? "–" })
    }
    return ([title] + text.lines.map { "  " + $0 } + [table.note]).joined(separator: "\n") + "\n"
  }

  /// Columns with bars between them.
  package var markdown: String {
    let heads = ([table.corner] + table.columns).map(Self.escapedBars)
    var lines = ["<!-- \(origin) -->", "", "**\(title)** (\(table.note))", ""]
    lines.append("| " + heads.joined(separator: " | ") + " |")
    lines.append("| --- |" + String(repeating: " ---: |", count: table.columns.count))
    for row in table.rows {
      let cells = row.cells.map { text($0, plusMinus: " ± ") ?? "–" }
      lines.append("| " + ([Self.escapedBars(row.label)] + cells).joined(separator: " | ") + " |")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A `tabular` with the rules of booktabs.
  package var latex: String {
    var lines = ["% \(origin)", "% \(title) (\(table.note)); needs \\usepackage{booktabs}"]
    lines.append("\\begin{tabular}{l" + String(repeating: "r", count: table.columns.count) + "}")
    lines.append("\\toprule")
    let heads = ([table.corner] + table.columns).map(Self.escapedLaTeX)
    lines.append(heads.joined(separator: " & ") + " \\\\")
    lines.append("\\midrule")
    for row in table.rows {
      let cells = row.cells.map { cell in
        switch cell {
        case .diverged: "diverged"
        case .words(let words): Self.escapedLaTeX(words)
        case .count: text(cell, plusMinus: "") ?? "--"
        default: text(cell, plusMinus: " \\pm ").map { "$\($0.replacing("−", with: "-"))$" } ?? "--"
        }
      }
      lines.append(([Self.escapedLaTeX(row.label)] + cells).joined(separator: " & ") + " \\\\")
    }
    return (lines + ["\\bottomrule", "\\end{tabular}"]).joined(separator: "\n") + "\n"
  }

  /// A line per row; a mean has its ends and its number of seeds in columns of their own.
  package var csv: String {
    let isSummary = table.columns.indices.map { column in
      table.rows.contains { row in
        switch row.cells[column] {
        case .number, .probability, .words, .count: false
        case .summary, .diverged, .missing: true
        }
      }
    }
    let heads = zip(table.columns, isSummary).flatMap { label, isSummary in
      isSummary ? ["", " low", " high", " seeds"].map { label + $0 } : [label]
    }
    var lines = [([table.corner] + heads).map(CSVField.text).joined(separator: ",")]
    for row in table.rows {
      let fields = row.cells.flatMap { cell -> [String] in
        switch cell {
        case .number(let number), .probability(let number): [Self.digits(number)]
        case .words(let words): [CSVField.text(words)]
        case .count(let count, _): [String(count)]
        case .summary(let summary):
          [summary.center, summary.low, summary.high].map(Self.digits) + [String(summary.count)]
        case .diverged, .missing: ["", "", "", "0"]
        }
      }
      lines.append(([CSVField.text(row.label)] + fields).joined(separator: ","))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A cell in words; nil where there is nothing to show.
  private func text(_ cell: TableContent.Cell, plusMinus: String) -> String? {
    switch cell {
    case .missing: return nil
    case .diverged: return "diverged"
    case .words(let words): return words
    case .count(let count, let all): return count == all ? "\(count)" : "\(count) of \(all)"
    case .probability(let chance): return Self.chance(chance)
    case .number(let number):
      return Self.rounded(number, as: number, digits: digits)
    case .summary(let summary):
      let half = (summary.high - summary.low) / 2
      // Both have the decimals that the greater deserves: more would pretend to know it better.
      let greater = max(abs(summary.center), half)
      let mean = Self.rounded(summary.center, as: greater, digits: digits)
      return summary.count > 1 && half > 0
        ? mean + plusMinus + Self.rounded(half, as: greater, digits: digits) : mean
    }
  }

  /// Decimals that show so many significant digits of a number.
  package static func places(of number: Double, digits: Int) -> Int {
    guard number != 0, number.isFinite else { return max(0, digits - 1) }
    return max(0, digits - 1 - Int(log10(abs(number)).rounded(.down)))
  }

  /// A number with the decimals that show so many digits of another, in powers of ten where that is too
  /// small or too large to be read otherwise.
  private static func rounded(_ number: Double, as other: Double, digits: Int) -> String {
    let scale = abs(other)
    guard scale.isFinite, number.isFinite, scale > 0, !(1e-5..<1e7).contains(scale) else {
      return fixed(number, places(of: other, digits: digits))
    }
    let decimals = max(0, digits - 1)
    let written = String(format: "%.\(decimals)e", scale)
    let exponent = written.split(separator: "e").last.flatMap { Int($0) } ?? 0
    return fixed(number / pow(10, Double(exponent)), decimals) + "e\(exponent)"
  }

  private static func chance(_ chance: Double) -> String {
    chance < 0.0001 ? "< 0.0001" : String(format: "%.2g", chance)
  }

  private static func fixed(_ number: Double, _ places: Int) -> String {
    guard number.isFinite else { return number < 0 ? "−∞" : "∞" }
    let digits = String(format: "%.\(places)f", abs(number))
    let isZero = digits.allSatisfy { $0 == "0" || $0 == "." }
    return number < 0 && !isZero ? "−" + digits : digits
  }

  private static func digits(_ number: Double) -> String {
    number.isFinite ? NumberText.canonical(number) : ""
  }

  private static func escapedBars(_ text: String) -> String { text.replacing("|", with: "\\|") }

  /// The characters that LaTeX reads as something else, or may not know in text.
  private static let latexForms: [Character: String] = [
    "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}",
    "·": "$\\cdot$", "²": "$^2$", "ε": "$\\varepsilon$", "χ": "$\\chi$", "∇": "$\\nabla$",
    "φ": "$\\varphi$", "ψ": "$\\psi$", "−": "$-$", "′": "$'$", "‖": "$\\|$",
  ]

  private static func escapedLaTeX(_ text: String) -> String {
    var result = ""
    for character in text {
      if let form = latexForms[character] {
        result += form
      } else {
        if "&%$#_{}".contains(character) { result += "\\" }
        result.append(character)
      }
    }
    return result
  }
}
