public import Arrays

/// How well the classes of the source, carried along by the samples, name those of the target.
///
/// The share of target points whose nearest sample has their class: a nearest-neighbour classifier
/// that learns on samples G(z) with the classes of z and is tested on the target, as in the domain
/// adaptation of W1-FE and W2-FE. Of several nearest samples each has an equal say.
///
/// - SeeAlso: Malik & Huang 2024, the experiment on USPS and MNIST.
public struct TransferAccuracy: Metric {
  private let target: NeighbourCloud
  private let targetClasses: [Int32]

  /// The accuracy on `target`, of shape [count, dimension], whose points have these classes.
  ///
  /// - Throws: `MetricError` where the target is empty or not finite, or there is not one class per
  ///   point.
  public init(target: Matrix<Double>, classes: [Int]) throws(MetricError) {
    try check(target: target, minimum: 1)
    guard classes.count == target.rows else { throw .noClasses(.target) }
    self.target = NeighbourCloud(target)
    targetClasses = classes.map { Int32(truncatingIfNeeded: $0) }
  }

  /// Yes: those of the source points that the samples come from.
  public var needsClasses: Bool { true }

  /// `transfer_accuracy`.
  public var quantities: [MetricQuantity] {
    [
      MetricQuantity(
        name: "transfer_accuracy",
        attributes: standardAttributes(
          longName: "accuracy of the source's classes on the target", units: "1",
          estimator: "nearest sample of each target point, ties shared",
          error: "binomial standard error, the samples held fixed", targetCount: target.count,
          [MetricAttribute("neighbours", .integer(1))]), errorMeasure: .standardError)
    ]
  }

  /// The accuracy for samples with classes.
  public func evaluate(
    _ samples: Matrix<Double>, classes: [Int]?
  ) throws(MetricError) -> [MetricValue] {
    try check(
      samples: samples, targetRows: target.count, dimension: target.dimension, minimum: 1,
      paired: false)
    guard let classes, classes.count == samples.rows else { throw .noClasses(.samples) }
    let found = target.nearest(
      in: NeighbourCloud(samples),
      classes: (targetClasses, classes.map { Int32(truncatingIfNeeded: $0) }))
    let right = found.reduce(0.0) { $0 + Double($1.matches) / Double($1.ties) }
    return [share(right, of: target.count)]
  }
}
