package import Flows
package import Networks

extension GeneratorDynamics {
  /// What is trained and how, in plain values.
  package struct Configuration: Sendable {
    /// The flow that is followed.
    package var flow: any Flow
    /// How the generator follows it.
    package var update: GeneratorUpdate
    /// How the generator is fitted to targets; the adversarial update has none.
    package var fit: Fit
    /// What keeps the potential tame.
    package var penalty: Penalty
    /// The generator: latent points in, samples out.
    package var generator: MLP
    /// The architecture of every potential: samples in, one number out; nil where it is known.
    package var potential: MLP?
    /// The logarithm of this is the potential where none is learned; its generator has one layer.
    package var exactRatio: ExactRatio?
    /// How the generator's parameters are moved.
    package var generatorOptimizer: Optimizer
    /// How the potentials' parameters are moved.
    package var potentialOptimizer: Optimizer
    /// The number of samples of every training batch.
    package var batch: Int

    /// A configuration; the potential, learned or known, takes the generator's samples to one number.
    package init(
      flow: any Flow, update: GeneratorUpdate, fit: Fit = .halfMean, penalty: Penalty,
      generator: MLP, potential: MLP?, exactRatio: ExactRatio? = nil,
      generatorOptimizer: Optimizer, potentialOptimizer: Optimizer, batch: Int
    ) {
      precondition(
        (potential == nil) != (exactRatio == nil), "a potential is either learned or known")
      precondition(
        potential.map { $0.inputDimension == generator.outputDimension && $0.outputDimension == 1 }
          ?? generator.hiddenWidths.isEmpty,
        "a potential takes the generator's samples to one number")
      precondition(batch >= 1, "a batch has at least one sample")
      self.flow = flow
      self.update = update
      self.fit = fit
      self.penalty = penalty
      self.generator = generator
      self.potential = potential
      self.exactRatio = exactRatio
      self.generatorOptimizer = generatorOptimizer
      self.potentialOptimizer = potentialOptimizer
      self.batch = batch
    }

    /// The names of the potentials that are learned.
    var learnedNames: [String] { potential == nil ? [] : flow.potentialNames }
  }

  /// What a step of the potentials saw.
  package struct PotentialReport: Hashable, Sendable {
    /// What was descended: −objective + penalty.
    package let loss: Float
    /// The flow's objective, which is ascended; for `w1` the estimate of the distance.
    package let objective: Float
    /// The weighted penalty, with what the flow itself asks of its potentials; nil without either.
    package let penalty: Float?
    /// The mean norm of the potential's gradient at the penalty's points; nil without a penalty.
    package let gradientNorm: Float?

    /// All that is there, in the order of the fields.
    package var values: [Float] {
      [loss, objective] + [penalty, gradientNorm].compactMap { $0 }
    }
  }

  /// What the steps of the generator on one batch saw.
  package struct GeneratorReport: Hashable, Sendable {
    /// The loss before the first step.
    package let firstLoss: Float
    /// The loss before the last step.
    package let lastLoss: Float
  }
}
