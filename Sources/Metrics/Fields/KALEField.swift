package import Arrays
internal import CKernels
internal import Glibc

/// The gradient field of the KL approximate lower-bound estimator (KALE) to a target.
///
/// KALE(P ‖ Q) = (1 + λ) max over h of 1 + ∫h dP − ∫eʰ dQ − ½ λ ‖h‖² in the kernel's space: MMD² / 2 as
/// λ → ∞, KL(P ‖ Q) as λ → 0. With P the n particles y and Q the m target points x the maximum is at
/// h = w / λ, w = 1/n Σⱼ k(yⱼ, ·) − Σᵢ αᵢ k(xᵢ, ·), where λ ln(m αᵢ) = w(xᵢ): Newton's method finds α.
/// Particles that follow −(1 + λ)/λ ∇w descend it.
///
/// - SeeAlso: Glaser, Arbel & Gretton, *KALE flow: a relaxed KL gradient flow for probabilities with
///   disjoint support*, NeurIPS 2021.
package struct KALEField: Sendable {
  /// What was found for one cloud of particles.
  package struct Solution: Sendable {
    /// KALE of the particles to the target.
    package let value: Double
    /// ln(m αᵢ) of each target point: where a solver begins for a cloud near by.
    package let logWeights: [Double]
    /// −(1 + λ)/λ ∇w at each point asked for.
    package let velocity: Matrix<Double>
  }

  private let function: PairFunction
  private let regularization: Double
  private let target: PairwiseCloud
  /// k(xᵢ, xⱼ), row by row.
  private let kernels: [Double]

  private static let greatestIterations = 100
  /// What ln(m αᵢ) may be off by.
  private static let tolerance = 1e-9

  /// The field of a target, of shape [count, dimension], for λ = `regularization`.
  ///
  /// - Throws: `MetricError`, as `MMD`.
  package init(
    target: Matrix<Double>, kernel: Kernel, bandwidths: MMD.Bandwidths, regularization: Double
  ) throws(MetricError) {
    try check(target: target, minimum: 1)
    precondition(regularization > 0, "without a penalty there is no greatest h")
    let (function, isNegative) = kernel.function(
      bandwidths: try MMD.freeze(bandwidths, of: kernel, on: target))
    precondition(!isNegative, "the kernel is positive definite")
    self.function = function
    self.regularization = regularization
    let cloud = PairwiseCloud(differencesOf: target)
    self.target = cloud
    kernels = cloud.values(of: function)
  }

  /// The field at `points` for the law of `particles`.
  ///
  /// - Parameters:
  ///   - points: where the field is asked for, shape [any, dimension].
  ///   - particles: shape [n, dimension].
  ///   - start: the logarithms that Newton's method begins with; 0, the weights of the target, where none
  ///     are given.
  /// - Returns: the field, KALE, and where to begin next time.
  /// - Throws: `MetricError.notConverged`.
  package func solve(
    at points: Matrix<Double>, of particles: Matrix<Double>, from start: [Double]? = nil
  ) throws(MetricError) -> Solution {
    let cloud = PairwiseCloud(differencesOf: particles)
    let n = Double(cloud.count)
    let pulls = target.sums(of: function, with: cloud).own.map { $0 / n }
    let logWeights = try maximise(pulls, from: start ?? Array(repeating: 0, count: target.count))
    let weights = self.weights(logWeights)
    let places = PairwiseCloud(differencesOf: points)
    let factor = (1 + regularization) / regularization
    let velocity = Matrix(rows: points.rows, columns: points.columns, repeating: 0.0)
      .adding(-factor / n, places.gradients(of: function, over: cloud))
      .adding(factor, places.gradients(of: function, over: target, weights: weights))
    let own =
      (cloud.sums(of: function).compensatedSum + n * function.atZero) / (n * n)
    let others = zip(weights, product(weights)).reduce(0) { $0 + $1.0 * $1.1 }
    let value =
      (1 + regularization)
      * (1 - weights.compensatedSum + 0.5 / regularization * (own - others))
    return Solution(value: value, logWeights: logWeights, velocity: velocity)
  }

  private func weights(_ logarithms: [Double]) -> [Double] {
    logarithms.map { exp($0) / Double(target.count) }
  }

  /// K times a vector over the target points.
  private func product(_ vector: [Double]) -> [Double] {
    var result = Array(repeating: 0.0, count: target.count)
    unsafe gfk_product_with_transpose(kernels, vector, &result, target.count, 1, target.count)
    return result
  }
}

// MARK: - The dual problem

extension KALEField {
  /// The u = ln(m α) of the least λ Σ α (ln(m α) − 1) + ½ αᵀKα − cᵀα, c the `pulls`.
  private func maximise(_ pulls: [Double], from start: [Double]) throws(MetricError) -> [Double] {
    var u = start
    var excess = Double.infinity
    for _ in 0..<Self.greatestIterations {
      let alpha = weights(u)
      let image = product(alpha)
      let slope = u.indices.map { regularization * u[$0] + image[$0] - pulls[$0] }
      excess = slope.reduce(0) { max($0, $1.magnitude) } / regularization
      guard excess > Self.tolerance else { return u }
      guard excess.isFinite else { break }
      u = descend(u, alpha, slope, newtonStep(alpha, slope), pulls)
    }
    throw .notConverged(iterations: Self.greatestIterations, gap: excess)
  }

  /// The δ of (λ + K diag α) δ = −slope, by conjugate gradients on the symmetric form
  /// (λ + A K A) s = −A slope with A = diag √α and δ = s / √α.
  private func newtonStep(_ alpha: [Double], _ slope: [Double]) -> [Double] {
    let roots = alpha.map { $0.squareRoot() }
    var rest = zip(roots, slope).map { -$0 * $1 }
    var solution = Array(repeating: 0.0, count: rest.count)
    var direction = rest
    var size = Self.dot(rest, rest)
    let goal = 1e-16 * size
    for _ in 0..<2 * rest.count where size > goal {
      let inner = product(zip(roots, direction).map { $0 * $1 })
      let image = direction.indices.map { regularization * direction[$0] + roots[$0] * inner[$0] }
      let curvature = Self.dot(direction, image)
      guard curvature > 0 else { break }
      let length = size / curvature
      for index in rest.indices {
        solution[index] += length * direction[index]
        rest[index] -= length * image[index]
      }
      let next = Self.dot(rest, rest)
      for index in rest.indices {
        direction[index] = rest[index] + next / size * direction[index]
      }
      size = next
    }
    // λδ = −slope − K A s, which divides by no weight that has vanished.
    let inner = product(zip(roots, solution).map { $0 * $1 })
    return zip(slope, inner).map { -($0 + $1) / regularization }
  }

  /// Goes along a step as far as the dual falls as its slope promises; weights stay positive.
  private func descend(
    _ u: [Double], _ alpha: [Double], _ slope: [Double], _ step: [Double], _ pulls: [Double]
  ) -> [Double] {
    let greatest = step.reduce(0) { max($0, $1.magnitude) }
    var length = min(1, 4 / greatest)
    let (before, promise) = (
      dual(u, pulls), u.indices.reduce(0.0) { $0 + slope[$1] * alpha[$1] * step[$1] }
    )
    let rounding = 1e-14 * (before.magnitude + regularization)
    while length > 1e-9 {
      let next = zip(u, step).map { $0 + length * $1 }
      if dual(next, pulls) <= before + 1e-4 * length * promise + rounding { return next }
      length *= 0.5
    }
    return zip(u, step).map { $0 + length * $1 }
  }

  private func dual(_ u: [Double], _ pulls: [Double]) -> Double {
    let alpha = weights(u)
    let image = product(alpha)
    return alpha.indices.reduce(0) {
      $0 + alpha[$1] * (regularization * (u[$1] - 1) + 0.5 * image[$1] - pulls[$1])
    }
  }

  private static func dot(_ a: [Double], _ b: [Double]) -> Double {
    var sum = 0.0
    for index in a.indices { sum += a[index] * b[index] }
    return sum
  }
}
