import Arrays
import Distributions
import Metrics
import Randomness
import Specification
import Training

/// The velocity of student networks towards teachers, whose answers to inputs on a sphere they learn.
///
/// Every iteration has inputs of its own, uniform on the unit sphere. Noise moves students where their own
/// gradient is taken, and not where their mean answer is, as in the authors' code.
struct NetworkVelocity: VelocityField {
  private let run: Run
  private let injection: NoiseInjection
  private let teachers: TargetCloud
  private let networks: NetworkField
  private let count: Int

  let reportNames = ["mmd2"]

  /// The velocity of a run's flow.
  init(_ run: Run) {
    self.run = run
    let flow = run.specification["flow"]
    injection = NoiseInjection(run)
    teachers = TargetCloud(run)
    networks = NetworkField(
      weights: run.target.dimension, hidden: flow["hidden"].integer, width: flow["width"].number)
    count = flow["inputs"].integer
  }

  mutating func velocity(of particles: Matrix<Double>, at iteration: Int) throws -> Velocity {
    let inputs = inputs(at: iteration)
    let residual = networks.residual(
      of: particles, from: teachers.points(at: iteration), at: inputs)
    let field = networks.velocity(
      of: injection.moved(particles, at: iteration), residual: residual, at: inputs)
    let squares = residual.reduce(0) { $0 + $1 * $1 }
    return Velocity(field, report: [squares / Double(count)])
  }

  /// Inputs that are uniform on the unit sphere, of shape [inputs, d].
  private func inputs(at iteration: Int) -> Matrix<Double> {
    var stream = run.stream("training/inputs", iteration: iteration)
    var points = Matrix(rows: count, columns: networks.dimension, repeating: 0.0)
    for row in 0..<count {
      for column in 0..<points.columns { points[row, column] = stream.normal() }
      let length = points[row: row].reduce(0) { $0 + $1 * $1 }.squareRoot()
      for column in 0..<points.columns where length > 0 { points[row, column] /= length }
    }
    return points
  }
}
