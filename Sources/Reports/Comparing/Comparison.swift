package import Claims
package import Figures
package import Results
internal import Specification

/// Means of metrics over seeds, a row per configuration, and how the rows differ.
package struct Comparison: Sendable {
  /// One metric of one configuration.
  package struct Cell: Sendable {
    /// The mean of the finite numbers and the interval around it.
    package let summary: SeedBand.Summary
    /// What each finished run says, by seed.
    package let readings: Readings
    /// The difference from the baseline; nil for the baseline itself, and where one side has no runs.
    package let difference: SeedDifference?
    /// Whether the others are compared with this row.
    package let isBaseline: Bool
  }

  /// One configuration.
  package struct Row: Sendable {
    /// Its values under the keys; nil where it has none.
    package let values: [SweptScalar?]
    /// Its runs.
    package let runs: Int
    /// One cell per metric; nil where no run that has the metric is finished.
    package let cells: [Cell?]
  }

  /// What was asked for, with what was left open filled in.
  package let request: ComparisonRequest
  /// The name of the experiment.
  package let experiment: String
  /// The configurations, in the order of the plan.
  package let rows: [Row]
  /// The runs that would take part but are not finished.
  package let unfinished: Int

  /// Compares the runs of a sweep.
  ///
  /// - Throws: `ReportError`.
  package init(_ results: SweepResults, _ request: ComparisonRequest) throws(ReportError) {
    let groups = try RunGroups(results, request)
    let names = try Self.metrics(request.metrics, of: groups.runs)
    var filled = request
    (filled.keys, filled.metrics) = (groups.keys, names)
    self.request = filled
    experiment = results.experiment
    unfinished = groups.runs.count { !$0.isDone }
    var columns: [[Cell?]] = []
    for name in names { columns.append(try Self.column(name, groups, request)) }
    rows = groups.groups.enumerated().map { index, group in
      Row(values: group.values, runs: group.runs.count, cells: columns.map { $0[index] })
    }
  }

  /// The metrics that are asked for, all where none is.
  private static func metrics(
    _ asked: [String], of runs: [SweepResults.Run]
  ) throws(ReportError) -> [String] {
    let names = SeriesNames(runs)
    let metrics = names.metrics.map(\.name)
    let known = metrics + names.training.map { "training/" + $0 }
    if let unknown = asked.first(where: { !known.contains($0) }) {
      throw .unknownMetric(unknown, known: known)
    }
    guard !known.isEmpty else { throw .unknownMetric("w1", known: known) }
    return asked.isEmpty ? metrics : asked
  }

  private static func column(
    _ metric: String, _ groups: RunGroups, _ request: ComparisonRequest
  ) throws(ReportError) -> [Cell?] {
    let isTraining = metric.hasPrefix("training/")
    let reader = CurveReader(
      isTraining ? String(metric.dropFirst(9)) : metric, of: isTraining ? .training : .metric,
      at: request.moment)
    let column = groups.groups.map { group -> Readings? in
      let found = group.runs.filter(\.isDone).compactMap { run in
        run.curves.flatMap(reader.reading).map { (run.seed, $0) }
      }
      return found.isEmpty ? nil : Readings(seeds: found.map(\.0), values: found.map(\.1))
    }
    let baseline = try groups.baseline(of: request, column)
    return column.enumerated().map { index, readings in
      guard let readings else { return nil }
      let other = baseline.flatMap { $0 == index ? nil : column[$0] }
      return Cell(
        summary: request.interval.summary(
          of: readings.values.compactMap(\.finite), confidence: request.confidence),
        readings: readings,
        difference: other.map { SeedDifference(readings, $0, confidence: request.confidence) },
        isBaseline: baseline == index)
    }
  }
}
