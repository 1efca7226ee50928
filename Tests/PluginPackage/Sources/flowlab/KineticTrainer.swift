import Arrays
import Distributions
import Randomness
import Specification
import Training

/// Particles with velocities that follow the kinetic Langevin equation of the target, by symmetric
/// half steps: dx = v dt, dv = ∇ln p(x) dt − γ v dt + √(2γ) dB.
struct KineticTrainer: Trainer {
  static let kind = Kind(
    "kinetic", "Particles with velocities feel the target's score, friction and noise.",
    fields: [
      Field(
        "count", .integer(.within(1...1_000_000)), .defaults(to: 256), "The number of particles."),
      Field("friction", .number(.positive), .defaults(to: 1.0), "γ, the friction per flow time."),
    ]
  ).with {
    $0.formula = "dx = v dt, dv = ∇ln p(x) dt − γ v dt + √(2γ) dB, time step ε = flow.step"
  }

  /// Without a density there is no score to feel.
  static let needsScore = Check(reads: ["trainer", "data.target"]) { run, context in
    guard run["trainer"]["kind"].textOrNil == "kinetic",
      let name = run["data"]["target"]["kind"].textOrNil,
      let law = context.vocabulary.kind(named: name, in: .law), !law.traits.contains(.density)
    else { return [] }
    return [
      Finding("data.target", "trainer 'kinetic' needs a known density, which '\(name)' has not")
    ]
  }

  private let run: Run
  private let target: any DensityDistribution
  private let step: Double
  private let friction: Double
  private var particles: Matrix<Double>
  private var velocities: Matrix<Double>
  private(set) var iteration: Int

  init(run: Run, resuming state: TrainerState?) throws {
    guard let target = run.target as? any DensityDistribution else {
      throw KineticError.noDensity
    }
    let trainer = run.specification["trainer"]
    (self.run, self.target) = (run, target)
    step = run.specification["flow"]["step"].number
    friction = trainer["friction"].number
    var stream = run.stream("kinetic/start")
    let start = run.source.sample(count: trainer["count"].integer, using: &stream)
    particles = start.widened
    velocities = Matrix(rows: start.rows, columns: start.columns, repeating: 0)
    iteration = state?.iteration ?? 0
    guard let state else { return }
    guard case .doubles(let places)? = state.arrays["particles"],
      case .doubles(let speeds)? = state.arrays["velocities"],
      places.count == particles.elements.count, speeds.count == velocities.elements.count
    else { throw KineticError.foreignState }
    (particles.elements, velocities.elements) = (places, speeds)
  }

  var flowTime: Double { Double(iteration) * step }

  mutating func advance(to goal: Int) throws -> TrainingSeries {
    var series = TrainingSeries(names: ["kinetic_energy"])
    while iteration < goal {
      iteration += 1
      var stream = run.stream("kinetic/noise", iteration: iteration)
      drift(step / 2)
      kick(using: &stream)
      drift(step / 2)
      let energy = velocities.elements.reduce(0) { $0 + $1 * $1 } / Double(2 * particles.rows)
      series.append(iteration: iteration, [energy])
      if !energy.isFinite { break }
    }
    return series
  }

  func samples(count: Int, stream: RandomStream) throws -> Matrix<Float> {
    var (stream, samples) = (stream, [Float]())
    for _ in 0..<count {
      samples += particles[row: stream.index(below: particles.rows)].map(Float.init)
    }
    return Matrix(rows: count, columns: particles.columns, elements: samples)
  }

  func state() throws -> TrainerState {
    TrainerState(
      iteration: iteration,
      arrays: [
        "particles": .doubles(particles.elements), "velocities": .doubles(velocities.elements),
      ])
  }

  private mutating func drift(_ time: Double) {
    for place in particles.elements.indices {
      particles.elements[place] += time * velocities.elements[place]
    }
  }

  /// Score and noise, between two halves of the friction's decay.
  private mutating func kick(using stream: inout RandomStream) {
    let score = target.score(at: particles)
    let decay = 1 / (1 + friction * step / 2)
    let noise = (2 * friction * step).squareRoot()
    for place in velocities.elements.indices {
      let kept = velocities.elements[place] * (1 - friction * step / 2)
      let force = step * score.elements[place] + noise * stream.normal()
      velocities.elements[place] = (kept + force) * decay
    }
  }
}

/// What keeps the trainer from starting.
enum KineticError: Error, CustomStringConvertible {
  case noDensity
  case foreignState

  var description: String {
    switch self {
    case .noDensity: "the target tells no density"
    case .foreignState: "the state belongs to another trainer"
    }
  }
}
