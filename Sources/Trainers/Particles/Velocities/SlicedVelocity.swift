import Arrays
import Metrics
import Randomness
import Specification
import Training

/// The velocity of a flow that is a mean over directions, on each of which particles and target's points
/// are sorted.
struct SlicedVelocity: VelocityField {
  /// What is measured along each direction.
  enum Discrepancy {
    /// The energy distance: a kernel flow in O(n log n) per direction.
    case energy
    /// ½ W₂².
    case wasserstein
  }

  private let run: Run
  private let discrepancy: Discrepancy
  private let directions: Int
  private let target: TargetCloud
  private var fixed: TargetDerived<SlicedFields>?
  let entropy: Double

  /// The velocity of a run's flow.
  init(_ run: Run, _ discrepancy: Discrepancy) {
    self.run = run
    self.discrepancy = discrepancy
    let flow = run.specification["flow"]
    let directions = flow["directions"].integer
    self.directions = directions
    entropy = flow["entropy"].numberOrNil ?? 0
    target = TargetCloud(run)
    switch flow["directions-draw"].text {
    case "once":
      fixed = TargetDerived(target) { try SlicedFields(target: $0, directions: directions) }
    case "each-step": fixed = nil
    case let word: undeclared(word)
    }
  }

  mutating func velocity(of particles: Matrix<Double>, at iteration: Int) throws -> Velocity {
    let fields = try fixed?.value(at: iteration) ?? drawn(at: iteration)
    switch discrepancy {
    case .energy: return Velocity(fields.energyVelocity(of: particles))
    case .wasserstein: return Velocity(fields.wassersteinVelocity(of: particles))
    }
  }

  private func drawn(at iteration: Int) throws -> SlicedFields {
    var stream = run.stream("training/directions", iteration: iteration)
    return try SlicedFields(
      target: target.points(at: iteration), directions: directions, from: &stream)
  }
}
