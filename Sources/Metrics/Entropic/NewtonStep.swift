internal import Glibc

/// A Newton step of the dual of entropic transport in the potential of the sources.
///
/// With the targets' potential following, the dual has the gradient a − P1 and the Hessian
/// −(diag(P1) − P diag(1/b) Pᵀ) / ε, both here divided by a, so that products are means over the mass.
/// The step solves for the one by the other with conjugate gradients, which take modes that hang
/// together loosely, the slow ones of Sinkhorn's iteration, in a step each.
/// The plan is held in single precision: the step's direction needs no more, its end is judged anew.
struct NewtonStep {
  /// How far to move each potential.
  let step: [Double]
  /// The growth of the dual along the step, per whole step.
  let slope: Double

  private static let greatestIterations = 200

  /// The step at potentials f and g, of which g follows from f and `plain` from g; `error` is the share
  /// of mass that is out of place.
  init(
    _ problem: EntropicProblem, f: [Double], g: [Double], plain: [Double], error: Double,
    _ epsilon: Double
  ) {
    let x = problem.x
    func dot(_ a: [Double], _ b: [Double]) -> Double { Self.dot(x.weighted(a), b) }
    let masses = zip(f, plain).map { exp(($0 - $1) / epsilon) }
    let plan = problem.plan(f: f, g: g, epsilon)
    let tolerance = min(0.1, max(error, 1e-4))
    var rest = masses.map { epsilon * (1 - $0) }
    Self.removeMean(&rest, x)
    let goal = tolerance * dot(rest, rest).squareRoot()
    var step = Array(repeating: 0.0, count: f.count)
    var direction = Self.preconditioned(rest, masses, x)
    var size = dot(rest, direction)
    for _ in 0..<Self.greatestIterations where size > 0 {
      let image = zip(zip(masses, direction), plan.backAndForth(direction)).map { $0.0 * $0.1 - $1 }
      let curvature = dot(direction, image)
      guard curvature > 0 else { break }
      let length = size / curvature
      for index in step.indices {
        step[index] += length * direction[index]
        rest[index] -= length * image[index]
      }
      guard dot(rest, rest).squareRoot() > goal else { break }
      let residual = Self.preconditioned(rest, masses, x)
      let next = dot(rest, residual)
      let share = next / size
      for index in direction.indices {
        direction[index] = residual[index] + share * direction[index]
      }
      size = next
    }
    self.step = step
    slope =
      zip(x.weighted(step), masses).reduce(0) { $0 + $1.0 * (1 - $1.1) } / Double(f.count)
  }

  /// Divides by the diagonal, and keeps to what constants are orthogonal to: they move nothing.
  private static func preconditioned(
    _ rest: [Double], _ masses: [Double], _ x: EntropicMeasure
  ) -> [Double] {
    var result = zip(rest, masses).map { $0 / $1 }
    removeMean(&result, x)
    return result
  }

  private static func removeMean(_ values: inout [Double], _ x: EntropicMeasure) {
    let mean = x.weighted(values).reduce(0, +) / Double(values.count)
    for index in values.indices { values[index] -= mean }
  }

  private static func dot(_ a: [Double], _ b: [Double]) -> Double {
    var sum = 0.0
    for index in a.indices { sum += a[index] * b[index] }
    return sum
  }
}
