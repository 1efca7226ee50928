public import Arrays

/// How well a point's nearest neighbour tells samples from target points.
///
/// Leave-one-out over the pooled clouds, which are of equal size: ½ where the laws cannot be told apart,
/// 1 where they are separate, below ½ where the samples repeat target points. Of several nearest points
/// at one distance each has an equal say. Three numbers: `nn_accuracy`, and that of either class.
///
/// - SeeAlso: Lopez-Paz & Oquab, *Revisiting classifier two-sample tests*, 2017; Xu et al. 2018.
public struct NeighbourAccuracy: Metric {
  private let target: NeighbourCloud

  /// The accuracy beside `target`, of shape [count, dimension].
  ///
  /// - Throws: `MetricError` where the target is empty or not finite.
  public init(target: Matrix<Double>) throws(MetricError) {
    try check(target: target, minimum: 1)
    self.target = NeighbourCloud(target)
  }

  /// `nn_accuracy`, `nn_accuracy_samples` and `nn_accuracy_target`.
  public var quantities: [MetricQuantity] {
    [
      ("nn_accuracy", ""), ("nn_accuracy_samples", " on samples"),
      ("nn_accuracy_target", " on target"),
    ]
    .map {
      MetricQuantity(
        name: $0,
        attributes: standardAttributes(
          longName: "two-sample accuracy of the nearest neighbour\($1)", units: "1",
          estimator: "leave-one-out over both clouds, ties shared",
          error: "binomial standard error, as if points were independent",
          targetCount: target.count, [MetricAttribute("neighbours", .integer(1))]),
        errorMeasure: .standardError)
    }
  }

  /// The accuracies for as many samples as the target has points.
  public func evaluate(
    _ samples: Matrix<Double>, classes: [Int]?
  ) throws(MetricError) -> [MetricValue] {
    try check(
      samples: samples, targetRows: target.count, dimension: target.dimension, minimum: 1,
      paired: true)
    let cloud = NeighbourCloud(samples)
    let ofSamples = Self.recognised(cloud, beside: target)
    let ofTarget = Self.recognised(target, beside: cloud)
    return [
      share(ofSamples + ofTarget, of: 2 * target.count), share(ofSamples, of: target.count),
      share(ofTarget, of: target.count),
    ]
  }

  /// The number of points whose nearest neighbour is of their own cloud.
  private static func recognised(_ cloud: NeighbourCloud, beside other: NeighbourCloud) -> Double {
    zip(cloud.nearest(in: cloud, excludingSelf: true), cloud.nearest(in: other))
      .reduce(0) { sum, pair in
        let (own, foreign) = pair
        if own.square != foreign.square { return sum + (own.square < foreign.square ? 1 : 0) }
        return sum + Double(own.ties) / Double(own.ties + foreign.ties)
      }
  }
}
