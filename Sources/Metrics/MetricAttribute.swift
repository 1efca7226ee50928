/// One fact about a metric, as a result file stores it beside the series.
public struct MetricAttribute: Sendable, Equatable {
  /// What a fact can be.
  public enum Value: Sendable, Equatable {
    /// A text.
    case string(String)
    /// A whole number.
    case integer(Int)
    /// A real number.
    case real(Double)
    /// Real numbers in order.
    case reals([Double])
  }

  /// The name, in lower case with underscores.
  public let name: String
  /// The fact.
  public let value: Value

  /// A fact called `name`.
  public init(_ name: String, _ value: Value) {
    self.name = name
    self.value = value
  }
}

/// The attributes that every metric of this module has, followed by its own.
func standardAttributes(
  longName: String, units: String, estimator: String, error: String, targetCount: Int,
  _ others: [MetricAttribute]
) -> [MetricAttribute] {
  [
    MetricAttribute("long_name", .string(longName)),
    MetricAttribute("units", .string(units)),
    MetricAttribute("estimator", .string(estimator)),
    MetricAttribute("error", .string(error)),
    MetricAttribute("count", .integer(targetCount)),
  ] + others
}
