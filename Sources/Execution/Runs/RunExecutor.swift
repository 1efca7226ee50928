import Planning
import Results
import Specification
import Training

/// Carries out runs in this process and publishes their files.
struct RunExecutor: Sendable {
  /// How an attempt at a run ended.
  enum Ending: Codable, Sendable, Equatable {
    /// It was carried out, or could not be.
    case ended(RunReport)
    /// Its result was there already.
    case done
    /// Somebody else has its lease.
    case held(token: String)
    /// What did the work died under it.
    case crashed(reason: String)
    /// Its result contradicts one that was there.
    case contradicted(Publication.Contradiction)
  }

  /// What the one who asked is told on the way.
  struct Listener {
    /// Asked several times a second whether to stop.
    let shouldStop: () -> Bool
    /// Told as often how far the run is.
    let report: (RunLoop.Progress) -> Void
    /// Told what a reader of the log should know.
    let notice: (String) -> Void
    /// Given the lease while the run goes on, nil after.
    var lease: (HeldLease?) -> Void = { _ in }
  }

  let setting: SweepSetting
  let registry: Registry

  var folder: SweepFolder {
    SweepFolder(path: setting.folder, experiment: setting.experiment)
  }

  /// Carries out a run; one that cannot be carried out is reported, not thrown.
  ///
  /// - Throws: `ResultsError` where a result could not be published: without a store nothing else
  ///   is worth computing.
  func execute(
    _ assigned: AssignedRun, listener: Listener
  ) throws(ResultsError) -> Ending {
    let assignment = assigned.assignment
    let leases = LeaseFolder(of: folder)
    let lease: HeldLease
    switch try leases.take(
      assignment.runID, attempt: assignment.attempt, breaking: assignment.silentLease)
    {
    case .taken(let taken): lease = taken
    case .held(let other): return .held(token: other.token)
    }
    listener.lease(lease)
    defer {
      listener.lease(nil)
      lease.giveBack()
    }
    let path = folder.runFile(assignment.runID)
    if let found = try? RunFile.outline(of: path), found.status.isFinal,
      found.runID == assignment.runID
    {
      return .done
    }
    var attempt = RunAttempt(
      assigned: assigned, executor: self, lease: lease, listener: listener)
    return try attempt.carryOut()
  }
}
