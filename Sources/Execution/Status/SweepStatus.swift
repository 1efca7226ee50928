import Glibc
import Planning
package import Results

/// How the sweep in a folder stands, from its files alone.
package struct SweepStatus: Sendable {
  /// A run that somebody carries out.
  package struct Running: Sendable {
    /// The run.
    package let runID: String
    /// What people call it.
    package let label: String
    /// Outer iterations made, of how many.
    package let iteration: Int
    package let iterations: Int
    /// The first metric with its last value, where there is one.
    package let metric: String?
    /// Seconds until it ends at its pace; nil before it has one.
    package let remaining: Double?
    /// The machine and the process.
    package let host: String
    package let pid: Int32
    /// Seconds since the holder was last heard of.
    package let silence: Double

    /// Seconds that all its iterations take at its pace; nil before it has one.
    fileprivate var total: Double? {
      guard let remaining, iterations > iteration else { return nil }
      return remaining / Double(iterations - iteration) * Double(iterations)
    }
  }

  /// A run that failed, or was stopped on its way.
  package struct Halted: Sendable {
    /// The run.
    package let runID: String
    /// What people call it.
    package let label: String
    /// The iteration it came to.
    package let iteration: Int
    /// Why, where that is known.
    package let failure: FailureNote?
  }

  /// The name of the experiment.
  package let experiment: String
  /// The folder.
  package let folder: String
  /// The runs of the last plan; those with a file where no plan was kept.
  package private(set) var planned = 0
  /// Those with a result.
  package private(set) var done = 0
  /// Those of them that diverged.
  package private(set) var diverged = 0
  /// Those that are being carried out.
  package private(set) var running: [Running] = []
  /// Those that failed.
  package private(set) var failed: [Halted] = []
  /// Those that were stopped and go on from a checkpoint.
  package private(set) var stopped: [Halted] = []
  /// Results that no run of the last plan has.
  package private(set) var unplanned = 0
  /// The mean of the seconds that the done runs took; nil before one is done.
  private var meanSeconds: Double?

  /// Those that nobody has begun.
  package var waiting: Int { planned - done - running.count - failed.count - stopped.count }

  /// Seconds until the sweep ends, with as many runs at a time as now; nil where none is being carried
  /// out, or nothing is known of how long one takes.
  ///
  /// The runs in hand at their own pace; the others are taken to last as long as the done ones did in the
  /// mean, or else as those in hand will.
  package var remaining: Double? {
    let known = running.compactMap(\.remaining)
    let projected = running.compactMap(\.total)
    let typical =
      meanSeconds
      ?? (projected.isEmpty ? nil : projected.reduce(0, +) / Double(projected.count))
    guard !running.isEmpty, let typical else { return nil }
    let others = Double(running.count - known.count + stopped.count + waiting) * typical
    return max((known.reduce(0, +) + others) / Double(running.count), known.max() ?? 0)
  }

  /// Looks at `folder`.
  ///
  /// - Throws: `ResultsError` where it cannot be read.
  package init(of folder: SweepFolder) throws(ResultsError) {
    experiment = folder.experiment
    self.folder = folder.path
    let store = try StoreState(of: folder)
    let notes = try FailureNote.all(in: folder)
    var leases: [String: Lease] = [:]
    for lease in try LeaseFolder(of: folder).all() where lease.holder.evidence != .dead {
      leases[lease.runID] = lease
    }
    let plan = (try? StoredPlan(in: folder)) ?? nil
    let known =
      plan?.runs.map { (id: $0.id, label: $0.label) }
      ?? (store.done.union(store.parts.keys)).sorted().map { (id: $0.description, label: "") }
    var seen: Set<String> = []
    var times: [Double] = []
    for (id, label) in known where seen.insert(id).inserted {
      planned += 1
      guard let runID = RunID(id) else { continue }
      if store.done.contains(runID) {
        done += 1
        if let seconds = store.seconds[runID], seconds.isFinite { times.append(seconds) }
        diverged += store.diverged.contains(runID) ? 1 : 0
      } else if let lease = leases[id] {
        running.append(Running(lease, label: label, at: folder.leaseFile(id)))
      } else if let note = notes[id] {
        failed.append(Halted(runID: id, label: label, iteration: note.iteration, failure: note))
      } else if let part = store.parts[runID] {
        let halted = Halted(runID: id, label: label, iteration: part.iterations, failure: nil)
        if part.status == .failed { failed.append(halted) } else { stopped.append(halted) }
      }
    }
    meanSeconds = times.isEmpty ? nil : times.reduce(0, +) / Double(times.count)
    unplanned = store.done.union(store.parts.keys).count { !seen.contains($0.description) }
  }

  /// Whether there is anything of gfrun's in `folder`.
  package static func isSweep(_ folder: SweepFolder) -> Bool {
    unsafe access(folder.internals, F_OK) == 0 || access(folder.sweepFile, F_OK) == 0
  }
}

extension SweepStatus.Running {
  fileprivate init(_ lease: Lease, label: String, at path: String) {
    var status = stat()
    let heard = unsafe stat(path, &status) == 0 ? status.st_mtim.tv_sec : time(nil)
    let progress = lease.progress
    let made = progress.iteration - progress.first
    let left = progress.iterations - progress.iteration
    self.init(
      runID: lease.runID, label: label, iteration: progress.iteration,
      iterations: progress.iterations, metric: progress.metric,
      remaining: made > 0 && progress.seconds > 0
        ? progress.seconds / Double(made) * Double(left) : nil,
      host: lease.holder.host, pid: lease.holder.pid,
      silence: Double(max(0, time(nil) - heard)))
  }
}
