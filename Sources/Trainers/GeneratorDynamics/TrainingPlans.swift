import Arrays
import Flows
import Graphs
import Metrics
import Networks

/// The compiled computations of a training step and the buffers between them.
final class TrainingPlans {
  /// What the caller fills: latent points, samples of the target, mixing numbers, ε.
  let latents: FloatRegion
  let targets: FloatRegion
  /// The mixing numbers, column after column.
  let mixing: FloatRegion
  let stepSize = FloatBuffer(count: 1)
  /// Room for one plan at a time.
  let scratch = Scratch()
  /// The generator's loss at its last run.
  let generatorLoss = FloatBuffer(count: 1)

  let builder: PlanBuilder
  private let samples: FloatRegion
  private let aims: FloatRegion
  private let dimension: Int

  /// Latent points → samples.
  let generation: Plan
  /// Samples and targets → losses and the potentials' gradients; nil where none is learned.
  let potential: PotentialPlan?
  /// What an exact ratio knows of the generator's law; nil where the potential is learned.
  let law: AffineLaw?
  /// What comes before the first step of the generator on a batch.
  let opening: Opening
  /// Latent points (and ζ) → loss and the generator's gradients.
  let generator: Plan

  /// How the first of the generator's steps on a batch begins.
  enum Opening {
    /// Like the others: the adversarial update has no targets.
    case none
    /// Latent points → ζ, loss and gradients at once.
    case targets(Plan)
    /// Samples → ζ, which is exchanged among the samples before the first step.
    case exchangedTargets(Plan)
  }

  /// The plans for networks with these parameters.
  init(
    _ configuration: GeneratorDynamics.Configuration, generator: ParameterBuffer,
    potential: ParameterBuffer
  ) {
    let batch = configuration.batch
    let dimension = configuration.generator.outputDimension
    latents = FloatBuffer(count: batch * configuration.generator.inputDimension).whole
    targets = FloatBuffer(count: batch * dimension).whole
    let mixing = FloatBuffer(count: batch * configuration.flow.mixingCount)
    self.mixing = mixing.whole
    law = configuration.exactRatio.map { _ in AffineLaw(generator, dimension: dimension) }
    builder = PlanBuilder(
      configuration, generator: generator, potential: potential, law: law, scratch: scratch)
    let samples = FloatBuffer(count: batch * dimension).whole
    let aims = FloatBuffer(count: batch * dimension).whole
    (self.samples, self.aims, self.dimension) = (samples, aims, dimension)
    generation = builder.generation(from: latents, to: samples)
    let columns = (0..<configuration.flow.mixingCount).map {
      FloatRegion(buffer: mixing, offset: $0 * batch, count: batch)
    }
    self.potential =
      configuration.potential == nil
      ? nil
      : builder.potential(
        targets: targets, samples: samples, mixing: columns, values: FloatBuffer(count: 4))
    switch (configuration.update, configuration.fit) {
    case (.adversarial, _):
      opening = .none
      self.generator = builder.adversary(latents: latents, loss: generatorLoss.whole)
    case (.forwardEuler, let fit):
      opening =
        fit == .assigned
        ? .exchangedTargets(
          builder.aim(samples: samples, stepSize: stepSize.whole, aims: aims))
        : .targets(
          builder.opening(
            latents: latents, stepSize: stepSize.whole, aims: aims, loss: generatorLoss.whole))
      self.generator = builder.fit(latents: latents, aims: aims, loss: generatorLoss.whole)
    }
  }
}

extension TrainingPlans {
  /// Fixes the targets of this batch where there are any and leaves loss and gradients of the first
  /// step.
  func beginGeneratorSteps() {
    switch opening {
    case .none: generator.run()
    case .targets(let plan): plan.run()
    case .exchangedTargets(let plan):
      generation.run()
      plan.run()
      assignAims()
      generator.run()
    }
  }

  /// Exchanges the aims so that the sum of squared distances from the samples is the least.
  ///
  /// Clouds that hold a NaN, or so close that no assignment can be certified, stay as they are: the
  /// first have diverged, the second have their aims where they are.
  private func assignAims() {
    let (from, to) = (matrix(samples), matrix(aims))
    guard let transport = try? ExactTransport(exponent: .two).solve(source: from, target: to) else {
      return
    }
    let unordered = aims.elements
    aims.elements = transport.assignment.flatMap { row in
      unordered[row * dimension..<(row + 1) * dimension]
    }
  }

  private func matrix(_ region: FloatRegion) -> Matrix<Double> {
    Matrix(
      rows: region.count / dimension, columns: dimension, elements: region.elements.map(Double.init)
    )
  }
}
