internal import Specification
internal import YAML

extension Expansion {
  /// Warns of exclusions and conditions that hold for no run.
  mutating func reportUnused() {
    for block in experiment.sweep.blocks where !hasErrors {
      for exclusion in block.exclusions where !used.contains(exclusion.place) {
        report(unused(exclusion, in: block))
      }
      for selector in block.axes.flatMap(\.conditions) where !used.contains(selector.place) {
        report(Diagnostic(.appliesToNothing, at: selector.place, severity: .warning))
      }
    }
    if records.isEmpty, !hasErrors {
      let exclusions = experiment.sweep.blocks.flatMap(\.exclusions)
      report(Diagnostic(.excludesEverything, at: exclusions.first?.place))
    }
  }

  private func unused(_ exclusion: Sweep.Selector, in block: Sweep.Block) -> Diagnostic {
    let cases = block.cases.filter { exclusion.cases?.contains($0.name) ?? false }
    let paths = exclusion.conditions.map(\.path)
    let setting = cases.lazy.compactMap { item in
      item.assignments.first { paths.contains($0.path) }.map { (item.name, $0.path) }
    }.first
    let problem = Diagnostic.Problem.excludesNothing(since: setting?.0, sets: setting?.1)
    return Diagnostic(problem, at: exclusion.place, severity: .warning)
  }
}

/// Looks whether every run computes the metric that decides on replicates.
struct ReplicationCheck {
  private let replication: Sweep.Replication?
  private let vocabulary: Vocabulary

  init(_ experiment: Experiment, block: Int) {
    vocabulary = experiment.vocabulary
    if case .until(let replication) = experiment.sweep.blocks[block].seeds {
      self.replication = replication
    } else {
      replication = nil
    }
  }

  /// What is wrong if the metric is none of those of a resolved run.
  func diagnostics(in run: Value) -> [Diagnostic] {
    guard let replication else { return [] }
    let names = (run["metrics"]["compute"].listOrNil ?? []).map { metric in
      metric["name"].textOrNil ?? metric["kind"].textOrNil ?? ""
    }
    let name = vocabulary.kind(named: replication.metric, in: .metric)?.name ?? replication.metric
    guard !names.contains(name) else { return [] }
    let nearest = Diagnostic.Nearest(to: name, among: names)
    return [Diagnostic(.unmeasured(name, nearest), at: replication.metricPlace)]
  }
}

extension Sweep.Replication {
  /// The name under which results have the metric: of a kind, the first of its quantities.
  func resolvedMetric(_ vocabulary: Vocabulary) -> String {
    guard let kind = vocabulary.kind(named: metric, in: .metric) else { return metric }
    return kind.quantities?.first ?? kind.name.replacing("-", with: "_")
  }
}
