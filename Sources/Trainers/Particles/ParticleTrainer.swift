package import Arrays
import Distributions
package import Randomness
import Specification
package import Training

/// Moves a cloud of free particles along a flow: x ← x + ε v(x), with no generator.
///
/// The velocity comes from a learned potential, from density ratios, from an exact transport plan, from
/// kernels, slices or the target's score; see the kinds of `flow`. Particles are kept in double precision.
package struct ParticleTrainer: Trainer {
  private let run: Run
  private let step: Schedule
  private let noise: Schedule
  private var field: any VelocityField
  private var optimizer: ParticleOptimizer
  private var particles: Matrix<Double>
  private var summedSteps: Double
  /// Outer iterations made so far.
  package private(set) var iteration: Int

  /// Draws the first particles from the source, or takes them from `state`.
  ///
  /// - Throws: `StateError` for a state that belongs to another run.
  package init(run: Run, resuming state: TrainerState?) throws {
    self.run = run
    let (trainer, flow) = (run.specification["trainer"], run.specification["flow"])
    let iterations = run.specification["schedule"]["iterations"].integer
    let count = trainer["count"].integer
    step = Schedule(flow["step"], iterations: iterations)
    noise = Schedule(trainer["noise"], iterations: iterations)
    field = makeVelocityField(run)
    optimizer = ParticleOptimizer(
      ParticleOptimizer.Rule(trainer["optimizer"]), count: count * run.target.dimension)
    iteration = state?.iteration ?? 0
    summedSteps = step.sum(before: iteration)
    var stream = Self.sourceStream(run)
    particles = run.source.sample(count: count, using: &stream).widened
    if let state { try restore(RememberedArrays(state)) }
  }

  private static func sourceStream(_ run: Run) -> RandomStream {
    run.stream("particles/source")
  }

  /// The sum of the steps ε; not a number where an optimiser scales them.
  package var flowTime: Double { optimizer.rule == .euler ? summedSteps : .nan }

  /// Makes outer iterations up to `goal`, or to the first particle that is not finite.
  ///
  /// The column `speed` is the root of the mean square of the velocities before the step.
  package mutating func advance(to goal: Int) throws -> TrainingSeries {
    var series = TrainingSeries(names: field.reportNames + ["speed"])
    while iteration < goal {
      guard particles.firstNonFiniteRow == nil else {
        iteration += 1
        series.append(
          iteration: iteration, Array(repeating: .nan, count: series.names.count))
        break
      }
      let velocity = try field.velocity(of: particles, at: iteration)
      let length = step(iteration)
      optimizer.move(&particles, along: velocity.field.elements, step: length)
      diffuse(length)
      iteration += 1
      summedSteps = step.sum(before: iteration, adding: summedSteps)
      let row = velocity.report + [velocity.speed]
      series.append(iteration: iteration, row)
      if !row.allSatisfy(\.isFinite) { break }
    }
    return series
  }

  /// Adds the noise of the trainer, and that of the flow's entropy.
  private mutating func diffuse(_ length: Double) {
    let own = noise(iteration)
    let deviation = (own * own + 2 * field.entropy * length).squareRoot()
    guard deviation > 0 else { return }
    var stream = run.stream("training/diffusion", iteration: iteration)
    for index in particles.elements.indices {
      particles.elements[index] += deviation * stream.normal()
    }
  }

  /// The first `count` particles.
  package func samples(count: Int, stream: RandomStream) throws -> Matrix<Float> {
    precondition(count <= particles.rows, "there are no more samples than particles")
    return Matrix(
      rows: count, columns: particles.columns,
      elements: particles.elements.prefix(count * particles.columns).map { Float($0) })
  }

  /// H(d(x)) and ∇H(d(x)) of a learned potential as it is; nil where none is learned.
  package func field(at points: Matrix<Float>) throws -> PotentialField? { field.field(at: points) }

  /// The classes of the points that the first `count` particles started from, where the source has some.
  package func classes(count: Int, stream: RandomStream) -> [Int]? {
    (run.source as? any LabelledDistribution).map {
      Array($0.classes(count: particles.rows, using: Self.sourceStream(run)).prefix(count))
    }
  }

  /// The particles, and what the optimiser and the velocity field remember.
  package func state() throws -> TrainerState {
    let own = ["particles": TrainerState.Content.doubles(particles.elements)]
    let arrays = own.merging(optimizer.memory) { $1 }.merging(field.memory) { $1 }
    return TrainerState(iteration: iteration, arrays: arrays)
  }

  private mutating func restore(_ arrays: RememberedArrays) throws(StateError) {
    particles.elements = try arrays.doubles("particles", count: particles.elements.count)
    try optimizer.restore(arrays)
    try field.restore(arrays)
  }
}

extension ParticleOptimizer.Rule {
  /// The rule of a resolved specification.
  init(_ value: Value) {
    switch value.kind {
    case "euler": self = .euler
    case "adam":
      self = .adam(
        beta1: value["beta1"].number, beta2: value["beta2"].number,
        epsilon: value["epsilon"].number)
    case "adagrad":
      self = .adagrad(decay: value["decay"].number, epsilon: value["epsilon"].number)
    default: undeclared(value.kind)
    }
  }
}
