public import Arrays

/// The exact p-Wasserstein distance between two point clouds of equal size.
///
/// W_p = (min over permutations σ of mean |xᵢ − y_σ(i)|ᵖ)^(1/p) with the Euclidean norm. The
/// assignment problem is solved by an ε-scaling auction and repaired to optimality by shortest
/// augmenting paths, so the value is certified: `Transport.relativeGap` bounds its distance from the
/// dual optimum. On the line both clouds are sorted. Memory grows linearly with the number of points
/// up to dimension 8, with its square above. Not for clouds of different size: subsample the larger.
///
/// The solver is deterministic, runs on the calling thread and shares nothing between calls.
///
/// - SeeAlso: Bertsekas 1988 (the auction); Jonker & Volgenant 1987 (augmenting paths); Kerber,
///   Morozov & Nigmetov 2017 (bids answered by a k-d tree that knows the least price of each part).
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

  /// Finds an optimal transport.
  ///
  /// - Parameters:
  ///   - source: shape [n, dimension], finite, n ≥ 1.
  ///   - target: shape [n, dimension], finite.
  /// - Returns: the distance with its certificate, and an assignment that attains it.
  /// - Throws: `MetricError` where the clouds do not fit together, hold a NaN or an infinity, or
  ///   where the gap stays above `certifiedGap`, as it may for distances below about 10⁻⁷ of the
  ///   clouds' extent.
  /// - Complexity: measured n^1.6 in the plane.
  public func solve(
    source: Matrix<Double>, target: Matrix<Double>
  ) throws(MetricError) -> Transport {
    try Self.check(source, target)
    let problem = NormalisedProblem(source: source, target: target, exponent: exponent)
    if source.columns == 1 {
      return transport(problem, assignment: problem.sortedAssignment, gap: 0)
    }
    let solution = try problem.solve()
    let transport = transport(problem, assignment: solution.assignment, gap: solution.gap)
    guard transport.relativeGap <= Self.certifiedGap else {
      throw .notCertified(relativeGap: transport.relativeGap)
    }
    return transport
  }

  private func transport(
    _ problem: NormalisedProblem, assignment: [Int], gap: Double
  ) -> Transport {
    let cost = problem.cost(of: assignment)
    let mean = cost / Double(assignment.count)
    return Transport(
      distance: problem.unit * (exponent == .one ? mean : mean.squareRoot()),
      relativeGap: cost > 0 ? max(gap, 0) / cost : 0,
      assignment: assignment)
  }

  private static func check(
    _ source: Matrix<Double>, _ target: Matrix<Double>
  ) throws(MetricError) {
    guard source.columns == target.columns else {
      throw .dimensionMismatch(samples: source.columns, target: target.columns)
    }
    guard source.columns > 0 else { throw .noCoordinates }
    guard source.rows == target.rows else {
      throw .countMismatch(samples: source.rows, target: target.rows)
    }
    guard source.rows > 0 else { throw .tooFewPoints(.samples, minimum: 1, found: 0) }
    precondition(source.rows < 1 << 30, "the solver numbers points with 32 bits")
    for (cloud, points) in [(MetricError.Cloud.samples, source), (.target, target)] {
      if let index = points.elements.firstIndex(where: { !$0.isFinite }) {
        throw .nonFinite(cloud, row: index / points.columns)
      }
    }
  }
}
