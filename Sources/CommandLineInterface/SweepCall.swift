import ArgumentParser
import Execution
import Planning
import Results
import Specification
import Trainers
import Training

/// Carrying out a sweep from the command line, and saying how it went.
struct SweepCall {
  let plan: Plan
  let folder: SweepFolder
  let origin: Origin
  let options: ExecutionOptions
  let quiet: Bool
  let json: Bool
  /// Whether to name the commands that draw figures and test claims.
  var namesNextCommand = true
  /// What stops the sweep; one of its own, unless given.
  var interruption: Interruption?

  /// Carries out what is missing.
  ///
  /// - Throws: the documented exit code where not all is done.
  func run() throws {
    let interruption = interruption ?? .ofSignals
    let executor = SweepExecutor(
      plan: plan, folder: folder, origin: origin, options: options,
      launcher: ProcessLauncher(), interruption: interruption)
    let outcome = try reportingStoreErrors {
      try executor.execute(observer: Self.observer(quiet: quiet, json: json))
    }
    conclude(outcome)
    switch outcome.stop {
    case .signal(let number): throw ExitCode(128 + number)
    case .timeLimit where outcome.done < outcome.runs: throw ExitStatus.toBeContinued.exit
    case .failures, .timeLimit, nil: break
    }
    if outcome.failed > 0 || outcome.contradicted > 0 { throw ExitStatus.runFailed.exit }
  }

  /// The display that suits the flags and the terminal.
  static func observer(quiet: Bool, json: Bool) -> sending any ExecutionObserver {
    if json { return JSONProgress { Console.out($0) } }
    if quiet { return SilentProgress() }
    if Console.talksToTerminal, TerminalProgress.Size.ofStandardError.fitsBars {
      return TerminalProgress(write: { Console.write($0, to: 2) })
    }
    return LineProgress { Console.talk($0) }
  }

  private func conclude(_ outcome: SweepExecutor.Outcome) {
    guard !json, !quiet else { return }
    let name = plan.experiment.name
    let program = Program.current.name
    let count = "\(outcome.done) of \(outcome.runs) runs done"
    let diverged = outcome.diverged > 0 ? ", \(outcome.diverged) of them diverged" : ""
    let failed = outcome.failed > 0 ? "; \(outcome.failed) failed" : ""
    switch outcome.stop {
    case .signal: Console.talk("\(name): stopped with \(count); the same command continues")
    case .timeLimit where outcome.done < outcome.runs:
      Console.talk("\(name): its time is up with \(count)\(failed); the same command continues")
    case .failures:
      Console.talk("\(name): stopped after \(outcome.failed) failures with \(count)")
    case .timeLimit, nil:
      if outcome.executed == 0, outcome.done == outcome.runs {
        Console.talk("\(name): all \(outcome.runs) runs are done, nothing to do")
      } else {
        Console.talk("\(name): \(count)\(diverged)\(failed)")
      }
    }
    if outcome.failed > 0 {
      Console.talk(
        "\(name): '\(program) status \(folder.path)' says why; '\(program) logs RUN' says more")
    }
    guard namesNextCommand, outcome.done == outcome.runs else { return }
    if !plan.experiment.figures.isEmpty {
      Console.talk(
        "\(name): '\(program) figures' draws its \(plan.experiment.figures.count) figures")
    }
    if !plan.experiment.claims.isEmpty {
      Console.talk("\(name): '\(program) claims' tests its \(plan.experiment.claims.count) claims")
    }
  }
}

extension Interruption {
  /// One that listens to signals.
  static var ofSignals: Interruption {
    let interruption = Interruption()
    interruption.listen()
    return interruption
  }
}
