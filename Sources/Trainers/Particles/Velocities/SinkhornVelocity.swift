import Arrays
import Metrics
import Specification
import Training

/// The velocity −n ∇S of the flow of a debiased Sinkhorn divergence to the target's points.
struct SinkhornVelocity: VelocityField {
  private var field: TargetDerived<SinkhornField>

  /// The velocity of a run's flow.
  init(_ run: Run) {
    let flow = run.specification["flow"]
    let exponent: ExactTransport.Exponent = flow["exponent"].integer == 1 ? .one : .two
    let blur = flow["blur"].number
    field = TargetDerived(TargetCloud(run)) {
      try SinkhornField(target: $0, exponent: exponent, blur: blur)
    }
  }

  mutating func velocity(of particles: Matrix<Double>, at iteration: Int) throws -> Velocity {
    Velocity(try field.value(at: iteration).velocity(of: particles))
  }
}
