import Arrays
import Distributions
import Randomness
import Specification
import Training

/// The points of the target that a flow of particles looks at.
struct TargetCloud {
  /// When they are drawn.
  enum Drawing: String {
    /// Before the first iteration, and never again.
    case once
    /// Anew at every iteration.
    case eachStep = "each-step"
    /// They are not drawn: all points of a law of points, each once.
    case all
  }

  private let run: Run
  private let drawing: Drawing
  /// How many there are.
  let count: Int

  /// What the trainer's keys ask for.
  init(_ run: Run) {
    self.run = run
    let trainer = run.specification["trainer"]
    let name = trainer["target-draw"].text
    guard let drawing = Drawing(rawValue: name) else { undeclared(name) }
    self.drawing = drawing
    let wanted = trainer["target-count"].integerOrNil ?? trainer["count"].integer
    count = drawing == .all ? (run.target as? EmpiricalLaw)?.points.rows ?? wanted : wanted
  }

  /// Whether the points are the same at every iteration.
  var isFixed: Bool { drawing != .eachStep }

  /// The points of an iteration, of shape [count, dimension].
  func points(at iteration: Int) -> Matrix<Double> {
    switch drawing {
    case .all:
      guard let law = run.target as? EmpiricalLaw else {
        preconditionFailure("only a law of points has all its points")
      }
      return law.points.widened
    case .once: return draw(run.stream("particles/target"))
    case .eachStep: return draw(run.stream("training/target", iteration: iteration))
    }
  }

  private func draw(_ stream: RandomStream) -> Matrix<Double> {
    var stream = stream
    return run.target.sample(count: count, using: &stream).widened
  }
}

/// Something made of the target's points: once where these are fixed, at each iteration otherwise.
struct TargetDerived<Value> {
  private let cloud: TargetCloud
  private let make: (Matrix<Double>) throws -> Value
  private var fixed: Value?

  /// What `make` makes of the points.
  init(_ cloud: TargetCloud, _ make: @escaping (Matrix<Double>) throws -> Value) {
    self.cloud = cloud
    self.make = make
  }

  /// What belongs to an iteration.
  ///
  /// - Throws: what `make` throws.
  mutating func value(at iteration: Int) throws -> Value {
    if let fixed { return fixed }
    let value = try make(cloud.points(at: iteration))
    if cloud.isFixed { fixed = value }
    return value
  }
}
