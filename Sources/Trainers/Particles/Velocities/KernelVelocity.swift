import Arrays
import Metrics
import Specification
import Training

/// The velocity −∇f of the flow of ½ MMD² to the target's points, f the witness.
///
/// On request it is that at particles which noise has moved: x ← x − ε ∇f(x + β u), u ~ N(0, I) (Arbel,
/// Korba, Salim & Gretton 2019).
struct KernelVelocity: VelocityField {
  private let injection: NoiseInjection
  private var field: TargetDerived<WitnessField>

  /// The velocity of a run's flow, with a kernel of its own.
  init(_ run: Run, kernel: Kernel, bandwidths: MMD.Bandwidths) {
    injection = NoiseInjection(run)
    field = TargetDerived(TargetCloud(run)) {
      try WitnessField(target: $0, kernel: kernel, bandwidths: bandwidths)
    }
  }

  mutating func velocity(of particles: Matrix<Double>, at iteration: Int) throws -> Velocity {
    let points = injection.moved(particles, at: iteration)
    return Velocity(try field.value(at: iteration).velocity(at: points, of: particles))
  }
}
