import Arrays
import Metrics
import Specification

/// The distance between the means of samples and target.
struct MeanDistance: ScalarMetric {
  private let targetMean: [Double]

  static let kind = Kind("mean-distance", "The distance between the means of two clouds.").with {
    $0.formula = "|mean x − mean y|"
    $0.quantities = ["mean_distance"]
  }

  init(target: Matrix<Double>) { targetMean = Self.mean(target) }

  var name: String { "mean_distance" }

  var attributes: [MetricAttribute] { [MetricAttribute("unit", .string("of the samples"))] }

  func evaluate(_ samples: Matrix<Double>) throws(MetricError) -> MetricValue {
    let squares = zip(Self.mean(samples), targetMean).map { ($0 - $1) * ($0 - $1) }
    return MetricValue(value: squares.reduce(0, +).squareRoot(), error: nil)
  }

  private static func mean(_ points: Matrix<Double>) -> [Double] {
    (0..<points.columns).map { column in
      (0..<points.rows).reduce(0) { $0 + points[$1, column] } / Double(points.rows)
    }
  }
}
