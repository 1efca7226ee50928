import Results

/// What the runs of a sweep recorded, in the order in which it comes up.
struct SeriesNames {
  /// The metrics, each as the first run that has it describes it.
  private(set) var metrics: [MetricSeries] = []
  /// The training series.
  private(set) var training: [String] = []

  /// What `runs` recorded.
  init(_ runs: [SweepResults.Run]) {
    var seen: Set<String> = []
    for curves in runs.compactMap(\.curves) {
      for series in curves.metrics.series where seen.insert(series.name).inserted {
        metrics.append(series)
      }
      for series in curves.training.series where seen.insert("training/\(series.name)").inserted {
        training.append(series.name)
      }
    }
  }
}
