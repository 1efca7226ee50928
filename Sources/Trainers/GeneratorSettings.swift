import Distributions
import Flows
import Networks
import Specification
import Training

/// What a resolved specification asks of the generator trainer, in the terms of the modules below.
struct GeneratorSettings {
  /// The networks, the flow and the optimisers.
  let dynamics: GeneratorDynamics.Configuration
  /// Samples of a training batch.
  let batch: Int
  /// Steps of the potential per outer iteration.
  let potentialSteps: Int
  /// Steps of the generator per outer iteration, K.
  let persistency: Int
  /// The Euler step ε.
  let step: Double
  /// Whether the potential is penalised.
  let hasPenalty: Bool

  init(_ run: Run) {
    let specification = run.specification
    let flow = specification["flow"]
    let schedule = specification["schedule"]
    batch = schedule["batch"].integer
    potentialSteps = schedule["potential"]["steps"].integer
    persistency = flow["persistency"].integer
    step = flow["step"].number
    let penalty = Self.penalty(flow["penalty"])
    hasPenalty = penalty != .none
    dynamics = GeneratorDynamics.Configuration(
      flow: Self.flow(flow), update: Self.update(flow["update"]), fit: Self.fit(flow["fit"]),
      penalty: penalty,
      generator: MLP(
        specification["generator"], from: run.source.dimension, to: run.target.dimension),
      potential: MLP(specification["potential"], from: run.target.dimension, to: 1),
      generatorOptimizer: Optimizer(schedule["generator"]["optimizer"]),
      potentialOptimizer: Optimizer(schedule["potential"]["optimizer"]), batch: batch)
  }

  private static func flow(_ value: Value) -> any Flow {
    switch value.kind {
    case "jsd": JensenShannonFlow()
    case "w1": WassersteinOneFlow()
    default: undeclared(value.kind)
    }
  }

  private static func update(_ value: Value) -> GeneratorUpdate {
    switch value.text {
    case "forward-euler": .forwardEuler
    case "adversarial": .adversarial
    default: undeclared(value.text)
    }
  }

  private static func fit(_ value: Value) -> Fit {
    switch value.text {
    case "half-mean": .halfMean
    case "element-mean": .elementMean
    default: undeclared(value.text)
    }
  }

  private static func penalty(_ value: Value) -> Penalty {
    guard value.kind != "none" else { return .none }
    let weight = value["weight"].number
    switch value["form"].text {
    case "one-sided": return .gradient(.one, weight: weight)
    case "two-sided": return .gradient(.two, weight: weight)
    default: undeclared(value["form"].text)
    }
  }
}

/// The language let something through that this module does not know: our bug, not the user's.
func undeclared(_ word: String) -> Never {
  preconditionFailure("the language declares '\(word)', the generator trainer does not know it")
}
