public import Arrays

/// The exact p-Wasserstein distance between two clouds of points, weighted or not.
///
/// W_p = (min over transport plans of Σ mass |x − y|ᵖ)^(1/p) with the Euclidean norm; between equally
/// many points of equal weight the plans are permutations. Solved by the network simplex method, whose
/// entering arcs a k-d tree finds and which starts from the solution between clusters of half as many
/// points, so the value is certified: `relativeGap` bounds its distance from the dual optimum. On the
/// line both clouds are sorted. Memory grows linearly with the number of points up to dimension 8,
/// with the product of both numbers above.
///
/// The solver is deterministic, runs on the calling thread and shares nothing between calls.
///
/// - SeeAlso: Dantzig 1951 (the method); Cunningham 1976 (what keeps it from cycling); Mérigot 2011
///   (solving coarse to fine); Bertsekas 1988 (the auction that starts it above dimension 8).
public struct ExactTransport: Sendable {
  /// The power p of the distance in the transport cost.
  public enum Exponent: Int, Sendable, CaseIterable {
    /// The cost is the distance.
    case one = 1
    /// The cost is the squared distance.
    case two = 2
  }

  /// The greatest relative duality gap that counts as exact.
  public static let certifiedGap = 1e-9

  /// The power of the distance in the transport cost.
  public let exponent: Exponent

  /// A solver for this exponent.
  public init(exponent: Exponent) {
    self.exponent = exponent
  }

  /// Finds an optimal transport of every source to a target of its own.
  ///
  /// - Parameters:
  ///   - source: shape [n, dimension], finite, n ≥ 1.
  ///   - target: shape [n, dimension], finite.
  /// - Returns: the distance with its certificate, and an assignment that attains it.
  /// - Throws: `MetricError` where the clouds do not fit together, hold a NaN or an infinity, or
  ///   where the gap stays above `certifiedGap`.
  /// - Complexity: measured n^1.5 in the plane; n² for p = 1 between clouds far apart.
  public func solve(
    source: Matrix<Double>, target: Matrix<Double>
  ) throws(MetricError) -> Transport {
    guard source.columns == target.columns else {
      throw .dimensionMismatch(samples: source.columns, target: target.columns)
    }
    guard source.rows == target.rows || source.columns == 0 else {
      throw .countMismatch(samples: source.rows, target: target.rows)
    }
    let found = try plan(source: source, target: target)
    return Transport(
      distance: found.distance, relativeGap: found.relativeGap,
      assignment: found.moves.map(\.target))
  }

  /// Finds an optimal transport plan between weighted points.
  ///
  /// Weights are divided by their sum and rounded to multiples of 2⁻⁶¹, which moves none by more than
  /// the rounding of its own digits and of the sum; points of weight 0 take no part.
  ///
  /// - Parameters:
  ///   - source: shape [n, dimension], finite, n ≥ 1.
  ///   - target: shape [m, dimension], finite, m ≥ 1.
  ///   - sourceWeights: n numbers ≥ 0, not all 0; equal weights where there are none.
  ///   - targetWeights: m numbers ≥ 0, not all 0; equal weights where there are none.
  /// - Returns: the distance with its certificate, and a plan that attains it.
  /// - Throws: `MetricError` as `solve`, and for weights that are negative, not finite, all zero or
  ///   not as many as the points.
  public func plan(
    source: Matrix<Double>, target: Matrix<Double>, sourceWeights: [Double]? = nil,
    targetWeights: [Double]? = nil
  ) throws(MetricError) -> TransportPlan {
    try Self.check(source, target)
    let masses = try Masses(
      sources: source.rows, targets: target.rows, sourceWeights: sourceWeights,
      targetWeights: targetWeights)
    let problem = NormalisedProblem(
      source: source, target: target, masses: masses, exponent: exponent)
    let found =
      source.columns == 1 ? (moves: problem.sortedMoves, gap: 0.0) : try problem.solve()
    let cost = problem.cost(of: found.moves)
    let relativeGap = cost > 0 ? max(found.gap, 0) / cost : 0
    guard relativeGap <= Self.certifiedGap else { throw .notCertified(relativeGap: relativeGap) }
    let total = masses.total
    return TransportPlan(
      distance: problem.unit * (exponent == .one ? cost : cost.squareRoot()),
      relativeGap: relativeGap,
      moves: found.moves.map { move in
        TransportPlan.Move(
          source: move.source, target: move.target, mass: Double(move.amount) / total)
      })
  }

  private static func check(
    _ source: Matrix<Double>, _ target: Matrix<Double>
  ) throws(MetricError) {
    guard source.columns == target.columns else {
      throw .dimensionMismatch(samples: source.columns, target: target.columns)
    }
    guard source.columns > 0 else { throw .noCoordinates }
    for (cloud, points) in [(MetricError.Cloud.samples, source), (.target, target)] {
      guard points.rows > 0 else { throw .tooFewPoints(cloud, minimum: 1, found: 0) }
      precondition(points.rows < 1 << 29, "the solver numbers points with 32 bits")
      if let index = points.elements.firstIndex(where: { !$0.isFinite }) {
        throw .nonFinite(cloud, row: index / points.columns)
      }
    }
  }
}
