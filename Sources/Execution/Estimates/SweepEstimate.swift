import Glibc
package import Planning
import Results
import Specification
package import Training

/// What the runs that are to do will take, and what that is based on.
package struct SweepEstimate: Sendable {
  /// A run that is to do.
  package struct Item: Sendable {
    /// The run.
    package let run: PlannedRun
    /// Its iterations.
    package let iterations: Int
    /// Seconds, nil where nothing is known; between the least and the most that its basis allows.
    package let seconds: (least: Double, mean: Double, most: Double)?
    /// Bytes of its file.
    package let bytes: Int
  }

  /// What estimates rest on.
  package struct Basis: Sendable, Equatable {
    /// Finished runs that do the same work.
    package var finishedRuns = 0
    /// The runs that are estimated by those.
    package var runsByHistory = 0
    /// Kinds of runs of which some iterations were timed.
    package var timedClasses = 0
    /// The iterations that were timed.
    package var timedIterations = 0
    /// The runs that are estimated by timing.
    package var runsByTiming = 0
    /// The runs of which nothing is known.
    package var unknownRuns = 0
  }

  /// The runs that are to do, in the order of the plan.
  package private(set) var items: [Item] = []
  /// What they rest on.
  package private(set) var basis = Basis()
  /// The most memory that a run took while it was timed; nil where none was.
  package private(set) var memory: Int?

  private struct History {
    var speeds: [Double] = []
    var bytes: [Int] = []
    /// The iterations of the longest run.
    var longest = 0

    /// Whether the runs are long enough to tell of one with so many iterations: of a short run most
    /// may be its beginning.
    func tells(of iterations: Int) -> Bool { 4 * longest >= iterations }
  }

  /// Estimates the runs of `plan` that are wanted and not done.
  ///
  /// - Parameters:
  ///   - plan: the runs.
  ///   - stored: the runs that are stored; those that are done, on a processor like this one, are its
  ///     history.
  ///   - registry: makes the runs that are timed; nil to time none, and to take what history there is.
  /// - Throws: what stands in the way of a run that is timed.
  package init(_ plan: Plan, stored: StoredRuns, timingWith registry: Registry?) throws {
    let vocabulary = plan.experiment.vocabulary
    var histories: [CostClass: History] = [:]
    for item in stored.items where item.isDone {
      SweepEstimate.note(item, of: plan, vocabulary, in: &histories)
    }
    var used: Set<CostClass> = []
    var timings: [CostClass: RunTiming] = [:]
    let metrics = plan.decidingMetrics
    let wanted = plan.wanted { id, metric in
      guard metrics.contains(metric), let item = stored[id], item.isDone else { return nil }
      return item.lastValue(of: metric)
    }
    for run in wanted where stored[run.id]?.isDone != true {
      let resolved = plan.resolved(run)
      let kind = CostClass(resolved)
      let iterations = resolved["schedule"]["iterations"].integer
      let history = histories[kind].flatMap {
        registry == nil || $0.tells(of: iterations) ? $0 : nil
      }
      if history == nil, timings[kind] == nil, let registry {
        timings[kind] = try RunTiming(of: resolved, registry: registry)
      }
      if let history, used.insert(kind).inserted {
        basis.finishedRuns += history.speeds.count
      }
      append(run, resolved, history, timings[kind], vocabulary)
    }
    basis.timedClasses = timings.count
    basis.timedIterations = timings.values.reduce(0) { $0 + $1.iterations }
    memory = timings.values.map(\.memory).max()
  }

  private mutating func append(
    _ run: PlannedRun, _ resolved: Value, _ history: History?, _ timing: RunTiming?,
    _ vocabulary: Vocabulary
  ) {
    let iterations = resolved["schedule"]["iterations"].integer
    var seconds: (Double, Double, Double)?
    if let history, let least = history.speeds.min(), let most = history.speeds.max() {
      let mean = history.speeds.reduce(0, +) / Double(history.speeds.count)
      let count = Double(iterations)
      seconds = (least * count, mean * count, most * count)
      basis.runsByHistory += 1
    } else if let timing {
      let mean = timing.seconds(of: resolved)
      seconds = (mean, mean, mean)
      basis.runsByTiming += 1
    } else {
      basis.unknownRuns += 1
    }
    let bytes =
      history.map { $0.bytes.reduce(0, +) / $0.bytes.count }
      ?? RunSize.bytes(of: resolved, vocabulary: vocabulary)
    items.append(Item(run: run, iterations: iterations, seconds: seconds, bytes: bytes))
  }

  /// Takes note of what a finished run took.
  private static func note(
    _ item: StoredRuns.Item, of plan: Plan, _ vocabulary: Vocabulary,
    in histories: inout [CostClass: History]
  ) {
    guard case .success(let summary) = item.summary, summary.status == .complete,
      summary.iterations > 0, summary.wallSeconds.isFinite, summary.cpuModel == Host.processor,
      let run = plan.run(item.id).map(plan.resolved) ?? item.specification(vocabulary)
    else { return }
    var status = stat()
    let size = unsafe stat(item.path, &status) == 0 ? Int(status.st_size) : 0
    var history = histories[CostClass(run)] ?? History()
    history.speeds.append(summary.wallSeconds / Double(summary.iterations))
    history.bytes.append(size)
    history.longest = max(history.longest, summary.iterations)
    histories[CostClass(run)] = history
  }
}

extension SweepEstimate {
  /// Seconds of all runs one after the other, as far as they are known.
  package var seconds: (least: Double, mean: Double, most: Double) {
    items.reduce((0, 0, 0)) { sum, item in
      guard let seconds = item.seconds else { return sum }
      return (sum.0 + seconds.least, sum.1 + seconds.mean, sum.2 + seconds.most)
    }
  }

  /// Seconds until all runs of some are done, `jobs` at a time: no less than the longest takes.
  package func elapsed(jobs: Int, of chosen: (Item) -> Bool = { _ in true }) -> Double {
    let times = items.filter(chosen).compactMap { $0.seconds?.mean }
    return max(times.reduce(0, +) / Double(min(jobs, max(1, times.count))), times.max() ?? 0)
  }

  /// Bytes of all files.
  package var bytes: Int { items.reduce(0) { $0 + $1.bytes } }
}

extension StoredRuns.Item {
  /// The last value of a metric; not a number where the run has none.
  package func lastValue(of metric: String) -> Double {
    guard case .success(let summary) = summary, summary.status == .complete else { return .nan }
    return summary.metrics.first { $0.name == metric }?.value ?? .nan
  }
}
