import Arrays
internal import Glibc

/// Entropic transport between two clouds, solved in the log domain.
///
/// OT_ε = min over plans P of ⟨P, C⟩ + ε KL(P | a ⊗ b) with C = |x − y|ᵖ. Its dual is concave in the
/// potential f of the sources once the targets' follows from it. Potentials are annealed by Sinkhorn
/// steps from the width of the clouds down to the blur ε^(1/p), then finished by Newton's method
/// (Brauer, Clason, Lorenz & Wirth 2017), since Sinkhorn's steps need thousands where mass has far to
/// go. One cloud against itself is solved by averaged steps, which halve the error (Feydy et al. 2019).
struct EntropicTransport {
  let exponent: Int
  let epsilon: Double
  /// The share of their weight that points may lack or exceed at the end.
  var greatestMarginalError = 1e-3

  /// What the dual may lack of its optimum, as a share of ε.
  private static let gapShare = 1e-6
  private static let greatestIterations = 200
  /// Sinkhorn steps at each temperature on the way.
  private static let annealingSteps = 6

  /// What was found: the value, and how far the dual may be from its optimum.
  struct Solution {
    var value: Double
    var gap: Double
    /// The potential of the targets, or of the cloud itself.
    var potential: [Double]
  }

  /// The cost of carrying one cloud to the other.
  func solve(_ x: EntropicMeasure, _ y: EntropicMeasure) throws(MetricError) -> Solution {
    let problem = EntropicProblem(x, y, exponent: exponent)
    var f = Array(repeating: 0.0, count: x.count)
    for level in annealing(from: problem.greatestCost) {
      for _ in 0..<Self.annealingSteps {
        let next = problem.transform(ofTarget: problem.transform(ofSource: f, level), level)
        let error = marginalError(x, f, next, level)
        f = next
        if error < 0.05 { break }
      }
    }
    var (g, gap) = (problem.transform(ofSource: f, epsilon), Double.infinity)
    for _ in 0..<Self.greatestIterations {
      let plain = problem.transform(ofTarget: g, epsilon)
      let error = marginalError(x, f, plain, epsilon)
      if error > 0.5 {
        // Too far for the quadratic model to say anything.
        f = plain
        g = problem.transform(ofSource: f, epsilon)
        continue
      }
      let newton = NewtonStep(problem, f: f, g: g, plain: plain, error: error, epsilon)
      // To second order the optimum is half the step's slope away.
      gap = newton.slope
      if gap <= Self.gapShare * epsilon, error <= greatestMarginalError {
        return Solution(
          value: x.mean(f) + y.mean(g) + 0.5 * newton.slope, gap: gap, potential: g)
      }
      (f, g) = advance(problem, newton, f, g, plain)
    }
    throw .notConverged(iterations: Self.greatestIterations, gap: gap)
  }

  /// Goes along a Newton step as far as the dual grows as the step's slope promises.
  private func advance(
    _ problem: EntropicProblem, _ newton: NewtonStep, _ f: [Double], _ g: [Double],
    _ plain: [Double]
  ) -> (f: [Double], g: [Double]) {
    let (x, y) = (problem.x, problem.y)
    let dual = x.mean(f) + y.mean(g)
    let rounding = 1e-14 * problem.greatestCost
    // A potential that moves by many ε takes the exponentials out of what the model knows.
    let greatest = newton.step.lazy.map(\.magnitude).max() ?? 0
    var length = greatest > 10 * epsilon ? 10 * epsilon / greatest : 1
    while length > 1e-6 {
      let next = zip(f, newton.step).map { $0 + length * $1 }
      let other = problem.transform(ofSource: next, epsilon)
      if x.mean(next) + y.mean(other) >= dual + 1e-4 * length * newton.slope - rounding {
        return (next, other)
      }
      length *= 0.5
    }
    return (plain, problem.transform(ofSource: plain, epsilon))
  }

  /// The cost of carrying a cloud to itself.
  func solve(_ x: EntropicMeasure) throws(MetricError) -> Solution {
    let problem = EntropicProblem(x, x, exponent: exponent)
    var f = Array(repeating: 0.0, count: x.count)
    for level in annealing(from: problem.greatestCost) {
      f = zip(f, problem.transform(ofTarget: f, level)).map { 0.5 * ($0 + $1) }
    }
    var gap = Double.infinity
    for _ in 0..<Self.greatestIterations {
      let next = problem.transform(ofTarget: f, epsilon)
      let error = marginalError(x, f, next, epsilon)
      let change = zip(f, next).reduce(0) { max($0, ($1.0 - $1.1).magnitude) }
      // Steps that halve the error lead no farther than this one; the potential stands on both sides.
      gap = 2 * error * change
      if gap <= Self.gapShare * epsilon, error <= greatestMarginalError {
        let mass = x.mean(zip(f, next).map { exp(($0 - $1) / epsilon) })
        return Solution(
          value: 2 * x.mean(f) - epsilon * (mass - 1), gap: gap, potential: f)
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
  private func marginalError(
    _ x: EntropicMeasure, _ potential: [Double], _ transform: [Double], _ epsilon: Double
  ) -> Double {
    x.mean(zip(potential, transform).map { abs(expm1(($0 - $1) / epsilon)) })
  }
}
