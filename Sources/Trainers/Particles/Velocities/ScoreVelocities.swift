import Arrays
import Distributions
import Metrics
import Specification
import Training

/// The direction of Stein variational gradient descent to a target whose score is known.
struct SteinVelocity: VelocityField {
  private let target: any DensityDistribution
  private let bandwidth: SteinField.Bandwidth

  /// The velocity of a run's flow.
  init(_ run: Run) {
    target = densityLaw(run)
    bandwidth =
      run.specification["flow"]["bandwidth"].numberOrNil.map { .length($0) } ?? .median
  }

  mutating func velocity(of particles: Matrix<Double>, at iteration: Int) throws -> Velocity {
    Velocity(
      try SteinField.velocity(
        of: particles, scores: target.score(at: particles), bandwidth: bandwidth))
  }
}

/// The drift of the Langevin diffusion to a target whose score is known; the diffusion is that of an
/// entropy with the coefficient 1: the flow of KL(q ‖ p).
struct LangevinVelocity: VelocityField {
  private let target: any DensityDistribution

  /// The velocity of a run's flow.
  init(_ run: Run) { target = densityLaw(run) }

  var entropy: Double { 1 }

  mutating func velocity(of particles: Matrix<Double>, at iteration: Int) throws -> Velocity {
    Velocity(target.score(at: particles))
  }
}

/// The target of a run, whose density is known.
func densityLaw(_ run: Run) -> any DensityDistribution {
  guard let law = run.target as? any DensityDistribution else {
    preconditionFailure("the language lets no flow ask for a density that is not known")
  }
  return law
}
