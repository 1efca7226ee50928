public import Arrays

/// A comparison of a cloud of samples with a target that is fixed once per run.
///
/// Everything that belongs to the target — its projections, its kernel sums, its bandwidths — is
/// computed when the metric is made and never again, so values of one run can be compared. The floor
/// of a metric is the metric itself, evaluated on a second independent draw of the target law.
public protocol Metric: Sendable {
  /// The numbers that an evaluation yields, in their order.
  var quantities: [MetricQuantity] { get }

  /// Whether an evaluation needs the classes of the samples.
  var needsClasses: Bool { get }

  /// Compares `samples` with the target.
  ///
  /// Points come in double precision: those of a run are widened, which is exact, and those of a file
  /// keep all their digits.
  ///
  /// - Parameters:
  ///   - samples: shape [count, dimension].
  ///   - classes: the class of each sample; nil where none are known.
  /// - Returns: one value per quantity.
  /// - Throws: `MetricError` where the samples are no finite cloud of the right shape, or where a
  ///   value could not be certified.
  func evaluate(
    _ samples: Matrix<Double>, classes: [Int]?
  ) throws(MetricError) -> [MetricValue]
}

extension Metric {
  /// No: most metrics look at places alone.
  public var needsClasses: Bool { false }
}

/// A metric that yields one number.
public protocol ScalarMetric: Metric {
  /// The name of its series in a result file.
  var name: String { get }

  /// What the number means: estimator, sizes, bandwidths, in a fixed order.
  var attributes: [MetricAttribute] { get }

  /// What the error of its values is.
  var errorMeasure: MetricErrorMeasure { get }

  /// Compares `samples`, of shape [count, dimension], with the target.
  ///
  /// - Throws: `MetricError`, as `evaluate(_:classes:)`.
  func evaluate(_ samples: Matrix<Double>) throws(MetricError) -> MetricValue
}

extension ScalarMetric {
  /// Nothing more is said of the error than what the attribute `error` does.
  public var errorMeasure: MetricErrorMeasure { .unspecified }

  /// The one number.
  public var quantities: [MetricQuantity] {
    [MetricQuantity(name: name, attributes: attributes, errorMeasure: errorMeasure)]
  }

  /// The one value.
  public func evaluate(
    _ samples: Matrix<Double>, classes: [Int]?
  ) throws(MetricError) -> [MetricValue] {
    [try evaluate(samples)]
  }
}

/// One of the numbers of a metric.
public struct MetricQuantity: Sendable, Equatable {
  /// The name of its series in a result file, with exponent and root in it: `w2` is a distance,
  /// `mmd2` a square.
  public let name: String
  /// What the number means: estimator, sizes, bandwidths, in a fixed order.
  public let attributes: [MetricAttribute]
  /// What the error of its values is.
  public let errorMeasure: MetricErrorMeasure

  /// A number called `name`.
  public init(
    name: String, attributes: [MetricAttribute], errorMeasure: MetricErrorMeasure = .unspecified
  ) {
    self.name = name
    self.attributes = attributes
    self.errorMeasure = errorMeasure
  }
}

/// What the error beside a metric's value is; the raw value is the name it has in JSON.
public enum MetricErrorMeasure: String, Sendable {
  /// The certified duality gap of an exact distance's cost, relative to that cost.
  case relativeGap = "relative_gap"
  /// The standard error of an estimate.
  case standardError = "standard_error"
  /// What the metric's attribute `error` says.
  case unspecified = "error"
}

/// The value of a metric, with what is known of its error.
public struct MetricValue: Sendable, Equatable {
  /// The value, in the units the metric's attributes name.
  public let value: Double
  /// How far the value may be off, as the metric's attribute `error` says: the certified relative
  /// duality gap of an exact distance, the standard error of an estimate; nil where nothing is known.
  public let error: Double?

  /// A value with its error.
  public init(value: Double, error: Double?) {
    self.value = value
    self.error = error
  }
}
