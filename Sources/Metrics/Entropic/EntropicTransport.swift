import Arrays
internal import CKernels
internal import Glibc

/// Entropic transport between two clouds of equal weights, solved in the log domain.
///
/// OT_ε = min over plans P of ⟨P, C⟩ + ε KL(P | a ⊗ b) with C = |x − y|ᵖ. Its dual potentials are
/// annealed from the width of the clouds down to the blur ε^(1/p), then iterated at ε until the dual's
/// distance from its optimum is certainly small; two clouds by Sinkhorn's alternation, over-relaxed by
/// the rate at which it is seen to converge (Thibault et al. 2021), one cloud against itself by
/// averaging, which halves the error at each step (Feydy et al. 2019).
struct EntropicTransport {
  let exponent: Int
  let epsilon: Double
  /// How far the dual may be from its optimum.
  let tolerance: Double
  static let greatestIterations = 3000

  /// What was found: the value, and a bound of its distance from the optimum.
  struct Solution {
    var value: Double
    var gap: Double
  }

  /// The cost of carrying one cloud to the other.
  func solve(_ x: PairwiseCloud, _ y: PairwiseCloud) throws(MetricError) -> Solution {
    let problem = EntropicProblem(x, y, exponent: exponent)
    var f = Array(repeating: 0.0, count: x.count)
    var g = Array(repeating: 0.0, count: y.count)
    for level in annealing(from: problem.greatestCost) {
      // Averaged steps from both sides, as on one cloud: neither side runs ahead of the other.
      let (forward, backward) = (
        problem.transform(ofTarget: g, level), problem.transform(ofSource: f, level)
      )
      f = zip(f, forward).map { 0.5 * ($0 + $1) }
      g = zip(g, backward).map { 0.5 * ($0 + $1) }
    }
    var pace = OverRelaxation()
    for _ in 0..<Self.greatestIterations {
      let forward = problem.transform(ofTarget: g, epsilon)
      f = pace.step(f, forward)
      let backward = problem.transform(ofSource: f, epsilon)
      let error = marginalError(g, backward)
      if error * problem.greatestCost <= tolerance || pace.isAtRest(error) {
        // A plain step makes the rows exact; what the columns then lack bounds the gap.
        f = problem.transform(ofTarget: g, epsilon)
        let lack = marginalError(g, problem.transform(ofSource: f, epsilon))
        let gap = lack * problem.greatestCost
        if gap <= tolerance { return Solution(value: mean(f) + mean(g), gap: gap) }
      }
      g = pace.step(g, backward)
      pace.record(error)
    }
    throw .notConverged(iterations: Self.greatestIterations, gap: pace.last * problem.greatestCost)
  }

  /// The cost of carrying a cloud to itself.
  func solve(_ x: PairwiseCloud) throws(MetricError) -> Solution {
    let problem = EntropicProblem(x, x, exponent: exponent)
    var f = Array(repeating: 0.0, count: x.count)
    for level in annealing(from: problem.greatestCost) {
      f = zip(f, problem.transform(ofTarget: f, level)).map { 0.5 * ($0 + $1) }
    }
    var gap = Double.infinity
    for _ in 0..<Self.greatestIterations {
      let next = problem.transform(ofTarget: f, epsilon)
      // The one potential stands on both sides.
      gap = 2 * marginalError(f, next) * problem.greatestCost
      if gap <= tolerance {
        let mass = mean(zip(f, next).map { exp(($0 - $1) / epsilon) })
        return Solution(value: 2 * mean(f) - epsilon * (mass - 1), gap: gap)
      }
      f = zip(f, next).map { 0.5 * ($0 + $1) }
    }
    throw .notConverged(iterations: Self.greatestIterations, gap: gap)
  }

  /// The temperatures before ε: blurs that halve, from the greatest distance on.
  private func annealing(from greatestCost: Double) -> [Double] {
    let ratio = exponent == 1 ? 0.5 : 0.25
    var levels: [Double] = []
    var level = greatestCost
    while level > epsilon {
      levels.append(level)
      level *= ratio
    }
    return levels
  }

  /// The sum over points of what the plan of these potentials lacks of their weight or exceeds it by.
  private func marginalError(_ potential: [Double], _ transform: [Double]) -> Double {
    mean(zip(potential, transform).map { abs(expm1(($0 - $1) / epsilon)) })
  }

  private func mean(_ values: [Double]) -> Double {
    values.compensatedSum / Double(values.count)
  }
}

/// How far potentials go beyond a Sinkhorn step.
///
/// Near the solution plain steps shrink the error by a factor θ; steps that are 2 / (1 + √(1 − θ))
/// times as long shrink it fastest. Whenever that does not help, steps are plain again for a while.
private struct OverRelaxation {
  private var factor = 1.0
  private var errors: [Double] = []
  private var plainSteps = 0
  private(set) var last = Double.infinity
  private var best = Double.infinity

  func step(_ old: [Double], _ new: [Double]) -> [Double] {
    guard factor != 1 else { return new }
    return zip(old, new).map { $0 + factor * ($1 - $0) }
  }

  /// Whether the error is down to rounding, so that no step will lower it.
  func isAtRest(_ error: Double) -> Bool { error < 1e-14 }

  mutating func record(_ error: Double) {
    defer {
      last = error
      best = min(best, error)
    }
    if factor == 1 {
      plainSteps += 1
      guard plainSteps >= 6, error < last, last < .infinity else { return }
      let rate = min(error / last, 0.999)
      factor = 2 / (1 + (1 - rate).squareRoot())
    } else if !(error <= 8 * best) {
      factor = 1
      plainSteps = 0
      best = error
    }
  }
}
