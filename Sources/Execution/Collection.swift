package import Results

/// Makes the sweep file of a folder from its run files.
package struct Collection: Sendable {
  private let folder: SweepFolder
  private let version: String

  /// The collection of `folder` by this `version` of gfrun.
  package init(folder: SweepFolder, version: String) {
    self.folder = folder
    self.version = version
  }

  /// Writes the sweep file; runs of the plan without a whole result appear with their status.
  ///
  /// Without a stored plan every run file of the folder is taken, in the order of the ids.
  ///
  /// - Parameters:
  ///   - claims: what became of the claims about these runs; nil keeps those that the file has,
  ///     as long as it stands for the same runs.
  ///   - path: where the sweep file goes; into the folder, unless given.
  ///   - samples: whether it holds the samples too.
  /// - Returns: the number of rows, and what is wrong with run files that could not be used.
  /// - Throws: `ResultsError`; `CollectionError` where there is nothing to collect, or the stored
  ///   plan cannot be read.
  @discardableResult
  package func write(
    claims: [SweepClaim]? = nil, to path: String? = nil, samples: Bool = true
  ) throws -> (rows: Int, problems: [ResultsError]) {
    let collected = try Self.rows(of: folder)
    let problems = try SweepFile.write(
      collected,
      heading: SweepFile.Heading(
        experiment: folder.experiment, gfrunVersion: version, created: Timestamp.now),
      claims: claims ?? standingClaims(about: collected), to: path ?? folder.sweepFile,
      sampleBudget: samples ? SweepFile.sampleBudget : 0)
    return (collected.count, problems)
  }

  /// The runs of the folder's plan, each with its file where there is one; without a stored plan the runs
  /// that have files, in the order of the ids.
  ///
  /// - Throws: as `write`.
  package static func rows(of folder: SweepFolder) throws -> [SweepRow] {
    let present = Set(try FolderListing.names(in: folder.path))
    let rows = try StoredPlan(in: folder)?.rows ?? unplannedRows(present, in: folder)
    guard !rows.isEmpty else { throw CollectionError.empty(folder: folder.path) }
    let failures = try FailureNote.all(in: folder)
    return rows.map { row in
      var row = row
      guard present.contains("\(row.runID).h5") else {
        if failures[row.runID] != nil { row.status = RunStatus.failed.rawValue }
        return row
      }
      row.file = folder.runFile(row.runID)
      return row
    }
  }

  /// The claims of the sweep file that there is, unless runs of it have come, gone or ended since.
  private func standingClaims(about rows: [SweepRow]) -> [SweepClaim] {
    guard let table = try? SweepFile.readTable(from: folder.sweepFile),
      table.rows.map(\.runID) == rows.map(\.runID),
      table.rows.filter({ Collection.ended.contains($0.status) }).map(\.runID)
        == rows.filter({ $0.file != nil }).map(\.runID)
    else { return [] }
    return (try? SweepFile.readClaims(from: folder.sweepFile)) ?? []
  }

  /// The states of runs whose results do not change any more.
  private static let ended: Set<String> = ["complete", "diverged"]

  /// Whether the sweep file stands for `plan` and knows as many runs to be done as there are.
  func stands(for plan: StoredPlan, done: Int) -> Bool {
    guard let table = try? SweepFile.readTable(from: folder.sweepFile) else { return false }
    let ended = table.rows.filter { Collection.ended.contains($0.status) }
    return Set(ended.map(\.runID)).count == done
      && table.rows.map(\.runID) == plan.runs.map(\.id)
      && table.rows.map(\.caseName) == plan.runs.map { $0.caseName ?? "" }
      && table.rows.map(\.seed) == plan.runs.map(\.seed)
  }

  private static func unplannedRows(
    _ present: Set<String>, in folder: SweepFolder
  ) -> [SweepRow] {
    present.sorted().compactMap { name in
      guard name.hasSuffix(".h5"),
        let summary = try? RunFile.summary(of: "\(folder.path)/\(name)"),
        "\(summary.runID).h5" == name
      else { return nil }
      return SweepRow(
        runID: summary.runID, caseName: "", seed: summary.seed, swept: [],
        file: "\(folder.path)/\(name)", status: summary.status.rawValue)
    }
  }
}

/// Why a folder cannot be collected.
package enum CollectionError: Error, Equatable, CustomStringConvertible {
  /// The folder holds no runs.
  case empty(folder: String)
  /// What gfrun keeps of the plan cannot be read.
  case damagedPlan(path: String)

  /// The sentence for a reader.
  package var description: String {
    switch self {
    case .empty(let folder): "'\(folder)' holds no runs to collect"
    case .damagedPlan(let path):
      "'\(path)' is damaged; delete it to collect the runs without their cases, or run again"
    }
  }
}
