import Arrays
import Planning
import Randomness
import Specification
import Testing
import Trainers
import Training

@Suite("Trainers of one flow")
struct TrainerAgreementTests {
  /// Algorithm 1 of Huang & Zhang with a discriminator near its optimum and a generator that reaches
  /// its targets, at a fortieth of the work of `experiments/papers/p1-alg1.yaml`.
  private static func generator() throws -> Run {
    let text = """
      name: agreement
      data:
        target: {kind: gaussian, dimension: 1}
        source: {kind: gaussian, dimension: 1, mean: 1.0, deviation: 0.5}
      generator: {kind: mlp, hidden: [32, 32], activation: tanh, residual: true, initializer: {kind: normal, deviation: 0.05}}
      potential: {kind: mlp, hidden: [32, 32], activation: silu, initializer: glorot-normal}
      flow: {kind: jsd, persistency: 60, step: 0.05}
      schedule:
        iterations: 40
        batch: 512
        potential: {steps: 200, optimizer: {kind: adam, rate: 2.0e-3}}
        generator: {optimizer: {kind: sgd, rate: 0.2, momentum: 0.9}}
      """
    let plan = try Plan(experiment: try Experiment.read(text: text, named: "agreement.yaml"))
    let planned = try #require(plan.runs.first)
    return try Registry.builtIn.run(
      id: planned.id.description, specification: plan.resolved(planned))
  }

  private static func moments(_ trainer: some Trainer) throws -> (mean: Double, variance: Double) {
    let samples = try trainer.samples(
      count: 20_000, stream: RandomStream(seed: 0, purpose: "test"))
    let values = samples.elements.map(Double.init)
    let mean = values.reduce(0, +) / 20_000
    return (mean, values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 20_000)
  }

  @Test("agree in mean and variance: the density's equation, and Algorithm 1 with trained networks")
  func agreement() throws {
    var generator = try GeneratorTrainer(run: try Self.generator(), resuming: nil)
    var density = try DensityTrainer(run: try DensityRuns.line(), resuming: nil)
    for time in [0.0, 0.5, 1, 2] {
      _ = try generator.advance(to: Int(time * 20))
      _ = try density.advance(to: Int(time * 200))
      #expect(abs(generator.flowTime - density.flowTime) < 1e-9)
      let (found, expected) = (try Self.moments(generator), try Self.moments(density))
      #expect(abs(found.mean - expected.mean) < 0.03, "at \(time)")
      #expect(abs(found.variance - expected.variance) < 0.05, "at \(time)")
    }
  }
}
