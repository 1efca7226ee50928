public import Arrays

/// The debiased Sinkhorn divergence to the target: OT_ε(x, y) − ½ OT_ε(x, x) − ½ OT_ε(y, y).
///
/// With the cost |x − y|ᵖ and ε = blurᵖ it goes to W_pᵖ as the blur vanishes (no root is taken, no
/// factor 1/p); as it grows, for p = 2 to the squared distance of the means, for p = 1 to half the
/// energy distance of the V-statistic. It is positive, and 0 only at equality. The entropy is relative
/// to the product of the weights. The log domain throughout; the value is converged, to 10⁻⁶ ε,
/// or there is none. Memory grows with the product of the counts. Points may have weights.
///
/// - SeeAlso: Feydy et al., *Interpolating between optimal transport and MMD using Sinkhorn
///   divergences*, AISTATS 2019.
public struct SinkhornDivergence: WeightedMetric {
  /// Where the blur comes from.
  public enum Blur: Sendable, Equatable {
    /// A fifth of the median distance between target points.
    case median
    /// This length.
    case length(Double)
  }

  /// The frozen blur, in the units of the points.
  public let blur: Double
  private let source: Blur
  private let target: Matrix<Double>
  private let targetWeights: [Double]?
  private let centre: [Double]
  private let transport: EntropicTransport
  /// OT_ε of the target to itself.
  private let own: EntropicTransport.Solution

  private static let medianShare = 0.2

  /// The divergence to `target`, of shape [count, dimension].
  ///
  /// - Parameters:
  ///   - target: the fixed points.
  ///   - weights: a number ≥ 0 per point of the target; nil for equal weights.
  ///   - exponent: the power p of the cost.
  ///   - blur: the length blur; a median is taken over points, whatever their weights.
  /// - Throws: `MetricError` where the target is too small or not finite, its weights cannot be used,
  ///   the blur is not positive, or the target's own problem does not converge.
  public init(
    target: Matrix<Double>, weights: [Double]? = nil,
    exponent: ExactTransport.Exponent = .two, blur: Blur = .median
  ) throws(MetricError) {
    try check(target: target, minimum: 1)
    if let weights { try check(weights: weights, of: .target, count: target.rows) }
    switch blur {
    case .median: self.blur = Self.medianShare * (try MedianDistance.of(target))
    case .length(let length):
      guard length > 0, length.isFinite else { throw .badBandwidth(length) }
      self.blur = length
    }
    source = blur
    self.target = target
    targetWeights = weights
    centre = exactCentre(of: target)
    let p = exponent.rawValue
    let epsilon = p == 1 ? self.blur : self.blur * self.blur
    guard epsilon > 0, epsilon.isFinite else { throw .badBandwidth(self.blur) }
    transport = EntropicTransport(exponent: p, epsilon: epsilon)
    own = try transport.solve(CentredCloud(target, weights, about: centre, exponent: p).measure)
  }

  /// `sinkhorn_divergence`.
  public var name: String { "sinkhorn_divergence" }

  /// The estimator, the exponent and the blur.
  public var attributes: [MetricAttribute] {
    let p = transport.exponent
    let rule = source == .median ? "a fifth of the \(MedianDistance.rule(target.rows))" : "given"
    return standardAttributes(
      longName: "debiased Sinkhorn divergence, \(p == 1 ? "a distance" : "a squared distance")",
      units: "1", estimator: "debiased, converged in the log domain",
      error: "duality gap to second order, absolute", targetCount: target.rows,
      [
        MetricAttribute("exponent", .integer(p)),
        MetricAttribute("cost", .string(p == 1 ? "|x - y|" : "|x - y|^2")),
        MetricAttribute("root", .string("none")),
        MetricAttribute("blur", .real(blur)),
        MetricAttribute("blur_rule", .string(rule)),
        MetricAttribute("epsilon", .real(transport.epsilon)),
      ])
  }

  /// The divergence of the samples; `error` is the duality gap that is left, to second order.
  public func evaluate(
    _ samples: Matrix<Double>, weights: [Double]?
  ) throws(MetricError) -> MetricValue {
    try check(
      samples: samples, targetRows: target.rows, dimension: target.columns, minimum: 1,
      paired: false)
    if let weights { try check(weights: weights, of: .samples, count: samples.rows) }
    let p = transport.exponent
    let x = CentredCloud(samples, weights, about: centre, exponent: p)
    let y = CentredCloud(target, targetWeights, about: centre, exponent: p)
    let between = try transport.solve(x.measure, y.measure)
    let within = try transport.solve(x.measure)
    let apart = zip(x.mean, y.mean).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    return MetricValue(
      value: apart + (between.value - 0.5 * (within.value + own.value)),
      error: between.gap + 0.5 * (within.gap + own.gap))
  }
}

/// A cloud about the target's centre and, where costs are squares, about its own mean.
///
/// For p = 2 the means can be taken away: |x − y|² changes by terms of one point each, which any plan
/// sums to the same, and by the squared distance of the means. Costs are then as small as can be.
struct CentredCloud {
  let measure: EntropicMeasure
  /// What was taken away beyond the centre; zero for p = 1.
  let mean: [Double]

  init(
    _ points: Matrix<Double>, _ weights: [Double]?, about centre: [Double], exponent: Int
  ) {
    let (points, shares) = weights.map { Self.massive(points, $0) } ?? (points, nil)
    var elements = points
    for row in 0..<points.rows {
      for column in 0..<points.columns { elements[row, column] -= centre[column] }
    }
    let mean = exponent == 1 ? centre.map { _ in 0 } : Self.mean(elements, shares)
    for row in 0..<points.rows {
      for column in 0..<points.columns { elements[row, column] -= mean[column] }
    }
    self.mean = mean
    measure = EntropicMeasure(PairwiseCloud(differencesOf: elements), shares: shares)
  }

  /// The points that have mass, and their shares of it.
  private static func massive(
    _ points: Matrix<Double>, _ weights: [Double]
  ) -> (Matrix<Double>, [Double]?) {
    let greatest = weights.reduce(0, max)
    let shares = weights.map { $0 / greatest }
    let sum = shares.compensatedSum
    let rows = shares.indices.filter { shares[$0] / sum > 0 }
    let elements = rows.flatMap { points[row: $0] }
    return (
      Matrix(rows: rows.count, columns: points.columns, elements: elements),
      rows.map { shares[$0] / sum }
    )
  }

  private static func mean(_ points: Matrix<Double>, _ shares: [Double]?) -> [Double] {
    (0..<points.columns).map { column in
      let values = (0..<points.rows).lazy.map { points[$0, column] }
      guard let shares else { return values.compensatedSum / Double(points.rows) }
      return zip(values, shares).lazy.map { $0 * $1 }.compensatedSum
    }
  }
}
