import Arrays
import Metrics
import Results
import Training

extension SampleRecord {
  /// The snapshots and the target samples.
  init(_ history: RunHistory) {
    let snapshots = history.snapshots
    self.init(
      sampleShape: [history.target.columns], count: snapshots.first?.samples.rows ?? 0,
      iterations: snapshots.map(\.iteration), flowTime: snapshots.map(\.flowTime),
      wallTime: snapshots.map(\.wallTime), snapshots: snapshots.flatMap(\.samples.elements),
      target: history.target.elements)
  }
}

extension DensityRecord {
  /// The density at each snapshot; nil where there is none.
  init?(_ history: RunHistory) {
    guard let axes = history.snapshots.first?.density?.axes else { return nil }
    self.init(
      axes: axes.map { Axis(name: $0.name, coordinates: $0.coordinates) },
      values: history.snapshots.flatMap { $0.density?.values ?? [] })
  }
}

extension MetricRecord {
  /// The evaluations, each metric with its floor.
  init(_ history: RunHistory) {
    self.init(
      iterations: history.evaluations, wallTime: history.evaluationWallTimes,
      series: history.metrics.map { metric in
        MetricSeries(
          name: metric.name, values: metric.values,
          errors: metric.errors.contains { $0 != nil }
            ? metric.errors.map { $0 ?? .nan } : nil,
          longName: metric.text("long_name"), units: metric.text("units") ?? "1",
          attributes: metric.attributes.filter { !["units", "long_name"].contains($0.name) }
            .map(NamedMetadata.init)
            + [NamedMetadata("floor", .number(metric.floor))])
      })
  }
}

extension RunHistory.MetricSeries {
  /// The attribute of this name, where it is a text.
  fileprivate func text(_ name: String) -> String? {
    guard case .string(let text) = attributes.first(where: { $0.name == name })?.value else {
      return nil
    }
    return text
  }
}

extension NamedMetadata {
  fileprivate init(_ attribute: MetricAttribute) {
    let value: Metadata =
      switch attribute.value {
      case .string(let text): .text(text)
      case .integer(let integer): .integer(integer)
      case .real(let number): .number(number)
      case .reals(let numbers): .numbers(numbers)
      }
    self.init(attribute.name, value)
  }
}

extension TrainingRecord {
  /// The training series; empty before the first iteration.
  init(_ series: TrainingSeries?) {
    self.init(
      iterations: series?.iterations ?? [],
      series: series.map { series in
        zip(series.names, series.columns).map {
          TrainingColumn(name: $0, values: $1)
        }
      } ?? [])
  }
}
