import Planning
import Results

/// The runs of a sweep that others carry out, watched until they are done or given up.
struct RunsElsewhere: Sendable {
  /// What became of one.
  enum News {
    /// It has its result.
    case done(diverged: Bool)
    /// It failed, as this note says.
    case failed(FailureNote)
    /// Nobody has it any more.
    case free
    /// Its lease, from another machine, was not renewed for too long.
    case silent(token: String)
  }

  private struct Watched: Sendable {
    let run: PlannedRun
    var token: String
    var progress = Lease.Progress()
    /// When the lease was last seen to change, by the clock of the one who looks: clocks of other
    /// machines, and jumps of this one's, mean nothing.
    var changed = ContinuousClock.now
  }

  private let folder: SweepFolder
  private let leases: LeaseFolder
  private let silence: Duration
  /// The failures before this sweep, which say nothing about it.
  private let earlierFailures: [String: FailureNote]
  private var watched: [Watched] = []
  private var lastLook = ContinuousClock.now

  init(folder: SweepFolder, silence: Duration, earlierFailures: [String: FailureNote]) {
    self.folder = folder
    leases = LeaseFolder(of: folder)
    self.silence = silence
    self.earlierFailures = earlierFailures
  }

  /// Whether none is watched.
  var isEmpty: Bool { watched.isEmpty }

  /// Watches a run under a lease.
  mutating func add(_ run: PlannedRun, token: String) {
    watched.append(Watched(run: run, token: token))
  }

  /// What became of runs since the last look; those with news are watched no longer.
  mutating func look() -> [(PlannedRun, News)] {
    let now = ContinuousClock.now
    guard !watched.isEmpty, now - lastLook > .milliseconds(200) else { return [] }
    lastLook = now
    var found: [(PlannedRun, News)] = []
    var rest: [Watched] = []
    for var watch in watched {
      if let news = news(of: &watch, at: now) {
        found.append((watch.run, news))
      } else {
        rest.append(watch)
      }
    }
    watched = rest
    return found
  }

  private func news(of watch: inout Watched, at now: ContinuousClock.Instant) -> News? {
    let id = watch.run.id.description
    if let lease = leases.lease(of: id), lease.holder.evidence != .dead {
      if lease.token != watch.token || lease.progress != watch.progress {
        (watch.token, watch.progress, watch.changed) = (lease.token, lease.progress, now)
      }
      let isSilent = lease.holder.evidence == .elsewhere && now - watch.changed > silence
      return isSilent ? .silent(token: lease.token) : nil
    }
    if let found = try? RunFile.outline(of: folder.runFile(id)), found.status.isFinal {
      return .done(diverged: found.status == .diverged)
    }
    if let note = FailureNote(of: id, in: folder), note != earlierFailures[id] {
      return .failed(note)
    }
    return .free
  }
}
