import Planning
import Training

/// How far a sweep is: what the displays share.
struct SweepTally {
  /// A run that is being carried out.
  struct ActiveRun {
    let run: PlannedRun
    let began: ContinuousClock.Instant
    var progress: RunLoop.Progress?

    var fraction: Double {
      guard let progress, progress.iterations > 0 else { return 0 }
      return Double(progress.iteration) / Double(progress.iterations)
    }

    /// Seconds until the run ends at its pace so far; nil before it has one.
    func remaining(at now: ContinuousClock.Instant) -> Double? {
      guard fraction > 0.02 else { return nil }
      return (now - began) / .seconds(1) * (1 - fraction) / fraction
    }
  }

  private(set) var experiment = ""
  private(set) var runs = 0
  private(set) var done = 0
  private(set) var jobs = 1
  private(set) var failed = 0
  private(set) var diverged = 0
  private(set) var active: [ActiveRun] = []
  private var doneBefore = 0
  private var began = ContinuousClock.now

  var toDo: Int { runs - done - failed - active.count }

  mutating func observe(_ event: ExecutionEvent) {
    switch event {
    case .began(let experiment, let runs, let done, let jobs):
      (self.experiment, self.runs, self.done, self.jobs) = (experiment, runs, done, jobs)
      doneBefore = done
      began = .now
    case .extended(let runs): self.runs = runs
    case .started(let run):
      active.append(ActiveRun(run: run, began: .now, progress: nil))
    case .advanced(let run, let progress):
      guard let index = active.firstIndex(where: { $0.run.id == run.id }) else { return }
      active[index].progress = progress
    case .finished(let run, let report):
      active.removeAll { $0.run.id == run.id }
      switch report.ending {
      case .complete: done += 1
      case .diverged: (done, diverged) = (done + 1, diverged + 1)
      case .failed: failed += 1
      case .interrupted: break
      }
    case .postponed(let run): active.removeAll { $0.run.id == run.id }
    case .leftToOthers(let run):
      active.removeAll { $0.run.id == run.id }
      done += 1
    case .noticed, .contradicted, .interrupted, .collected: break
    }
  }

  /// Seconds since the sweep began.
  var elapsed: Double { (.now - began) / .seconds(1) }

  /// Seconds until the sweep ends at its pace so far; nil while too little is known.
  var remaining: Double? {
    let made = Double(done + failed - doneBefore) + active.reduce(0) { $0 + $1.fraction }
    guard made > 0.05 else { return nil }
    return elapsed * (Double(runs - doneBefore) - made) / made
  }
}
