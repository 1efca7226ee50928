import ArgumentParser
import Execution
import Figures
import Planning
import Specification
import Trainers
import Training

/// Reproducing one experiment: its runs, its figures, its claims.
struct ReproduceCall {
  let arguments: ExperimentArguments
  let plan: Plan
  let store: StoreOptions
  let options: ExecutionOptions
  let quiet: Bool
  let json: Bool
  let interruption: Interruption?

  private var folder: SweepFolder {
    SweepFolder(experiment: plan.experiment.name, results: store.results)
  }

  /// Carries out what is missing, draws the figures and tests the claims.
  ///
  /// - Returns: the exit code of the first thing that is not as it should be; nil where all runs are
  ///   there and all claims hold.
  /// - Throws: the exit code of a sweep that was stopped or cannot go on.
  func reproduce(runs: Bool, draws: Bool, within budget: BudgetOptions) throws -> ExitCode? {
    var code: ExitCode?
    if runs {
      let printing = PlanPrinting(experiment: arguments, store: store)
      try budget.check(plan, estimate: { try printing.estimate(plan) }, jobs: options.jobs)
      code = try lettingFail(ExitStatus.runFailed) { try carryOut() }
    }
    if draws, !plan.experiment.figures.isEmpty {
      let drawn = try lettingFail(.runFailed, .unavailable) { try draw() }
      code = code ?? drawn
    }
    guard try ClaimsCall(plan: plan, json: json).test(in: folder) else {
      return code ?? ExitStatus.runFailed.exit
    }
    return code
  }

  /// Carries out short runs and evaluates the claims on them.
  ///
  /// - Returns: the exit code of what cannot be; nil where all can.
  func tryOut() throws -> ExitCode? {
    var isEvaluated = true
    let code = try lettingFail(.runFailed) {
      try SmokeCall(
        plan: plan, store: store, origin: Origin(of: arguments), options: options, quiet: quiet,
        json: false, interruption: interruption
      ).run { folder, runs in
        isEvaluated = try ClaimsCall(plan: plan, json: json).tryOut(in: folder, runs)
      }
    }
    return code ?? (isEvaluated ? nil : ExitStatus.runFailed.exit)
  }

  private func carryOut() throws {
    try SweepCall(
      plan: plan, folder: folder, origin: Origin(of: arguments), options: options, quiet: quiet,
      json: false, namesNextCommand: false, interruption: interruption
    ).run()
  }

  private func draw() throws {
    try FigureCall(
      drawing: FigureDrawing(
        plan: plan, folder: folder, registry: Program.current.registry,
        version: Program.current.provenance,
        options: FigureDrawing.Options()),
      name: plan.experiment.name, listsFiles: false
    ).run([])
  }

  /// Does `work`; returns its exit code instead of throwing it where that is one of `statuses`.
  private func lettingFail(_ statuses: ExitStatus..., work: () throws -> Void) throws -> ExitCode? {
    do {
      try work()
      return nil
    } catch let code as ExitCode where statuses.contains(where: { $0.exit == code }) {
      return code
    }
  }
}
