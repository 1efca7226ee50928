import Metrics
import Specification
import Tables

/// The values of metrics, for people and for programs.
struct MetricPresentation {
  /// What one number of a metric says.
  struct Result {
    let name: String
    let value: Double
    let error: Double?
    let errorMeasure: MetricErrorMeasure
    let attributes: [MetricAttribute]

    init(_ quantity: MetricQuantity, _ found: MetricValue) {
      name = quantity.name
      value = found.value
      error = found.error
      errorMeasure = quantity.errorMeasure
      attributes = quantity.attributes
    }
  }

  private let results: [Result]

  init(_ results: [Result]) { self.results = results }

  var text: String {
    var table = TextTable([("metric", .left), ("value", .left), ("error", .left)])
    for result in results {
      let error = result.error.map { error in
        let digits = NumberText.canonical(Double("\(Float(error))") ?? error)
        let measure = result.errorMeasure.rawValue.replacing("_", with: " ")
        return result.errorMeasure == .unspecified ? digits : "\(digits) (\(measure))"
      }
      table.append([result.name, NumberText.canonical(result.value), error ?? ""])
    }
    return table.lines.joined(separator: "\n")
  }

  var json: String {
    let members = results.map { result in
      var object: Value = ["value": .number(result.value)]
      if let error = result.error {
        object = object.adding(result.errorMeasure.rawValue, .finite(error))
      }
      let attributes = result.attributes.map {
        Value.Object.Member(key: $0.name, value: $0.value.json)
      }
      return Value.Object.Member(
        key: result.name, value: object.adding("attributes", .object(Value.Object(attributes))))
    }
    return JSONText.compact(.object(Value.Object(members)))
  }
}

extension MetricAttribute.Value {
  fileprivate var json: Value {
    switch self {
    case .string(let text): .string(text)
    case .integer(let integer): .integer(integer)
    case .real(let number): .finite(number)
    case .reals(let numbers): .list(numbers.map(Value.finite))
    }
  }
}
