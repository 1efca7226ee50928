package import Planning
package import Results

/// The last values of some metrics of the runs in a folder: what decides on further replicates.
package struct LastValues: Sendable {
  private let metrics: Set<String>
  private var values: [RunID: [String: Double]] = [:]

  /// No values yet of `metrics`.
  package init(_ metrics: Set<String>) {
    self.metrics = metrics
  }

  /// Reads the runs that are done in `folder` and were not read before; nothing where no metric is
  /// asked for.
  ///
  /// - Throws: `ResultsError` where the folder cannot be read.
  package mutating func read(in folder: SweepFolder) throws(ResultsError) {
    guard !metrics.isEmpty else { return }
    let store = try StoreState(of: folder, remembers: false)
    for run in store.done where values[run] == nil {
      values[run] = [:]
      guard !store.diverged.contains(run),
        let summary = try? RunFile.summary(of: folder.runFile(run.description))
      else { continue }
      for metric in summary.metrics where metrics.contains(metric.name) {
        values[run]?[metric.name] = metric.value
      }
    }
  }

  /// The last value of a metric of a run: not a number where the run is done but has none, as one that
  /// diverged, nil where it is not done.
  package func value(of run: RunID, _ metric: String) -> Double? {
    values[run].map { $0[metric] ?? .nan }
  }
}
