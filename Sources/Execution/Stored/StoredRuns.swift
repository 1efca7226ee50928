package import Planning
package import Results
package import Specification

/// The run files of a folder, whatever became of the runs.
package struct StoredRuns: Sendable {
  /// One run file.
  package struct Item: Sendable {
    /// The run.
    package let id: RunID
    /// The path of its file.
    package let path: String
    /// What the file says, or why it says nothing.
    package let summary: Result<RunSummary, ResultsError>

    /// Whether the run need not be carried out again.
    package var isDone: Bool {
      guard case .success(let summary) = summary else { return false }
      return summary.status == .complete || summary.status == .diverged
    }
  }

  /// The files, in the order of the ids.
  package let items: [Item]
  private let numbers: [RunID: Int]

  /// Looks at the run files of `folder`.
  ///
  /// - Throws: `ResultsError` where the folder cannot be read.
  package init(of folder: SweepFolder) throws(ResultsError) {
    let ids = try FolderListing.names(in: folder.path)
      .compactMap { $0.hasSuffix(".h5") ? RunID(String($0.dropLast(3))) : nil }
    items = ids.sorted().map { id in
      let path = folder.runFile(id.description)
      let summary = Result { () throws(ResultsError) in try RunFile.summary(of: path) }
      return Item(id: id, path: path, summary: summary)
    }
    numbers = Dictionary(uniqueKeysWithValues: items.enumerated().map { ($1.id, $0) })
  }

  /// The file of a run; nil where there is none.
  package subscript(id: RunID) -> Item? {
    numbers[id].map { items[$0] }
  }
}

extension StoredRuns.Item {
  /// The resolved run that the file holds; nil where it holds none that this version can read.
  package func specification(_ vocabulary: Vocabulary) -> Value? {
    guard let text = try? RunFile.config(of: path),
      let experiment = try? Experiment.read(text: text, named: path, vocabulary: vocabulary),
      let plan = try? Plan(experiment: experiment), plan.runs.count == 1
    else { return nil }
    return plan.resolved(plan.runs[0])
  }
}
