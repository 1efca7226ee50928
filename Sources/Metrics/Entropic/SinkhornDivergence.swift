public import Arrays

/// The debiased Sinkhorn divergence to the target: OT_ε(x, y) − ½ OT_ε(x, x) − ½ OT_ε(y, y).
///
/// With the cost |x − y|ᵖ and ε = blurᵖ it goes to W_pᵖ as the blur vanishes (no root is taken, no
/// factor 1/p); as it grows, for p = 2 to the squared distance of the means, for p = 1 to half the
/// energy distance of the V-statistic. It is positive, and 0 only at equality. The entropy is relative
/// to the product of the weights. The log domain throughout; the value is converged, to 10⁻⁶ ε,
/// or there is none. Memory grows with the product of the counts.
///
/// - SeeAlso: Feydy et al., *Interpolating between optimal transport and MMD using Sinkhorn
///   divergences*, AISTATS 2019.
public struct SinkhornDivergence: ScalarMetric {
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
  private let centre: [Double]
  private let transport: EntropicTransport
  /// OT_ε of the target to itself.
  private let own: EntropicTransport.Solution

  private static let medianShare = 0.2

  /// The divergence to `target`, of shape [count, dimension].
  ///
  /// - Throws: `MetricError` where the target is too small or not finite, the blur is not positive, or
  ///   the target's own problem does not converge.
  public init(
    target: Matrix<Double>, exponent: ExactTransport.Exponent = .two, blur: Blur = .median
  ) throws(MetricError) {
    try check(target: target, minimum: 1)
    switch blur {
    case .median: self.blur = Self.medianShare * (try MedianDistance.of(target))
    case .length(let length):
      guard length > 0, length.isFinite else { throw .badBandwidth(length) }
      self.blur = length
    }
    source = blur
    self.target = target
    centre = exactCentre(of: target)
    let p = exponent.rawValue
    let epsilon = p == 1 ? self.blur : self.blur * self.blur
    guard epsilon > 0, epsilon.isFinite else { throw .badBandwidth(self.blur) }
    transport = EntropicTransport(exponent: p, epsilon: epsilon)
    own = try transport.solve(CentredCloud(target, about: centre, exponent: p).cloud)
  }

  /// `sinkhorn_divergence`.
  public var name: String { "sinkhorn_divergence" }

  /// The estimator, the exponent and the blur.
  public var attributes: [MetricAttribute] {
    let p = transport.exponent
    let rule = source == .median ? "a fifth of the \(MedianDistance.rule(target.rows))" : "given"
    return standardAttributes(
      longName: "debiased Sinkhorn divergence, \(p == 1 ? "a distance" : "a squared distance")",
      units: "1", estimator: "debiased, converged in the log domain, equal weights",
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
  public func evaluate(_ samples: Matrix<Double>) throws(MetricError) -> MetricValue {
    try check(
      samples: samples, targetRows: target.rows, dimension: target.columns, minimum: 1,
      paired: false)
    let p = transport.exponent
    let x = CentredCloud(samples, about: centre, exponent: p)
    let y = CentredCloud(target, about: centre, exponent: p)
    let between = try transport.solve(x.cloud, y.cloud)
    let within = try transport.solve(x.cloud)
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
  let cloud: PairwiseCloud
  /// What was taken away beyond the centre; zero for p = 1.
  let mean: [Double]

  init(_ points: Matrix<Double>, about centre: [Double], exponent: Int) {
    var elements = points
    var sums = Array(repeating: CompensatedSum(), count: points.columns)
    for row in 0..<points.rows {
      for column in 0..<points.columns {
        elements[row, column] -= centre[column]
        sums[column].add(elements[row, column])
      }
    }
    let mean = sums.map { exponent == 1 ? 0 : $0.value / Double(points.rows) }
    for row in 0..<points.rows {
      for column in 0..<points.columns { elements[row, column] -= mean[column] }
    }
    self.mean = mean
    cloud = PairwiseCloud(differencesOf: elements)
  }
}
