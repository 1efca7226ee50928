import Planning
import Specification
import Testing
import Trainers
import Training

/// Runs of free particles, from a few lines of an experiment.
enum ParticleRuns {
  /// A run with these laws, this trainer and this flow; `rest` is further lines.
  static func run(
    target: String = "gaussian-ring", source: String = "{kind: gaussian, dimension: 2}",
    trainer: String = "count: 40", flow: String, rest: String = "", iterations: Int = 20,
    seed: Int = 3
  ) throws -> Run {
    let text = """
      name: particles
      data: {target: \(target), source: \(source)}
      trainer: {kind: particles, \(trainer)}
      flow: \(flow)
      schedule: {iterations: \(iterations), batch: 16, potential: {optimizer: {kind: adam, rate: 0.01}}}
      metrics: {every: 7, count: 16, compute: [w1]}
      samples: {every: 5, count: 8}
      sweep: {seeds: [\(seed)]}
      \(rest)
      """
    let plan = try Plan(experiment: try Experiment.read(text: text, named: "particles.yaml"))
    let planned = try #require(plan.runs.first)
    return try Registry.builtIn.run(
      id: planned.id.description, specification: plan.resolved(planned))
  }

  /// The particles of a trainer.
  static func particles(_ trainer: ParticleTrainer) throws -> [Double] {
    guard case .doubles(let values) = try trainer.state().arrays["particles"] else { return [] }
    return values
  }
}
