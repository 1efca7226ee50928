import Planning
package import Results
package import Specification

/// Whether the results of a folder are what they were, and come about again.
package struct Verification: Sendable {
  /// What is wrong with a run.
  package struct Finding: Sendable, Equatable {
    /// The run.
    package let runID: String
    /// What is wrong.
    package let problem: String

    /// Something wrong with a run.
    package init(runID: String, problem: String) {
      (self.runID, self.problem) = (runID, problem)
    }
  }

  private let folder: SweepFolder
  private let ids: [String]

  /// The verification of the run files in `folder`.
  ///
  /// - Throws: `ResultsError` where the folder cannot be read.
  package init(of folder: SweepFolder) throws(ResultsError) {
    self.folder = folder
    ids = try FolderListing.names(in: folder.path)
      .filter { $0.hasSuffix(".h5") && RunID(String($0.dropLast(3))) != nil }
      .map { String($0.dropLast(3)) }.sorted()
  }

  /// How many run files there are.
  package var count: Int { ids.count }

  /// The runs whose files do not hold what was written, or not what their names say.
  package func damaged(vocabulary: Vocabulary) -> [Finding] {
    ids.compactMap { id in
      problem(with: id, vocabulary).map { Finding(runID: id, problem: $0) }
    }
  }

  private func problem(with id: String, _ vocabulary: Vocabulary) -> String? {
    let path = folder.runFile(id)
    do {
      let changed = try RunFile.damaged(in: path)
      guard changed.isEmpty else {
        return "\(changed.joined(separator: ", ")) changed since it was written"
      }
      let record = try RunFile.read(from: path)
      guard record.runID == id else { return "it holds the run '\(record.runID)'" }
      let member = try LooseRuns.member(record.config, named: path, vocabulary: vocabulary)
      guard member?.run.id.description == id else {
        return "its text has another id; it is of another version of gfrun"
      }
      return nil
    } catch let failure as SpecificationFailure {
      let first = failure.diagnostics.first.map { "\($0.problem)" } ?? ""
      return "its text is no run for this version of gfrun: \(first)"
    } catch {
      return "\(error)"
    }
  }

  /// The runs that differ from those of the same name in `other`, and those that only one has.
  ///
  /// - Throws: `ResultsError` where `other` cannot be read.
  package func differences(from other: SweepFolder) throws(ResultsError) -> [Finding] {
    let others = try Verification(of: other)
    let theirs = Set(others.ids)
    var findings = ids.compactMap { id -> Finding? in
      guard theirs.contains(id) else {
        return Finding(runID: id, problem: "it is missing in '\(other.path)'")
      }
      return difference(id, from: other.runFile(id))
    }
    for id in others.ids where !ids.contains(id) {
      findings.append(Finding(runID: id, problem: "it is missing in '\(folder.path)'"))
    }
    return findings
  }

  private func difference(_ id: String, from path: String) -> Finding? {
    do throws(ResultsError) {
      let (ours, theirs) = (
        try RunFile.digests(of: folder.runFile(id)), try RunFile.digests(of: path)
      )
      return Digest.firstDifference(ours, theirs).map {
        Finding(runID: id, problem: "'\($0)' differs")
      }
    } catch {
      return Finding(runID: id, problem: "\(error)")
    }
  }

  /// Up to `count` runs that have their results, to be carried out again: the first by id, which is
  /// a hash, and so a fair sample.
  ///
  /// - Throws: `SpecificationFailure` where the text of one is no run.
  package func sample(_ count: Int, vocabulary: Vocabulary) throws -> LooseRuns {
    var members: [LooseRuns.Member] = []
    for id in ids where members.count < count {
      guard (try? RunFile.outline(of: folder.runFile(id)).status.isFinal) == true else { continue }
      let config = try RunFile.read(from: folder.runFile(id)).config
      if let member = try LooseRuns.member(config, named: "run \(id)", vocabulary: vocabulary) {
        members.append(member)
      }
    }
    return LooseRuns(members)
  }

  /// The runs of `again` whose results are not those of this folder.
  ///
  /// - Throws: `ResultsError` where `again` cannot be read.
  package func contradictions(in again: SweepFolder) throws(ResultsError) -> [Finding] {
    try Verification(of: again).ids.compactMap { difference($0, from: again.runFile($0)) }
  }
}
