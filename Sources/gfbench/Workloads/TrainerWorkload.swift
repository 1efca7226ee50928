import Benchmarking
import Planning
import Specification
import Trainers
import Training

/// A training as the run loop drives it: from the text of an experiment, through the plan and the
/// registry, by `Trainer.advance(to:)`, with all that an iteration costs its user.
struct TrainerWorkload {
  /// The training stopped being one.
  struct Diverged: Error, CustomStringConvertible {
    let iteration: Int
    var description: String { "the losses are not finite after iteration \(iteration)" }
  }

  /// The experiment file; it plans one run.
  let experiment: String

  /// The run that the experiment plans.
  func makeRun() throws -> Run {
    let plan = try Plan(
      experiment: try Experiment.read(text: experiment, named: "gfbench.yaml"))
    precondition(plan.runs.count == 1, "a workload is one run")
    let planned = plan.runs[plan.runs.startIndex]
    return try Registry.builtIn.run(
      id: planned.id.description, specification: plan.resolved(planned))
  }

  /// The workload as a contender; a step is an outer iteration.
  func contender(block: Double) -> Workload {
    Workload(name: "gfrun", side: "gfrun", block: block) {
      var trainer = try GeneratorTrainer(run: try makeRun(), resuming: nil)
      return { steps in
        let goal = trainer.iteration + steps
        let series = try trainer.advance(to: goal)
        guard trainer.iteration == goal, series.firstNonFiniteIteration == nil else {
          throw Diverged(iteration: trainer.iteration)
        }
      }
    }
  }

  /// The room that the plans of the training's trainer need while they run, in bytes.
  func workspace() throws -> Int {
    let trainer = try GeneratorTrainer(run: try makeRun(), resuming: nil)
    return PlanSearch.workspace(in: trainer)
  }
}
