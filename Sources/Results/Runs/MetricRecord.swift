internal import HDF5

/// What the metrics found.
package struct MetricRecord: Sendable, Equatable {
  /// The iteration of each evaluation.
  package var iterations: [Int]
  /// The seconds of training so far at each evaluation.
  package var wallTime: [Double]
  package var series: [MetricSeries]

  package init(iterations: [Int] = [], wallTime: [Double] = [], series: [MetricSeries] = []) {
    self.iterations = iterations
    self.wallTime = wallTime
    self.series = series
  }
}

/// The values of one metric, with one value per evaluation.
package struct MetricSeries: Sendable, Equatable {
  package var name: String
  /// NaN where it was not computed.
  package var values: [Double]
  /// The standard error, or the certified gap, of each value, where there is one.
  package var errors: [Double]?
  /// What it is, in words; nil for no more than its name.
  package var longName: String?
  /// The unit; "1" for a pure number.
  package var units: String
  /// What defines the estimator, in order: estimator, exponent, count, bandwidths, floor.
  package var attributes: [NamedMetadata]

  package init(
    name: String, values: [Double], errors: [Double]? = nil, longName: String? = nil,
    units: String = "1", attributes: [NamedMetadata] = []
  ) {
    self.name = name
    self.values = values
    self.errors = errors
    self.longName = longName
    self.units = units
    self.attributes = attributes
  }

  /// What the same estimator finds between two independent draws of the target: no law can be seen
  /// to be closer.
  package var floor: Double? {
    switch attributes.first(where: { $0.name == "floor" })?.value {
    case .number(let floor): floor
    case .integer(let floor): Double(floor)
    default: nil
    }
  }
}

/// A value that describes results.
package enum Metadata: Sendable, Equatable {
  case text(String)
  case integer(Int)
  case number(Double)
  case numbers([Double])
}

/// A named value that describes results.
package struct NamedMetadata: Sendable, Equatable {
  /// `[a-z][a-z0-9_]*`.
  package var name: String
  package var value: Metadata

  package init(_ name: String, _ value: Metadata) {
    self.name = name
    self.value = value
  }
}

extension Metadata {
  var attribute: AttributeValue {
    switch self {
    case .text(let text): .text(text)
    case .integer(let number): .integer(number)
    case .number(let number): .number(number)
    case .numbers(let numbers): .numbers(numbers)
    }
  }

  init(_ attribute: AttributeValue) {
    self =
      switch attribute {
      case .text(let text): .text(text)
      case .integer(let number): .integer(number)
      case .integers(let numbers): .numbers(numbers.map(Double.init))
      case .number(let number): .number(number)
      case .numbers(let numbers): .numbers(numbers)
      }
  }
}
