/// Why a metric could not be made or evaluated.
public enum MetricError: Error, Equatable, Sendable {
  /// The two clouds a metric compares.
  public enum Cloud: String, Sendable {
    /// What is evaluated: the source of a transport.
    case samples
    /// What it is compared with.
    case target
  }

  /// A cloud holds fewer points than the metric needs.
  case tooFewPoints(Cloud, minimum: Int, found: Int)
  /// The points have no coordinates.
  case noCoordinates
  /// The clouds live in spaces of different dimension.
  case dimensionMismatch(samples: Int, target: Int)
  /// The clouds have different numbers of points, where the metric pairs them one to one.
  case countMismatch(samples: Int, target: Int)
  /// A coordinate is NaN or infinite; `row` is the first such point.
  case nonFinite(Cloud, row: Int)
  /// There are not as many weights as points.
  case weightCount(Cloud, weights: Int, points: Int)
  /// A weight is negative, NaN or infinite; `row` is the first such point.
  case badWeight(Cloud, row: Int, Double)
  /// All weights of a cloud are zero.
  case noWeight(Cloud)
  /// The duality gap of an exact distance stayed above what is promised.
  case notCertified(relativeGap: Double)
  /// There is not enough memory for the costs between the clouds.
  case outOfMemory
  /// A bandwidth or a multiple of the median is not a positive finite number.
  case badBandwidth(Double)
  /// A list of bandwidths is empty.
  case noBandwidth
  /// More than half of the target's pairs of points coincide, so their median distance is zero.
  case zeroMedianDistance
  /// A sliced metric needs at least one direction.
  case noDirections
  /// A metric that counts neighbours needs one at least, and at most 64.
  case badNeighbours(Int)
  /// The target's density has no best bandwidth: the smallest tried, `smallest`, was the likeliest, as
  /// for a target whose points coincide.
  case noDensityBandwidth(smallest: Double)
  /// Sinkhorn's iterations did not reach the precision that is promised.
  case notConverged(iterations: Int, gap: Double)
  /// A metric compares classes, but those of this cloud are not known.
  case noClasses(Cloud)
}

extension MetricError: CustomStringConvertible {
  /// One sentence that states what is wrong and with which value.
  public var description: String {
    switch self {
    case .tooFewPoints(let cloud, let minimum, let found):
      "the \(cloud.rawValue) cloud has \(found) points; at least \(minimum) are needed"
    case .noCoordinates:
      "the points have no coordinates"
    case .dimensionMismatch(let samples, let target):
      "the samples have dimension \(samples), the target has \(target)"
    case .countMismatch(let samples, let target):
      "\(samples) samples cannot be paired with \(target) target points: the counts must be equal"
    case .nonFinite(let cloud, let row):
      "row \(row) of the \(cloud.rawValue) cloud is not finite"
    case .weightCount(let cloud, let weights, let points):
      "\(weights) weights are given for the \(points) points of the \(cloud.rawValue) cloud"
    case .badWeight(let cloud, let row, let weight):
      "the weight \(weight) of row \(row) of the \(cloud.rawValue) cloud is not a number ≥ 0"
    case .noWeight(let cloud):
      "all weights of the \(cloud.rawValue) cloud are 0"
    case .notCertified(let gap):
      "the exact distance could not be certified: the relative duality gap is \(gap)"
    case .outOfMemory:
      "there is not enough memory for the costs between the clouds"
    case .badBandwidth(let value):
      "the bandwidth \(value) is not a positive finite number"
    case .noBandwidth:
      "the list of bandwidths is empty"
    case .zeroMedianDistance:
      "the target's median pairwise distance is 0, so it gives no bandwidth"
    case .noDirections:
      "a sliced metric needs at least one direction"
    case .badNeighbours(let count):
      "\(count) neighbours were asked for; a metric counts from 1 to 64"
    case .noDensityBandwidth(let smallest):
      "the target's density has no best bandwidth: the smallest tried, \(smallest), was the likeliest"
    case .notConverged(let iterations, let gap):
      "Sinkhorn's iterations did not converge: after \(iterations) the duality gap may be \(gap)"
    case .noClasses(let cloud):
      "the classes of the \(cloud.rawValue) cloud are not known"
    }
  }
}
