import Claims
package import Figures
import Results
import Specification

extension Comparison {
  /// The rows as people read them, with significant `digits`.
  package func text(digits: Int) -> TableText {
    TableText(
      table: table, title: title, digits: digits,
      origin: "\(experiment), made by 'gfrun compare'")
  }

  private var title: String {
    "\(experiment): \(request.metrics.joined(separator: ", ")), "
      + ClaimText.moment(request.moment)
  }

  private var table: TableContent {
    TableContent(
      corner: request.keys.joined(separator: " · "),
      columns: ["seeds"] + request.metrics.flatMap(columns),
      rows: rows.map { row in
        TableContent.Row(
          label: request.keys.isEmpty ? "all runs" : label(of: row),
          cells: [.count(row.finite, of: row.runs)] + row.cells.flatMap { cells($0, of: row) })
      }, note: note)
  }

  private func label(of row: Row) -> String {
    row.values.map { $0?.description ?? "–" }.joined(separator: " · ")
  }

  /// What stands above the columns of a metric.
  private func columns(of metric: String) -> [String] {
    let isOnly = request.metrics.count == 1
    return [metric]
      + (rows.count > 1 ? ["difference", "p"] : []).map { column in
        isOnly ? column : "\(metric) \(column)"
      }
  }

  private func cells(_ cell: Cell?, of row: Row) -> [TableContent.Cell] {
    guard let cell else {
      return Array(repeating: .missing, count: rows.count > 1 ? 3 : 1)
    }
    let mean: TableContent.Cell =
      cell.summary.count > 0
      ? .summary(cell.summary) : request.isEvent ? .words("never") : .diverged
    return rows.count > 1 ? [mean] + differences(cell) : [mean]
  }

  private func differences(_ cell: Cell) -> [TableContent.Cell] {
    guard let difference = cell.difference else {
      return [cell.isBaseline ? .words(request.baseline.word) : .missing, .missing]
    }
    let chance = difference.probability.map(TableContent.Cell.probability) ?? .missing
    guard difference.estimate.isFinite else { return [.missing, chance] }
    let shown =
      difference.interval.map {
        TableContent.Cell.summary(
          SeedBand.Summary(
            center: difference.estimate, low: $0.lowerBound, high: $0.upperBound,
            count: difference.count))
      } ?? .number(difference.estimate)
    return [shown, chance]
  }

  /// What the numbers are.
  private var note: String {
    var parts = [request.interval.words(confidence: request.confidence)]
    let methods = tests
    if !methods.isEmpty {
      let level = NumberText.canonical(100 * request.confidence)
      parts.append("differences to \(baseline) with their \(level) % interval")
      parts.append(
        "two-sided p (\(methods.map(\.rawValue).joined(separator: ", "))), for each row by itself")
    }
    return parts.filter { !$0.isEmpty }.joined(separator: "; ")
  }

  /// What the rows are compared with.
  private var baseline: String {
    switch request.baseline {
    case .row(let conditions): return conditions.map(\.text).joined(separator: " ")
    case .best(let isGreatest):
      let areWhole = rows.allSatisfy { row in
        row.cells.allSatisfy { $0.map { $0.summary.count == $0.readings.seeds.count } ?? true }
      }
      return "the \(isGreatest ? "greatest" : "least") mean"
        + (areWhole ? "" : " of rows whose runs all have one")
    }
  }

  private var tests: [TestResult.Method] {
    let found = rows.flatMap { row in row.cells.compactMap { $0?.difference?.method } }
    return TestResult.Method.allCases.filter(found.contains)
  }
}

extension Comparison.Row {
  /// The runs that are finished and have a number: those of the metric that the fewest have.
  package var finite: Int { cells.map { $0?.summary.count ?? 0 }.min() ?? 0 }
}

extension ComparisonRequest {
  /// Whether what is read is when something happens, which it may not.
  fileprivate var isEvent: Bool { if case .firstBelow = moment { true } else { false } }
}

extension ComparisonRequest.Baseline {
  fileprivate var word: String { if case .best = self { "best" } else { "baseline" } }
}
