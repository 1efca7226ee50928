import Glibc
import Planning
import Processes
import Results
import Training

/// One place for a worker: keeps one there and hands it one run after the other.
///
/// Each run has a process of its own, a copy of the worker's. The worker is replaced only when it ended,
/// so that starting it costs nothing beside the runs.
final class WorkerSlot {
  /// How an attempt at a run went, seen from outside the worker.
  fileprivate enum Attempt {
    case ended(RunExecutor.Ending)
    case crashed(ProcessEnding, reason: String)
    case timedOut
    case killedOnRequest
  }

  private let config: @Sendable (PlannedRun) -> String
  private let setting: SweepSetting
  private let options: ExecutionOptions
  private let launcher: any WorkerLaunching
  private let queue: RunQueue
  private let flush: FolderFlush
  private let folder: SweepFolder
  private var worker: WorkerHandle?
  /// The last iteration heard of.
  private var iteration = 0

  /// A slot for the runs of `queue`, whose resolved texts `config` gives.
  init(
    config: @escaping @Sendable (PlannedRun) -> String, setting: SweepSetting,
    options: ExecutionOptions, launcher: any WorkerLaunching, queue: RunQueue, flush: FolderFlush
  ) {
    (self.config, self.setting, self.options) = (config, setting, options)
    (self.launcher, self.queue, self.flush) = (launcher, queue, flush)
    folder = SweepFolder(path: setting.folder, experiment: setting.experiment)
  }

  /// Takes runs until none is left.
  func work() {
    defer { worker?.end() }
    while true {
      switch queue.take() {
      case .run(let run, let silent):
        do {
          try carryOut(run, breaking: silent)
        } catch {
          queue.stop(because: error)
        }
      case .wait: usleep(100_000)
      case .end: return
      }
    }
  }

  private func carryOut(_ run: PlannedRun, breaking silent: String?) throws {
    let start = ContinuousClock.now
    var assignment = RunAssignment(
      runID: run.id.description, config: config(run), anew: options.anew,
      silentLease: silent)
    var loop = CrashLoop(assignment.runID, in: folder)
    while true {
      iteration = 0
      if loop.isStuck() {
        assignment.anew = true
        queue.notify(
          .noticed(run, "crashed \(CrashLoop.limit) times from one checkpoint; begins anew"))
      }
      let file = StoreIndex.Stamp(of: folder.runFile(assignment.runID))
      switch try attempt(assignment, of: run) {
      case .ended(let ending): return conclude(run, ending)
      case .timedOut:
        let allowed = options.timeout.map { Quantity.duration($0 / .seconds(1)) } ?? ""
        return fail(
          run, .timeout, "not done after \(allowed); the same command continues it", assignment,
          since: start)
      case .killedOnRequest:
        return queue.finish(run, report(.interrupted, since: start))
      case .crashed(let ending, let reason):
        RunLog.append("attempt \(assignment.attempt): \(reason)", to: log(of: run))
        loop.note(ending)
        guard assignment.attempt <= options.retries, !queue.shouldStop else {
          return fail(run, .crash, reason, assignment, loop, since: start)
        }
        queue.notify(.noticed(run, "\(reason); tried again"))
        assignment.attempt += 1
        // What was to be left behind is still there where no checkpoint took its place.
        let isLeft = StoreIndex.Stamp(of: folder.runFile(assignment.runID)) == file
        assignment.anew = assignment.anew && isLeft
      }
    }
  }

  private func log(of run: PlannedRun) -> String { folder.logFile(run.id.description) }

  private func report(
    _ ending: RunReport.Ending, since start: ContinuousClock.Instant
  ) -> RunReport {
    RunReport(
      ending: ending, iteration: iteration, metric: nil,
      seconds: (ContinuousClock.now - start) / .seconds(1))
  }

  private func conclude(_ run: PlannedRun, _ ending: RunExecutor.Ending) {
    switch ending {
    case .ended(let report):
      flush.note()
      queue.finish(run, report)
    case .crashed(let reason): queue.finish(run, report(.failed(reason: reason), since: .now))
    case .done: queue.skip(run)
    case .held(let token):
      queue.leave(run, token: token)
      tellOfHolder(of: run)
    case .contradicted(let contradiction):
      let file = folder.runFile(run.id.description)
      queue.contradict(
        run, ProgressText.contradiction(contradiction, file: file),
        isAlarm: !contradiction.otherKernels)
    }
  }

  /// Says who has a run on another machine, which only its silence can free.
  private func tellOfHolder(of run: PlannedRun) {
    guard let lease = LeaseFolder(of: folder).lease(of: run.id.description),
      lease.holder.evidence == .elsewhere
    else { return }
    let silence = Quantity.duration(options.silence / .seconds(1))
    queue.notify(
      .noticed(
        run,
        "process \(lease.holder.pid) on \(lease.holder.host) has it; it is taken over where that is "
          + "silent for \(silence)"))
  }

  /// Takes note of a failure that the worker could not report itself.
  private func fail(
    _ run: PlannedRun, _ kind: FailureNote.Kind, _ reason: String, _ assignment: RunAssignment,
    _ loop: CrashLoop? = nil, since start: ContinuousClock.Instant
  ) {
    FailureNote(
      runID: assignment.runID, kind: kind, reason: reason, iteration: iteration,
      attempts: assignment.attempt, loop: loop
    ).write(to: folder)
    // A file that the worker may have died of is not read here too.
    if kind == .crash, iteration > 0 {
      CrashedRun(assignment.runID, in: folder).markFailed(reason)
    }
    queue.finish(run, report(.failed(reason: reason), since: start))
  }
}

// MARK: - One attempt

extension WorkerSlot {
  /// Has the worker carry out a run, and listens until it ended or the worker did.
  private func attempt(_ assignment: RunAssignment, of run: PlannedRun) throws -> Attempt {
    let worker = try currentWorker()
    let logStart = RunLog.size(of: log(of: run))
    let deadline = options.timeout.map { ContinuousClock.now + $0 }
    _ = worker.send(.run(assignment: assignment))
    var stopped: (at: ContinuousClock.Instant, timedOut: Bool)?
    var said: Attempt?
    while true {
      try flush.flushIfDue()
      switch worker.next() {
      case .event(.ended(let ending)):
        let attempt =
          said
          ?? .crashed(ending, reason: reason(for: ending, log: log(of: run), after: logStart))
        if let stopped, said?.isInterrupted ?? true {
          return stopped.timedOut ? .timedOut : said ?? .killedOnRequest
        }
        guard attempt.isInterrupted else { return attempt }
        // Somebody ended it, and it took its leave in good order; the worker may have been told too.
        retire()
        return .crashed(.signalled(SIGTERM), reason: "its process was told to end")
      case .event(let event): said = try handle(event, of: run, logStart) ?? said
      case .nothing: break
      case .end:
        let ending = worker.end()
        self.worker = nil
        if let stopped { return stopped.timedOut ? .timedOut : .killedOnRequest }
        return .crashed(
          ending, reason: reason(for: ending, log: log(of: run), after: logStart))
      }
      let now = ContinuousClock.now
      if let stopped {
        if now - stopped.at > options.grace { worker.kill() }
      } else if queue.shouldStop {
        stopped = (now, false)
        _ = worker.send(.stop)
      } else if let deadline, now >= deadline {
        stopped = (now, true)
        _ = worker.send(.stop)
      }
    }
  }

  private func currentWorker() throws -> WorkerHandle {
    if let worker { return worker }
    let started = WorkerHandle(try launcher.launch())
    _ = started.send(.begin(setting: setting))
    worker = started
    return started
  }

  private func retire() {
    worker?.end()
    worker = nil
  }

  private func handle(
    _ event: WorkerEvent, of run: PlannedRun, _ logStart: Int
  ) throws -> Attempt? {
    switch event {
    case .advanced(let iteration, let iterations, let name, let value):
      self.iteration = iteration
      let metric = name.flatMap { name in value.map { (name: name, value: $0) } }
      queue.notify(
        .advanced(run, .init(iteration: iteration, iterations: iterations, metric: metric)))
      return nil
    case .notice(let text):
      queue.notify(.noticed(run, text))
      return nil
    case .finished(.crashed(let reason)):
      // A process of the run's own; that of the run took its leave in good order.
      return .crashed(.exited(1), reason: telling(reason, log: log(of: run), after: logStart))
    case .finished(let ending): return .ended(ending)
    case .storeFailed(let error): throw error
    case .notStarted(let error): throw error
    case .ended: preconditionFailure("the end of a run's process is no word of its own")
    }
  }

  /// Why a worker ended, with the most telling line of its last words.
  private func reason(for ending: ProcessEnding, log: String, after start: Int) -> String {
    telling("its process \(ending.reason)", log: log, after: start)
  }

  private func telling(_ reason: String, log: String, after start: Int) -> String {
    let lines = RunLog.tail(of: log, after: start, lines: 40)
      .filter { !$0.hasPrefix("gfrun: ") }
    let telling = lines.last { $0.contains("rror") } ?? lines.last
    guard let telling else { return reason }
    return "\(reason): \(telling.prefix(300))"
  }
}

extension WorkerSlot.Attempt {
  /// Whether the run was ended on request.
  fileprivate var isInterrupted: Bool {
    if case .ended(.ended(let report)) = self { report.ending == .interrupted } else { false }
  }
}
