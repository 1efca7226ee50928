import Planning
import Specification
import Testing
import Trainers
import Training

/// Runs of the density trainer that the suites here share.
enum DensityRuns {
  /// From N(mean, deviation²) to N(0, 1) on the line.
  static func line(
    _ flow: String = "{kind: jsd}", mean: Double = 1, deviation: Double = 0.5,
    iterations: Int = 2000, trainer: String = "density"
  ) throws -> Run {
    try run(
      target: "{kind: gaussian, dimension: 1}",
      source: "{kind: gaussian, dimension: 1, mean: \(mean), deviation: \(deviation)}",
      flow: flow, iterations: iterations, trainer: trainer)
  }

  static func run(
    target: String, source: String, flow: String = "{kind: jsd}", iterations: Int = 100,
    trainer: String = "density"
  ) throws -> Run {
    let text = """
      name: density
      data: {target: \(target), source: \(source)}
      trainer: \(trainer)
      flow: \(flow)
      schedule: {iterations: \(iterations)}
      metrics: {every: 40, count: 64, compute: [w1]}
      samples: {every: 30, count: 32}
      """
    let plan = try Plan(experiment: try Experiment.read(text: text, named: "density.yaml"))
    let planned = try #require(plan.runs.first)
    return try Registry.builtIn.run(
      id: planned.id.description, specification: plan.resolved(planned))
  }

  /// The training series of a whole run, by column.
  static func series(_ run: Run) throws -> [String: [Double]] {
    var trainer = try DensityTrainer(run: run, resuming: nil)
    let series = try trainer.advance(
      to: run.specification["schedule"]["iterations"].integer)
    return Dictionary(uniqueKeysWithValues: zip(series.names, series.columns))
  }

  /// Every flow that a density can follow.
  static let flows =
    [
      "{kind: jsd}", "{kind: monoflow, h: vanilla}",
      "{kind: monoflow, h: {kind: vanilla, shift: 3.0}}", "{kind: monoflow, h: non-saturated}",
      "{kind: monoflow, h: logit}", "{kind: monoflow, h: mle}", "{kind: monoflow, h: exp}",
      "{kind: monoflow, h: least-squares}",
      "{kind: monoflow, h: {kind: divergence-loss, of: reverse-kl}}",
    ]
    + ["divergence", "b-gan", "f-gan"].flatMap { kind in
      ["kl", "reverse-kl", "chi-squared", "hellinger", "jensen-shannon"].map {
        "{kind: monoflow, h: {kind: \(kind), of: \($0)}}"
      }
    }
}
