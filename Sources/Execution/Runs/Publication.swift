import Glibc
package import Results

/// Puts the files of runs where they belong: a result once, a part never in its place.
package struct Publication: Sendable {
  /// What became of a file.
  package enum Outcome: Equatable {
    /// It is in its place.
    case published
    /// The run has its result already, of the same bytes where this was a result.
    case superseded
    /// Somebody else carries the run out now, so a part of ours is of no use.
    case disowned
    /// The run has another result already; ours was put aside.
    case contradicted(Contradiction)
  }

  /// Two results of one run that differ.
  package struct Contradiction: Equatable, Codable {
    /// The first piece in which they differ.
    package let piece: String
    /// Where the one that came second is.
    package let path: String
    /// Whether they were computed with different kernels, among which no bits are promised.
    package let otherKernels: Bool
  }

  private let folder: SweepFolder
  private let lock: FolderLock

  /// Publications in `folder`.
  package init(in folder: SweepFolder) {
    self.folder = folder
    lock = FolderLock(of: folder)
  }

  /// Publishes a run under its lease, if it is still worth publishing.
  ///
  /// - Parameters:
  ///   - record: the run.
  ///   - lease: what gives the right to; nil to ask for none.
  ///   - flushingFolder: whether the folder is flushed to the disk, or that is left to a `FolderFlush`.
  /// - Returns: what became of the file.
  /// - Throws: `ResultsError`.
  package func publish(
    _ record: RunRecord, under lease: HeldLease?, flushingFolder: Bool = true
  ) throws(ResultsError) -> Outcome {
    let path = folder.runFile(record.runID)
    var outcome = Outcome.published
    let image = try RunFile.image(of: record, for: path)
    try AtomicFile.publish(image, to: path, flushingFolder: flushingFolder) {
      replace throws(ResultsError) in
      try lock.hold { () throws(ResultsError) in
        if let found = try? RunFile.outline(of: path), found.status.isFinal {
          outcome = .superseded
        } else if !record.status.isFinal, let lease, !lease.isValid {
          outcome = .disowned
        } else {
          try replace()
        }
      }
    }
    guard record.status.isFinal else { return outcome }
    if outcome == .published { StoreIndex.append(record, in: folder) }
    guard outcome == .superseded else { return outcome }
    return try compare(image, of: record, with: path)
  }

  /// Compares a result that came second with the first.
  private func compare(
    _ image: [UInt8], of record: RunRecord, with path: String
  ) throws(ResultsError) -> Outcome {
    try FolderMaking.make(folder.duplicates)
    let token = String(UInt64.random(in: .min ... .max), radix: 36)
    let second = "\(folder.duplicates)/\(record.runID).\(token).h5"
    try AtomicFile.publish(image, to: second)
    let (ours, theirs) = (try RunFile.digests(of: second), try RunFile.digests(of: path))
    guard let piece = Digest.firstDifference(ours, theirs) else {
      unsafe unlink(second)
      return .superseded
    }
    let kernels = try RunFile.read(from: path).provenance.kernelSet
    return .contradicted(
      Contradiction(
        piece: piece, path: second, otherKernels: kernels != record.provenance.kernelSet))
  }
}

extension Digest {
  /// The first piece in which two lists differ; nil where they agree.
  static func firstDifference(_ first: [Digest], _ second: [Digest]) -> String? {
    let known = Dictionary(second.map { ($0.path, $0.hex) }, uniquingKeysWith: { $1 })
    if let differing = first.first(where: { known[$0.path] != $0.hex }) { return differing.path }
    let paths = Set(first.map(\.path))
    return second.first { !paths.contains($0.path) }?.path
  }
}
