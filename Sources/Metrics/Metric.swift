public import Arrays

/// A distance between a cloud of samples and a target cloud that is fixed once per run.
///
/// Everything that belongs to the target — its projections, its kernel sums, its bandwidths — is
/// computed when the metric is made and never again, so values of one run can be compared. The floor
/// of a metric is the metric itself, evaluated on a second independent draw of the target law.
public protocol Metric: Sendable {
  /// The name of its series in a result file, with exponent and root in it: `w2` is a distance,
  /// `mmd2` a square.
  var name: String { get }

  /// What the number means: estimator, sizes, bandwidths, in a fixed order.
  var attributes: [MetricAttribute] { get }

  /// Compares `samples`, of shape [count, dimension], with the target.
  ///
  /// - Throws: `MetricError` where the samples are no finite cloud of the right shape, or where the
  ///   value could not be certified.
  func evaluate(_ samples: Matrix<Float>) throws(MetricError) -> MetricValue
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
