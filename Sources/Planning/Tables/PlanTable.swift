internal import Specification

/// A plan as a table: id, case, swept values, seed and state of every run.
package struct PlanTable {
  private let plan: Plan
  private let isDone: (RunID) -> Bool
  /// The runs, by their index, that are made only if others are not enough.
  private let needless: Set<Int>
  private let hasCases: Bool
  private let paths: [Path]

  /// A table of the runs of `plan`.
  ///
  /// - Parameters:
  ///   - plan: the runs.
  ///   - isDone: tells those that need not be run again.
  ///   - lastValue: the last value of a metric of a run, as `Plan.wanted(lastValue:)` takes it.
  package init(
    _ plan: Plan, isDone: @escaping (RunID) -> Bool = { _ in false },
    lastValue: (RunID, String) -> Double? = { _, _ in nil }
  ) {
    self.plan = plan
    needless = plan.needless(lastValue: lastValue)
    self.isDone = isDone
    hasCases = !plan.experiment.sweep.cases.isEmpty
    paths = plan.sweptPaths.filter { $0 != "seed" }
  }

  /// The names of the columns.
  package var columns: [String] {
    ["id"] + (hasCases ? ["case"] : []) + paths.map(\.text) + ["seed", "state"]
  }

  /// The table as aligned text with a line of names above; `limit` shows the first runs only.
  package func text(limit: Int = .max) -> String {
    let shown = min(limit, plan.records.count)
    var labels = PlanLabels(plan, paths: paths)
    var widths = columns.map(\.count)
    widths[0] = max(widths[0], RunID.length)
    for index in 0..<shown {
      for (column, cell) in labels.cells(of: index, withCase: hasCases).enumerated() {
        widths[column + 1] = max(widths[column + 1], cell.width)
      }
    }
    let blank = [UInt8](repeating: UInt8(ascii: " "), count: (widths.max() ?? 0) + 2)
    var bytes: [UInt8] = []
    func append(_ cell: PlanLabels.Label, column: Int) {
      bytes += cell.bytes
      bytes += blank[..<(widths[column] - cell.width + 2)]
    }
    for (column, name) in columns.dropLast().enumerated() {
      append(PlanLabels.Label(name), column: column)
    }
    bytes += Array("state\n".utf8)
    for index in 0..<shown {
      append(PlanLabels.Label(plan.records[index].id.description), column: 0)
      for (column, cell) in labels.cells(of: index, withCase: hasCases).enumerated() {
        append(cell, column: column + 1)
      }
      bytes += state(of: index).utf8
      bytes.append(UInt8(ascii: "\n"))
    }
    let text = String(decoding: bytes, as: UTF8.self)
    let rest = plan.records.count - shown
    return rest > 0 ? text + "… and \(rest) more\n" : text
  }

  /// The table as a JSON array with one object a run, a line each, under the names of the columns.
  package func json() -> String {
    let keys = paths.map { ", " + JSONText.quoted($0.text) + ": " }
    var text = "["
    for run in plan.runs {
      text += run.index == 0 ? "\n" : ",\n"
      text += "{\"id\": \"\(run.id)\""
      if hasCases { text += ", \"case\": " + (run.caseName.map(JSONText.quoted) ?? "null") }
      let values = run.swept.filter { $0.path != "seed" }
      for (key, swept) in zip(keys, values) {
        text += key + JSONText.compact(swept.value ?? .null)
      }
      text += ", \"seed\": \(run.seed), \"state\": \"\(state(of: run.index))\"}"
    }
    return text + "\n]\n"
  }

  private func state(of run: Int) -> String {
    if isDone(plan.records[run].id) { return "done" }
    return needless.contains(run) ? "if needed" : "to do"
  }
}
