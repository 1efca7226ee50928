import Execution
import Glibc
import Planning
import Specification
import Trainers
import Training

/// Prints the plan of an experiment to standard output.
struct PlanPrinting {
  let experiment: ExperimentArguments
  let store: StoreOptions

  /// Prints one row per run, as a table for people or as JSON for programs.
  func printTable(json: Bool) throws {
    let plan = try experiment.plan(registry: Program.current.registry)
    let folder = SweepFolder(experiment: plan.experiment.name, results: store.results)
    let (done, values) = try reportingStoreErrors {
      var values = LastValues(plan.decidingMetrics)
      try values.read(in: folder)
      return (try StoreState(of: folder, remembers: false).done, values)
    }
    let table = PlanTable(
      plan, isDone: { done.contains($0) }, lastValue: { values.value(of: $0, $1) })
    Console.write(json ? table.json() : table.text(), to: STDOUT_FILENO)
  }

  /// Prints what the runs that are to do will take; those of which no kind has finished are timed.
  func printEstimate(json: Bool, jobs: Int) throws {
    let plan = try experiment.plan(registry: Program.current.registry)
    let presentation = EstimatePresentation(try estimate(plan), jobs: jobs)
    Console.write(json ? presentation.json + "\n" : presentation.text, to: STDOUT_FILENO)
  }

  /// What the runs of `plan` that are to do will take.
  func estimate(_ plan: Plan) throws -> SweepEstimate {
    let folder = SweepFolder(experiment: plan.experiment.name, results: store.results)
    let stored = try reportingStoreErrors { try StoredRuns(of: folder) }
    return try SweepEstimate(plan, stored: stored, timingWith: Program.current.registry)
  }

  /// Prints each run in full, as YAML documents.
  func printResolved() throws {
    let plan = try experiment.plan(registry: Program.current.registry)
    for run in plan.runs {
      Console.write("--- # \(run.id) \(run.label)\n", to: STDOUT_FILENO)
      Console.write(plan.resolvedText(run), to: STDOUT_FILENO)
    }
  }
}
