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
  private let persistency: Schedule
  /// The Euler step ε.
  let step: Schedule
  /// The learning rates.
  let generatorRate: Schedule
  let potentialRate: Schedule
  /// Mixing numbers per sample of a batch.
  let mixingCount: Int

  init(_ run: Run) {
    let specification = run.specification
    let flow = specification["flow"]
    let schedule = specification["schedule"]
    batch = schedule["batch"].integer
    potentialSteps = schedule["potential"]["steps"].integer
    let iterations = schedule["iterations"].integer
    persistency = Schedule(flow["persistency"], iterations: iterations)
    step = Schedule(flow["step"], iterations: iterations)
    let optimizers = ["generator", "potential"].map { schedule[$0]["optimizer"] }
    generatorRate = Schedule(optimizers[0]["rate"], iterations: iterations)
    potentialRate = Schedule(optimizers[1]["rate"], iterations: iterations)
    let mathematics = run.learnedFlow
    mixingCount = mathematics.mixingCount
    dynamics = GeneratorDynamics.Configuration(
      flow: mathematics, update: Self.update(flow["update"]), fit: Self.fit(flow["fit"]),
      penalty: Penalty(flow["penalty"]),
      generator: MLP(
        specification["generator"], from: run.source.dimension, to: run.target.dimension),
      potential: Self.potential(run), exactRatio: Self.exactRatio(run),
      generatorOptimizer: Optimizer(optimizers[0], rate: generatorRate(0)),
      potentialOptimizer: Optimizer(optimizers[1], rate: potentialRate(0)), batch: batch)
  }

  /// K at an outer iteration.
  func persistency(at iteration: Int) -> Int {
    max(1, Int(persistency(iteration).rounded()))
  }

  private static func potential(_ run: Run) -> MLP? {
    let value = run.specification["potential"]
    return value.kind == "exact-ratio" ? nil : MLP(value, from: run.target.dimension, to: 1)
  }

  private static func exactRatio(_ run: Run) -> ExactRatio? {
    let value = run.specification["potential"]
    guard value.kind == "exact-ratio" else { return nil }
    guard let target = LogDensity(run.target), let source = LogDensity(run.source) else {
      preconditionFailure("an exact ratio is asked of laws without a density")
    }
    let gradient = value["gradient"].text
    switch gradient {
    case "samples": return ExactRatio(target: target, source: source, gradient: .samples)
    case "total": return ExactRatio(target: target, source: source, gradient: .total)
    default: undeclared(gradient)
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
    case "assigned": .assigned
    default: undeclared(value.text)
    }
  }
}

/// The language let something through that this module does not know: our bug, not the user's.
func undeclared(_ word: String) -> Never {
  preconditionFailure("the language declares '\(word)', the trainer does not know it")
}
