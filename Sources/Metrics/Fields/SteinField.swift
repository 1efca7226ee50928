package import Arrays
internal import Glibc

/// The direction of Stein variational gradient descent.
///
/// φ(xᵢ) = 1/n Σⱼ [k(xⱼ, xᵢ) s(xⱼ) + ∇ₓⱼ k(xⱼ, xᵢ)], s the target's score and k = exp(−|x − y|² / 2h²).
///
/// - SeeAlso: Liu & Wang, *Stein variational gradient descent*, NeurIPS 2016, Algorithm 1.
package enum SteinField {
  /// How wide the kernel is.
  package enum Bandwidth: Sendable, Equatable {
    /// h² = med / (2 log(n + 1)) at every step, med the median over all n² pairs, points with
    /// themselves included, of the squared distance, as in the authors' code.
    case median
    /// This h.
    case length(Double)
  }

  /// The direction at each of `particles`, whose scores are given; both of shape [n, dimension].
  ///
  /// - Throws: `MetricError.zeroMedianDistance` where half of the particles coincide.
  package static func velocity(
    of particles: Matrix<Double>, scores: Matrix<Double>, bandwidth: Bandwidth
  ) throws(MetricError) -> Matrix<Double> {
    let cloud = PairwiseCloud(differencesOf: particles)
    let kernel = PairFunction.gaussian(bandwidths: [try length(bandwidth, cloud)])
    let share = 1 / Double(particles.rows)
    // ∇ by xⱼ is minus that by xᵢ.
    return Matrix(rows: particles.rows, columns: particles.columns, repeating: 0.0)
      .adding(share, cloud.products(of: kernel, over: cloud, vectors: scores))
      .adding(-share, cloud.gradients(of: kernel, over: cloud))
  }

  private static func length(
    _ bandwidth: Bandwidth, _ cloud: PairwiseCloud
  ) throws(MetricError) -> Double {
    switch bandwidth {
    case .length(let length):
      guard length > 0, length.isFinite else { throw .badBandwidth(length) }
      return length
    case .median:
      let median = medianSquare(cloud)
      guard median > 0 else { throw .zeroMedianDistance }
      return (0.5 * median / log(Double(cloud.count) + 1)).squareRoot()
    }
  }

  /// The median of all n² squared distances, among which each pair stands twice and n are 0.
  private static func medianSquare(_ cloud: PairwiseCloud) -> Double {
    var distances = cloud.pairDistances
    let (n, all) = (cloud.count, cloud.count * cloud.count)
    func ranked(_ rank: Int) -> Double {
      guard rank >= n else { return 0 }
      let distance = distances.selectSmallest((rank - n) / 2)
      return distance * distance
    }
    return all.isMultiple(of: 2) ? 0.5 * (ranked(all / 2 - 1) + ranked(all / 2)) : ranked(all / 2)
  }
}
