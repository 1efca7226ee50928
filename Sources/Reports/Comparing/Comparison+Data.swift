import Claims
import Figures
import Results
package import Specification
import Tables

/// A comparison for programs: every number with all its digits.
extension Comparison {
  /// A row per configuration and metric (RFC 4180), the keys in columns of their own.
  package var csv: String {
    let columns =
      request.keys + [
        "metric", "at", "runs", "seeds", "mean", "low", "high", "baseline", "difference",
        "difference_low", "difference_high", "p_value", "test",
      ]
    var lines = [columns.map(CSVField.text).joined(separator: ",")]
    for row in rows {
      for (metric, cell) in zip(request.metrics, row.cells) {
        let head =
          row.values.map { $0?.description ?? "" }
          + [metric, ClaimText.moment(request.moment), "\(row.runs)"]
        lines.append((head + Self.fields(of: cell)).map(CSVField.text).joined(separator: ","))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func fields(of cell: Cell?) -> [String] {
    guard let cell else { return ["0"] + Array(repeating: "", count: 9) }
    let summary = cell.summary
    let difference = cell.difference
    let numbers = [summary.center, summary.low, summary.high].map(text)
    return ["\(summary.count)"] + numbers + [cell.isBaseline ? "true" : "false"]
      + [
        difference?.estimate, difference?.interval?.lowerBound, difference?.interval?.upperBound,
        difference?.probability,
      ].map { $0.map(text) ?? "" } + [difference?.method.rawValue ?? ""]
  }

  private static func text(_ number: Double) -> String {
    number.isFinite ? NumberText.canonical(number) : ""
  }

  /// The whole comparison, with what each run says.
  package var json: Value {
    [
      "experiment": .string(experiment), "at": .string(ClaimText.moment(request.moment)),
      "interval": .string(request.interval.rawValue), "confidence": .number(request.confidence),
      "keys": .list(request.keys.map(Value.string)), "unfinished": .integer(unfinished),
      "rows": .list(rows.map(json)),
    ]
  }

  private func json(_ row: Row) -> Value {
    let values = zip(request.keys, row.values).map { key, value in
      Value.Object.Member(key: key, value: value.json)
    }
    let metrics = zip(request.metrics, row.cells).map { metric, cell in
      Value.Object.Member(key: metric, value: cell.map(Self.json) ?? .null)
    }
    return [
      "values": .object(Value.Object(values)), "runs": .integer(row.runs),
      "metrics": .object(Value.Object(metrics)),
    ]
  }

  private static func json(_ cell: Cell) -> Value {
    let found = zip(cell.readings.seeds, cell.readings.values).map { seed, reading -> Value in
      ["seed": .integer(seed), "value": reading.finite.map(Value.finite) ?? .null]
    }
    return [
      "mean": .finite(cell.summary.center), "low": .finite(cell.summary.low),
      "high": .finite(cell.summary.high), "seeds": .integer(cell.summary.count),
      "baseline": .boolean(cell.isBaseline), "difference": cell.difference.map(json) ?? .null,
      "found": .list(found),
    ]
  }

  private static func json(_ difference: SeedDifference) -> Value {
    [
      "estimate": .finite(difference.estimate),
      "low": difference.interval.map { .finite($0.lowerBound) } ?? .null,
      "high": difference.interval.map { .finite($0.upperBound) } ?? .null,
      "p_value": difference.probability.map(Value.finite) ?? .null,
      "test": .string(difference.method.rawValue), "seeds": .integer(difference.count),
    ]
  }
}

extension SweptScalar? {
  /// The value as JSON; null for none.
  var json: Value {
    switch self {
    case .text(let text)?: .string(text)
    case .integer(let integer)?: .integer(integer)
    case .number(let number)?: .finite(number)
    case nil: .null
    }
  }
}
