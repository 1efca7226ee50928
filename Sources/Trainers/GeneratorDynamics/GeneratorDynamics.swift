package import Arrays
import Flows
import Graphs
import Networks
package import Randomness

/// A generator that follows a flow with a learned potential: the numbers of `GeneratorTrainer`.
///
/// Holds the two networks, their optimisers and the compiled plans, and makes one training step at
/// a time from batches given to it. It draws nothing itself after initialisation, so the same calls
/// give the same bits. One thread at a time; several may run side by side.
package final class GeneratorDynamics {
  /// What is trained and how.
  package let configuration: Configuration
  let generator: ParameterBuffer
  let potential: ParameterBuffer
  let generatorOptimizer: OptimizerState
  let potentialOptimizer: OptimizerState
  private let generatorSpectra: SpectralIteration?
  private let potentialSpectra: SpectralIteration?
  let plans: TrainingPlans
  private var samplers: [Int: Sampler] = [:]
  private var samplerOrder: [Int] = []
  var lossesAreFinite = true

  /// Freshly initialised networks and optimisers that have not stepped.
  ///
  /// - Parameters:
  ///   - configuration: what is trained and how.
  ///   - generatorStream: where the generator's first parameters are drawn.
  ///   - potentialStream: where the potentials' first parameters are drawn, one after the other.
  package init(
    _ configuration: Configuration, generatorStream: RandomStream, potentialStream: RandomStream
  ) {
    self.configuration = configuration
    let name = Self.generatorName
    generator = ParameterBuffer(
      configuration.generator.parameters(prefix: name),
      memory: configuration.generator.memory(prefix: name))
    let (names, network) = (configuration.learnedNames, configuration.potential)
    potential = ParameterBuffer(
      names.flatMap { network?.parameters(prefix: $0) ?? [] },
      memory: names.flatMap { network?.memory(prefix: $0) ?? [] })
    var stream = generatorStream
    configuration.generator.initialize(generator, prefix: Self.generatorName, from: &stream)
    stream = potentialStream
    for name in names {
      network?.initialize(potential, prefix: name, from: &stream)
    }
    generatorOptimizer = OptimizerState(configuration.generatorOptimizer, of: generator)
    potentialOptimizer = OptimizerState(configuration.potentialOptimizer, of: potential)
    generatorSpectra = SpectralIteration(configuration.generator, generator, prefixes: [name])
    let parameters = potential
    potentialSpectra = network.flatMap { SpectralIteration($0, parameters, prefixes: names) }
    plans = TrainingPlans(configuration, generator: generator, potential: potential)
  }

  /// The name of the generator in parameters and checkpoints.
  static let generatorName = "generator"

  /// Whether every parameter and every loss reported so far is a finite number.
  package var isFinite: Bool {
    lossesAreFinite && generator.isFinite && potential.isFinite
  }
}

// MARK: - Training

extension GeneratorDynamics {
  /// The names of what a step of the potentials reports, in the order of the report's `values`; none
  /// where the potential is not learned.
  package var potentialReportNames: [String] { plans.potential?.names ?? [] }

  /// Moves the potentials by one optimiser step on a batch.
  ///
  /// - Parameters:
  ///   - targets: samples of the target law, [batch, dimension].
  ///   - sources: latent points, [batch, latent dimension]; the generator is only evaluated there.
  ///   - mixing: numbers in [0, 1], the flow's `mixingCount` columns of one per sample: where points
  ///     lie between the laws.
  ///   - rate: the learning rate of this step, where it is not the optimiser's own.
  /// - Returns: the values before the step.
  package func potentialStep(
    targets: Matrix<Float>, sources: Matrix<Float>, mixing: [Float], rate: Double? = nil
  ) -> PotentialReport {
    guard let step = plans.potential else { preconditionFailure("the potential is not learned") }
    plans.latents.elements = sources.elements
    plans.targets.elements = targets.elements
    plans.mixing.elements = mixing
    plans.generation.run()
    potentialSpectra?.run()
    step.plan.run()
    potentialOptimizer.step(rate: rate)
    if let bound = configuration.penalty.bound { potential.clip(to: bound) }
    let report = step.report
    lossesAreFinite = lossesAreFinite && report.loss.isFinite
    return report
  }

  /// Moves the generator by `count` optimiser steps on one batch of latent points.
  ///
  /// Under the forward-Euler update the targets are computed once, from the generator as it is at the
  /// call; under the adversarial one every step evaluates its own samples. The potentials do not move.
  ///
  /// Spectral normalisation takes one power iteration in each step of a network, and one of the
  /// potentials here, whatever the number of steps: as many as PyTorch with one forward pass in each.
  ///
  /// - Parameters:
  ///   - sources: latent points, [batch, latent dimension].
  ///   - count: the persistency level K, at least 1.
  ///   - stepSize: ε of the Euler step; the adversarial update has none and ignores it.
  ///   - rate: the learning rate of these steps, where it is not the optimiser's own.
  /// - Returns: the losses before the first and before the last step.
  package func generatorSteps(
    sources: Matrix<Float>, count: Int, stepSize: Double, rate: Double? = nil
  ) -> GeneratorReport {
    precondition(count >= 1, "a generator update takes at least one step")
    plans.latents.elements = sources.elements
    plans.stepSize[0] = Float(stepSize)
    plans.law?.refresh()
    potentialSpectra?.run()
    generatorSpectra?.run()
    plans.beginGeneratorSteps()
    let first = plans.generatorLoss[0]
    generatorOptimizer.step(rate: rate)
    for _ in 1..<count {
      // The density of a total gradient is that of the samples at hand.
      if configuration.exactRatio?.gradient == .total { plans.law?.refresh() }
      generatorSpectra?.run()
      plans.generator.run()
      generatorOptimizer.step(rate: rate)
    }
    let last = plans.generatorLoss[0]
    lossesAreFinite = lossesAreFinite && last.isFinite
    return GeneratorReport(firstLoss: first, lastLoss: last)
  }
}

// MARK: - Sampling

extension GeneratorDynamics {
  /// The generator's values at latent points, without any effect on the training.
  ///
  /// Under batch normalisation the statistics are those of these points. A plan is compiled for each
  /// new number of rows; those of the last four are kept.
  ///
  /// - Parameter sources: latent points, [n, latent dimension], any n ≥ 1.
  /// - Returns: samples, [n, dimension].
  package func generate(_ sources: Matrix<Float>) -> Matrix<Float> {
    guard sources.rows > 0 else {
      return Matrix(rows: 0, columns: configuration.generator.outputDimension, elements: [])
    }
    return sampler(rows: sources.rows).generate(sources)
  }

  private func sampler(rows: Int) -> Sampler {
    samplerOrder.removeAll { $0 == rows }
    samplerOrder.append(rows)
    if let sampler = samplers[rows] { return sampler }
    if samplerOrder.count > 4 { samplers[samplerOrder.removeFirst()] = nil }
    let sampler = Sampler(configuration.generator, generator, rows: rows, scratch: plans.scratch)
    samplers[rows] = sampler
    return sampler
  }
}
