import Glibc
package import Results

/// The leases of a sweep: who carries out which run, among all who share its folder.
///
/// A lease says that its holder writes the run's file; nothing is lost where that fails, since a
/// run gives the same bytes whoever carries it out. It only keeps work from being done twice.
package struct LeaseFolder: Sendable {
  /// What came of asking for a run.
  package enum Answer {
    /// It is the caller's until given back.
    case taken(HeldLease)
    /// Somebody else has it.
    case held(Lease)
  }

  private let folder: SweepFolder
  private let lock: FolderLock

  /// The leases in `folder`.
  package init(of folder: SweepFolder) {
    self.folder = folder
    lock = FolderLock(of: folder)
  }

  /// Asks for a run.
  ///
  /// A lease whose holder is dead by evidence, or whose token is `silent`, is broken.
  ///
  /// - Parameters:
  ///   - runID: the run.
  ///   - attempt: the caller's attempt, from 1.
  ///   - silent: the token of a lease from elsewhere that was not renewed for too long.
  /// - Returns: the run's lease, or whose it is.
  /// - Throws: `ResultsError.cannotWrite` where leases cannot be kept.
  package func take(
    _ runID: String, attempt: Int, breaking silent: String? = nil
  ) throws(ResultsError) -> Answer {
    let path = folder.leaseFile(runID)
    return try lock.hold { () throws(ResultsError) in
      if let lease = Lease(at: path), lease.token != silent, lease.holder.evidence != .dead {
        return .held(lease)
      }
      let lease = Lease(
        runID: runID, token: String(UInt64.random(in: .min ... .max), radix: 36),
        holder: .current, attempt: attempt, since: Timestamp.now)
      return .taken(try HeldLease(lease, path: path, lock: lock))
    }
  }

  /// The lease of a run; nil where nobody has it.
  package func lease(of runID: String) -> Lease? { Lease(at: folder.leaseFile(runID)) }

  /// Whether somebody has a run who is not known to be dead.
  package func isHeld(_ runID: String) -> Bool {
    lease(of: runID).map { $0.holder.evidence != .dead } ?? false
  }

  /// All leases, in no order.
  func all() throws(ResultsError) -> [Lease] {
    try FolderListing.names(in: folder.leases).filter { !$0.contains(".") }
      .compactMap { Lease(at: "\(folder.leases)/\($0)") }
  }
}
