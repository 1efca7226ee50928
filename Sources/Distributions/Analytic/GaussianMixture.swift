public import Arrays
public import Randomness

/// A mixture Σₖ wₖ N(meanₖ, Σₖ) of normal laws.
///
/// A *balanced* mixture gives every component the same count in every batch, as the published
/// experiments on rings do; its marginal law is the mixture with equal weights, but the points of a
/// batch are then not independent.
public struct GaussianMixture: DensityDistribution {
  /// The normal laws that are mixed.
  public let components: [Gaussian]
  /// The probability of each component; sums to 1.
  public let weights: [Double]
  /// Whether every batch holds equal counts of every component.
  public let balanced: Bool

  /// The mixture of these laws.
  ///
  /// - Parameters:
  ///   - components: at least one, all of the same dimension.
  ///   - weights: not negative, of any positive sum; nil for equal weights.
  ///   - balanced: equal counts per component in every batch, which excludes `weights`. Where the
  ///     batch is no multiple of their number, distinct components drawn at random get one more.
  /// - Throws: `DistributionError`.
  public init(
    components: [Gaussian], weights: [Double]? = nil, balanced: Bool = false
  ) throws(DistributionError) {
    guard let first = components.first else {
      throw .tooSmall(quantity: "the number of components", minimum: 1, found: 0)
    }
    for component in components where component.dimension != first.dimension {
      throw .sizeMismatch(
        quantity: "the mean of a component", expected: first.dimension, found: component.dimension)
    }
    guard !balanced || weights == nil else { throw .weightsOfBalancedMixture }
    self.components = components
    self.balanced = balanced
    let equal = Array(repeating: 1.0, count: components.count)
    self.weights = try Self.normalised(weights ?? equal, count: components.count)
  }

  /// The mixture of normal laws N(mean, deviation² I).
  ///
  /// - Throws: `DistributionError`.
  public init(
    means: [[Double]], deviation: Double, weights: [Double]? = nil, balanced: Bool = false
  ) throws(DistributionError) {
    var components: [Gaussian] = []
    for mean in means {
      components.append(
        try Gaussian(mean: mean, deviation: Array(repeating: deviation, count: mean.count)))
    }
    try self.init(components: components, weights: weights, balanced: balanced)
  }

  private static func normalised(
    _ weights: [Double], count: Int
  ) throws(DistributionError) -> [Double] {
    guard weights.count == count else {
      throw .sizeMismatch(quantity: "weights", expected: count, found: weights.count)
    }
    for weight in weights {
      _ = try nonNegative(weight, "a weight")
    }
    let sum = weights.reduce(0, +)
    guard sum > 0 else { throw .noWeight }
    return weights.map { $0 / sum }
  }

  /// The dimension of the space.
  public var dimension: Int { components[0].dimension }

  /// Draws the component of every row first, then the normal values of all rows.
  public func fill(_ samples: inout Matrix<Float>, using stream: inout RandomStream) {
    precondition(samples.columns == dimension, "samples need one column per coordinate")
    let labels = drawLabels(count: samples.rows, using: &stream)
    stream.fillNormal(&samples.elements)
    for (row, label) in labels.enumerated() {
      components[label].place(&samples.elements, row: row)
    }
  }

  /// Draws the index of the component that each of `count` points is to come from.
  package func drawLabels(count: Int, using stream: inout RandomStream) -> [Int] {
    balanced
      ? balancedLabels(count: count, using: &stream)
      : independentLabels(count: count, using: &stream)
  }

  private func balancedLabels(count: Int, using stream: inout RandomStream) -> [Int] {
    let (share, rest) = count.quotientAndRemainder(dividingBy: components.count)
    var labels = components.indices.flatMap { Array(repeating: $0, count: share) }
    if rest > 0 {
      labels += stream.permutation(of: components.count).prefix(rest)
    }
    stream.shuffle(&labels)
    return labels
  }

  private func independentLabels(count: Int, using stream: inout RandomStream) -> [Int] {
    var cumulative: [Double] = []
    var sum = 0.0
    for weight in weights {
      sum += weight
      cumulative.append(sum)
    }
    // Rounding may leave the sum below a draw, which then belongs to the last positive weight.
    let last = weights.lastIndex { $0 > 0 } ?? 0
    return (0..<count).map { _ in
      let draw = stream.uniform()
      return cumulative.firstIndex { draw < $0 } ?? last
    }
  }

  /// The logarithm of the density at each row.
  public func logDensity(at points: Matrix<Double>) -> [Double] {
    precondition(points.columns == dimension, "points need one column per coordinate")
    return (0..<points.rows).map { row in
      let terms = logTerms(at: points[row: row])
      let greatest = terms.reduce(-Double.infinity, max)
      return greatest + logarithm(terms.reduce(0) { $0 + exponential($1 - greatest) })
    }
  }

  /// The score at each row: the mean of the components' scores under their posterior weights.
  public func score(at points: Matrix<Double>) -> Matrix<Double> {
    precondition(points.columns == dimension, "points need one column per coordinate")
    var scores = Matrix<Double>(rows: points.rows, columns: dimension, repeating: 0)
    for row in 0..<points.rows {
      let point = points[row: row]
      let terms = logTerms(at: point)
      let greatest = terms.reduce(-Double.infinity, max)
      let masses = terms.map { exponential($0 - greatest) }
      let total = masses.reduce(0, +)
      for (component, mass) in zip(components, masses) where mass > 0 {
        for (column, value) in component.score(at: point).enumerated() {
          scores[row, column] += mass / total * value
        }
      }
    }
    return scores
  }

  /// log wₖ + log densityₖ, for each component.
  private func logTerms(at point: ArraySlice<Double>) -> [Double] {
    zip(components, weights).map { component, weight in
      weight > 0 ? logarithm(weight) + component.logDensity(at: point) : -.infinity
    }
  }
}

extension GaussianMixture: ModalDistribution {
  /// The weights of the components.
  public var modeWeights: [Double] { weights }

  /// The nearest component of each row.
  public func nearestModes(
    to points: Matrix<Double>
  ) -> [(mode: Int, squaredDeviations: Double)] {
    precondition(points.columns == dimension, "points need one column per coordinate")
    return (0..<points.rows).map { row in
      let point = points[row: row]
      var nearest = (mode: 0, squaredDeviations: Double.infinity)
      for (index, component) in components.enumerated() {
        let square = component.squaredDeviations(of: point)
        if square < nearest.squaredDeviations { nearest = (index, square) }
      }
      return nearest
    }
  }
}

extension GaussianMixture: LabelledDistribution {
  /// One class per component.
  public var classCount: Int { components.count }

  /// The components that points are drawn from.
  public func classes(count: Int, using stream: RandomStream) -> [Int] {
    var stream = stream
    return drawLabels(count: count, using: &stream)
  }
}
