import Arrays
import Training

/// Where a cloud of particles goes: the velocity of a flow, from whatever it is computed.
///
/// A field draws its randomness from streams of the iteration, so the same cloud at the same iteration
/// with the same memory has the same velocity.
protocol VelocityField {
  /// The names of what a velocity reports besides itself, as columns of the training series.
  var reportNames: [String] { get }

  /// The coefficient λ of the entropy in the flow's functional: a step of length ε adds √(2λε) ξ to every
  /// coordinate.
  var entropy: Double { get }

  /// The velocity of each particle.
  ///
  /// - Parameters:
  ///   - particles: shape [count, dimension], finite.
  ///   - iteration: outer iterations made so far.
  /// - Returns: the velocities, with what is reported.
  /// - Throws: what keeps the velocity from being found.
  mutating func velocity(of particles: Matrix<Double>, at iteration: Int) throws -> Velocity

  /// The potential and its velocity at any points, without any effect on the flow; nil where there is no
  /// potential to show.
  func field(at points: Matrix<Float>) -> PotentialField?

  /// What it must remember from one iteration to the next.
  var memory: [String: TrainerState.Content] { get }

  /// Takes up what another field of the run remembered.
  ///
  /// - Throws: `StateError` if something is missing or of the wrong size.
  mutating func restore(_ memory: RememberedArrays) throws(StateError)
}

extension VelocityField {
  var reportNames: [String] { [] }
  var entropy: Double { 0 }
  func field(at points: Matrix<Float>) -> PotentialField? { nil }
  var memory: [String: TrainerState.Content] { [:] }
  mutating func restore(_ memory: RememberedArrays) throws(StateError) {}
}

/// The velocities of a cloud.
struct Velocity {
  /// One row per particle.
  let field: Matrix<Double>
  /// What is reported, in the order of the field's names.
  let report: [Double]

  /// Velocities with what is reported.
  init(_ field: Matrix<Double>, report: [Double] = []) {
    self.field = field
    self.report = report
  }

  /// The root of the mean square of their lengths.
  var speed: Double {
    let squares = field.elements.reduce(0) { $0 + $1 * $1 }
    return (squares / Double(max(field.rows, 1))).squareRoot()
  }
}
