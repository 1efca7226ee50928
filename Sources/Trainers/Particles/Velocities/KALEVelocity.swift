import Arrays
import Metrics
import Specification
import Training

/// The velocity −(1 + λ)/λ ∇w of the flow of KALE to the target's points, on request at particles that
/// noise has moved.
struct KALEVelocity: VelocityField {
  private let injection: NoiseInjection
  private let isFixed: Bool
  private var field: TargetDerived<KALEField>
  /// Where the next maximum is looked for: at the last one, where the points are still the same.
  private var logWeights: [Double]

  /// The velocity of a run's flow, with a kernel of its own.
  init(_ run: Run, kernel: Kernel, bandwidths: MMD.Bandwidths) {
    injection = NoiseInjection(run)
    let regularization = run.specification["flow"]["regularization"].number
    let target = TargetCloud(run)
    isFixed = target.isFixed
    logWeights = Array(repeating: 0, count: target.count)
    field = TargetDerived(target) {
      try KALEField(
        target: $0, kernel: kernel, bandwidths: bandwidths, regularization: regularization)
    }
  }

  /// KALE of the particles to the points.
  var reportNames: [String] { ["kale"] }

  mutating func velocity(of particles: Matrix<Double>, at iteration: Int) throws -> Velocity {
    let points = injection.moved(particles, at: iteration)
    let found = try field.value(at: iteration).solve(
      at: points, of: particles, from: isFixed ? logWeights : nil)
    logWeights = found.logWeights
    return Velocity(found.velocity, report: [found.value])
  }

  var memory: [String: TrainerState.Content] { ["kale/log-weights": .doubles(logWeights)] }

  mutating func restore(_ memory: RememberedArrays) throws(StateError) {
    logWeights = try memory.doubles("kale/log-weights", count: logWeights.count)
  }
}
