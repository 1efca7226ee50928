import Arrays
import Metrics
import Specification
import Training

/// The velocity of the flows of W₁ and ½ W₂² along an exact transport plan to the target's points.
///
/// For p = 2 a particle goes to the mean of where its mass goes, v = T(x) − x; for p = 1 towards it at
/// speed 1, v = mean of (y − x) / |y − x| over its mass. Where several of one kind are optimal, it is the
/// solver's choice.
struct ExactTransportVelocity: VelocityField {
  private let exponent: ExactTransport.Exponent
  private let target: TargetCloud

  /// The velocity of a run's flow, `w1` or `w2`.
  init(_ run: Run) {
    switch run.specification["flow"].kind {
    case "w1": exponent = .one
    case "w2": exponent = .two
    case let kind: undeclared(kind)
    }
    target = TargetCloud(run)
  }

  /// W_p between the particles and the points.
  var reportNames: [String] { ["transport_distance"] }

  mutating func velocity(of particles: Matrix<Double>, at iteration: Int) throws -> Velocity {
    let points = target.points(at: iteration)
    let plan = try ExactTransport(exponent: exponent).plan(source: particles, target: points)
    var field = Matrix(rows: particles.rows, columns: particles.columns, repeating: 0.0)
    for move in plan.moves {
      let differences = zip(points[row: move.target], particles[row: move.source]).map { $0 - $1 }
      let share = move.mass * Double(particles.rows)
      var scale = share
      if exponent == .one {
        let length = differences.reduce(0) { $0 + $1 * $1 }.squareRoot()
        scale = length > 0 ? share / length : 0
      }
      for (column, difference) in differences.enumerated() {
        field[move.source, column] += scale * difference
      }
    }
    return Velocity(field, report: [plan.distance])
  }
}
