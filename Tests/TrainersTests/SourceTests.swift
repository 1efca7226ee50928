import Arrays
import Metrics
import Planning
import Specification
import Testing
import Trainers
import Training

/// Generators that start from samples of data rather than from noise, as in domain adaptation.
@Suite("A source of samples")
struct SourceTests {
  static let flows = [
    "{kind: jsd, step: 2, persistency: 3}", "{kind: w1, step: 0.2, persistency: 3}",
    "{kind: w1, update: adversarial, persistency: 3}",
    "{kind: w2, step: 0.5, weight: 2, persistency: 3}",
    "{kind: monoflow, h: non-saturated, step: 2, persistency: 3}",
  ]
  static let pairs = [
    ("two-moons", "gaussian-ring"), ("gaussian-ring", "two-moons"),
  ]

  @Test("is moved towards any target by every flow", arguments: flows, pairs)
  func transfers(flow: String, pair: (source: String, target: String)) throws {
    let text = """
      name: transfer
      data: {source: \(pair.source), target: \(pair.target)}
      generator: {kind: mlp, hidden: [32, 32], residual: true, initializer: {kind: normal, deviation: 0.1}}
      potential: {kind: mlp, hidden: [32, 32], activation: silu}
      flow: \(flow)
      schedule:
        iterations: 200
        batch: 128
        potential: {steps: 3, optimizer: {kind: adam, rate: 2.0e-3}}
        generator: {optimizer: {kind: adam, rate: 1.0e-3}}
      metrics: {every: 200, count: 256, compute: [w2]}
      """
    let plan = try Plan(experiment: try Experiment.read(text: text, named: "transfer.yaml"))
    let run = try Registry.builtIn.run(
      id: plan.runs[0].id.description, specification: plan.resolved(plan.runs[0]))
    var loop = try RunLoop(run: run, registry: .builtIn)
    #expect(try loop.execute(shouldStop: { false }, report: { _ in }) == .complete)
    let distances = loop.history.metrics[0].values
    #expect(distances[1] < 0.8 * distances[0])
  }
}
