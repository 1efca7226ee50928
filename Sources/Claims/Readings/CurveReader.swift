package import Results
package import Specification
internal import Statistics

/// Reads a metric of one run at the moment that a claim names.
///
/// A run that diverged has no last evaluation and no mean over iterations that it did not reach; what
/// it recorded before counts. An event that it did not come to never comes.
package struct CurveReader: Sendable {
  /// The iterations of a series with its values and, where it has them, seconds of training.
  private struct Series {
    let iterations: [Int]
    let seconds: [Double]
    let values: [Double]
  }

  private let moment: Claim.Moment
  private let kind: Claim.Metric.Series
  private let name: String
  /// Whether the run was made short, so that moments move to where it has something.
  private let isShort: Bool

  /// A reader of the series `name`.
  package init(
    _ name: String, of kind: Claim.Metric.Series, at moment: Claim.Moment, isShort: Bool = false
  ) {
    (self.name, self.kind, self.moment, self.isShort) = (name, kind, moment, isShort)
  }

  /// What a run says; nil where it has no such series.
  package func reading(of run: RunCurves) -> Reading? {
    guard let series = series(of: run) else { return nil }
    switch moment {
    case .last: return run.status == .diverged ? Reading.none : value(series.values.last)
    case .first: return value(series.values.first)
    case .best: return value(series.values.filter { !$0.isNaN }.min())
    case .iteration(let iteration): return value(at: iteration, of: series)
    case .time(let seconds): return value(atSecond: seconds, of: series, run)
    case .mean(let range): return mean(over: range, of: series, run)
    case .firstBelow(let bound, let clock): return first(below: bound, of: series, clock)
    }
  }

  private func series(of run: RunCurves) -> Series? {
    switch kind {
    case .metric:
      run.metrics.series.first { $0.name == name }.map {
        Series(
          iterations: run.metrics.iterations, seconds: run.metrics.wallTime, values: $0.values)
      }
    case .training:
      run.training.series.first { $0.name == name }.map {
        Series(iterations: run.training.iterations, seconds: [], values: $0.values)
      }
    }
  }

  private func value(_ value: Double?) -> Reading {
    guard let value, !value.isNaN else { return .none }
    return .value(value)
  }

  private func value(at iteration: Int, of series: Series) -> Reading {
    if let index = series.iterations.firstIndex(of: iteration) {
      return value(series.values[index])
    }
    return isShort ? value(series.values.last) : .none
  }

  private func value(atSecond second: Double, of series: Series, _ run: RunCurves) -> Reading {
    // What a run had when it ended it has ever after, unless it blew up.
    if run.status == .diverged, let end = series.seconds.last, end < second { return .none }
    return value(series.seconds.lastIndex { $0 <= second }.map { series.values[$0] })
  }

  private func mean(over range: ClosedRange<Int>, of series: Series, _ run: RunCurves) -> Reading {
    var values = zip(series.iterations, series.values).filter { range.contains($0.0) }.map(\.1)
    if isShort, values.isEmpty { values = series.values.suffix(1) }
    if run.status == .diverged, run.iterations < range.upperBound, !isShort { return .none }
    return value(SampleMoments.mean(values))
  }

  /// When the series is first below `bound`, known to lie between that evaluation and the one before.
  private func first(below bound: Double, of series: Series, _ clock: Claim.Clock) -> Reading {
    let times = clock == .seconds ? series.seconds : series.iterations.map(Double.init)
    guard let index = series.values.firstIndex(where: { $0 < bound }) else {
      return times.last.map(Reading.beyond) ?? .none
    }
    return .value(times[index], resolution: index > 0 ? times[index] - times[index - 1] : 0)
  }
}
