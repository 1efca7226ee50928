import Execution
import Results
import Specification
import Tables

/// The outcome of a run, for people and for programs.
struct RunPresentation {
  private let summary: RunSummary

  init(_ summary: RunSummary) { self.summary = summary }

  var text: String {
    var lines = [
      "run \(summary.runID) of \(summary.experiment): \(summary.status.rawValue)",
      "  seed \(summary.seed), \(summary.iterations) iterations in "
        + "\(Quantity.duration(summary.wallSeconds)), begun \(summary.created)",
    ]
    if let message = summary.message { lines.append("  \(message)") }
    guard let evaluation = summary.evaluation else { return lines.joined(separator: "\n") }
    lines.append("  at iteration \(evaluation):")
    var table = TextTable([
      ("metric", .left), ("value", .right), ("error", .right), ("floor", .right),
    ])
    for metric in summary.metrics {
      table.append([
        metric.name, Quantity.number(metric.value), metric.error.map(Quantity.number) ?? "",
        metric.floor.map(Quantity.number) ?? "",
      ])
    }
    return (lines + table.lines.map { "    " + $0 }).joined(separator: "\n")
  }

  var json: String {
    var object: Value = [
      "run_id": .string(summary.runID), "experiment": .string(summary.experiment),
      "status": .string(summary.status.rawValue), "seed": .integer(summary.seed),
      "iterations": .integer(summary.iterations), "seconds": .finite(summary.wallSeconds),
      "created": .string(summary.created),
    ]
    if let message = summary.message { object = object.adding("message", .string(message)) }
    if let evaluation = summary.evaluation {
      object = object.adding("evaluation", .integer(evaluation))
    }
    let metrics = summary.metrics.map { metric in
      Value.Object.Member(
        key: metric.name,
        value: [
          "value": .finite(metric.value), "error": metric.error.map(Value.finite) ?? .null,
          "floor": metric.floor.map(Value.finite) ?? .null,
        ])
    }
    return JSONText.compact(object.adding("metrics", .object(Value.Object(metrics))))
  }
}

/// The runs of a sweep, for people and for programs.
struct SweepPresentation {
  private let table: SweepTable

  init(_ table: SweepTable) { self.table = table }

  var text: String {
    var text = TextTable(
      [("id", .left), ("case", .left)] + table.sweptPaths.map { ($0, .left) }
        + [("seed", .right), ("status", .left)] + table.metrics.map { ($0, .right) })
    for row in table.rows {
      text.append(
        [row.runID, row.caseName] + row.swept.map { $0?.text ?? "" } + ["\(row.seed)", row.status]
          + row.final.map { $0.isNaN ? "" : Quantity.number($0) })
    }
    return text.lines.joined(separator: "\n")
  }

  var json: String {
    let rows = table.rows.map { row in
      var object: Value = [
        "run_id": .string(row.runID), "case": .string(row.caseName), "seed": .integer(row.seed),
        "status": .string(row.status),
      ]
      for (path, value) in zip(table.sweptPaths, row.swept) {
        object = object.adding(path, value?.json ?? .null)
      }
      for (metric, value) in zip(table.metrics, row.final) {
        object = object.adding(metric, .finite(value))
      }
      return JSONText.compact(object)
    }
    return rows.joined(separator: "\n")
  }
}

extension SweptScalar {
  fileprivate var text: String {
    switch self {
    case .text(let text): text
    case .integer(let integer): String(integer)
    case .number(let number): Quantity.number(number)
    }
  }

  fileprivate var json: Value {
    switch self {
    case .text(let text): .string(text)
    case .integer(let integer): .integer(integer)
    case .number(let number): .finite(number)
    }
  }
}
