package import Arrays
import Distributions
import Flows
import Networks
package import Randomness
import Specification
public import Training

/// Trains a generator and a potential along a flow: GANs and their forward-Euler relatives.
///
/// An outer iteration trains the potential for a few steps on fresh batches of both laws, then moves
/// the generator: by the forward-Euler update it is fitted K times to the targets
/// y + ε∇H(d(y)) of one batch (Huang & Zhang, Algorithm 1; Malik & Huang, W1-FE), by the adversarial
/// update it descends −H(d(G(z))) K times. With K = 1 and plain SGD the two are the same step.
package struct GeneratorTrainer: Trainer {
  private let run: Run
  private let settings: GeneratorSettings
  private let dynamics: GeneratorDynamics
  private let law: KnownLaw?
  private let batches: Batches
  /// Outer iterations made so far.
  package private(set) var iteration: Int
  /// The sum of the steps ε of those iterations.
  private var summedSteps: Double

  /// Draws the first parameters, or takes them from `state`.
  ///
  /// - Throws: `StateError` for a state that belongs to another run.
  package init(run: Run, resuming state: TrainerState?) throws {
    self.run = run
    settings = GeneratorSettings(run)
    law = KnownLaw(run)
    batches = Batches(run, settings)
    dynamics = GeneratorDynamics(
      settings.dynamics, generatorStream: run.stream("initialization/generator"),
      potentialStream: run.stream("initialization/potential"))
    iteration = state?.iteration ?? 0
    summedSteps = settings.step.sum(before: iteration)
    if let state { try dynamics.restore(GeneratorDynamics.State(state)) }
  }

  /// The sum of the steps ε; not a number under the adversarial update, which takes none.
  package var flowTime: Double {
    settings.dynamics.update == .forwardEuler ? summedSteps : .nan
  }

  /// Makes outer iterations up to `goal`, or to the first loss that is not finite.
  ///
  /// Where the generator's law is known in closed form, its divergence from the target after the
  /// iteration, KL(q ‖ p), is a column `kl`.
  package mutating func advance(to goal: Int) throws -> TrainingSeries {
    var series = TrainingSeries(
      names: dynamics.potentialReportNames + ["generator_loss"] + (law == nil ? [] : ["kl"]))
    while iteration < goal {
      let potential = trainPotential()
      let generator = moveGenerator()
      advanceTime()
      let row =
        (potential + [generator.lastLoss]).map(Double.init)
        + (law.map { [$0.kullbackLeibler(dynamics)] } ?? [])
      series.append(iteration: iteration, row)
      if !row.allSatisfy(\.isFinite) { break }
    }
    return series
  }

  /// G of fresh latents.
  package func samples(count: Int, stream: RandomStream) throws -> Matrix<Float> {
    var stream = stream
    return dynamics.generate(run.source.sample(count: count, using: &stream))
  }

  /// H(d(y)) and ∇H(d(y)) of the potential as it is.
  package func field(at points: Matrix<Float>) throws -> PotentialField? {
    dynamics.field(at: points)
  }

  /// The classes of the latents, where the source has some.
  package func classes(count: Int, stream: RandomStream) -> [Int]? {
    (run.source as? any LabelledDistribution)?.classes(count: count, using: stream)
  }

  /// Parameters, optimiser moments and counters.
  package func state() throws -> TrainerState {
    let state = dynamics.state
    var arrays = state.floats.mapValues { TrainerState.Content.floats($0) }
    for (name, integers) in state.integers { arrays[name] = .integers(integers) }
    return TrainerState(iteration: iteration, arrays: arrays)
  }
}

// MARK: - One outer iteration

extension GeneratorTrainer {
  private mutating func advanceTime() {
    iteration += 1
    summedSteps = settings.step.sum(before: iteration, adding: summedSteps)
  }

  /// The potential's steps on fresh batches; what the last one reports, nothing where none is learned.
  private func trainPotential() -> [Float] {
    guard dynamics.configuration.potential != nil else { return [] }
    var targets = run.stream("training/target", iteration: iteration)
    var sources = run.stream("training/source", iteration: iteration)
    var mixing = run.stream("training/mixing", iteration: iteration)
    var report: GeneratorDynamics.PotentialReport?
    for _ in 0..<settings.potentialSteps {
      run.target.fill(&batches.targets, using: &targets)
      run.source.fill(&batches.sources, using: &sources)
      mixing.fillUniform(&batches.mixing)
      report = dynamics.potentialStep(
        targets: batches.targets, sources: batches.sources, mixing: batches.mixing,
        rate: settings.potentialRate(iteration))
    }
    guard let report else { preconditionFailure("the potential makes at least one step") }
    return report.values
  }

  /// The generator's K steps on one fresh batch of latents.
  private func moveGenerator() -> GeneratorDynamics.GeneratorReport {
    var stream = run.stream("training/generator-source", iteration: iteration)
    run.source.fill(&batches.sources, using: &stream)
    return dynamics.generatorSteps(
      sources: batches.sources, count: settings.persistency(at: iteration),
      stepSize: settings.step(iteration),
      rate: settings.generatorRate(iteration))
  }
}

/// The samples of one training step, in arrays that every step fills anew.
private final class Batches {
  var targets: Matrix<Float>
  var sources: Matrix<Float>
  var mixing: [Float]

  init(_ run: Run, _ settings: GeneratorSettings) {
    let rows = settings.batch
    targets = Matrix(rows: rows, columns: run.target.dimension, repeating: 0)
    sources = Matrix(rows: rows, columns: run.source.dimension, repeating: 0)
    mixing = [Float](repeating: 0, count: rows * settings.mixingCount)
  }
}

extension GeneratorDynamics.State {
  fileprivate init(_ state: TrainerState) {
    self.init(floats: [:], integers: [:])
    for (name, content) in state.arrays {
      switch content {
      case .floats(let values): floats[name] = values
      case .integers(let values): integers[name] = values
      case .doubles: break
      }
    }
  }
}

extension Registry {
  /// All that is built in: the whole of the language, with what carries it out.
  public static let builtIn: Registry = {
    var registry = Registry(vocabulary: .builtIn)
    registry.registerBuiltInDistributions()
    registry.registerBuiltInMetrics()
    registry.registerBuiltInFlows()
    registry.registerBuiltInTrainers()
    return registry
  }()

  /// Registers the trainers of the built-in language.
  public mutating func registerBuiltInTrainers() {
    register(trainer: "generator") { try GeneratorTrainer(run: $0, resuming: $1) }
    register(trainer: "particles") { try ParticleTrainer(run: $0, resuming: $1) }
    register(trainer: ProcessTrainer.kind) { try ProcessTrainer(run: $0, resuming: $1) }
    register(ProcessChecks.introduction)
    register(trainer: "density") { try DensityTrainer(run: $0, resuming: $1) }
  }
}
