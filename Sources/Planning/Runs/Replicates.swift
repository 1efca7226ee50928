package import Specification
import Statistics

extension Sweep.Replication {
  /// Whether replicates with these last values are too few for a confidence interval of their mean that
  /// is short enough.
  ///
  /// The half-width is t s / √n, with t the quantile of Student's distribution with n − 1 degrees of
  /// freedom and s the standard deviation of the n finite values. Fewer than `minimum` replicates are
  /// too few; `maximum` are enough.
  ///
  /// - Parameter values: the last value of the metric for each replicate that was made, in their order;
  ///   not a number for one that diverged and has none.
  /// - Returns: whether another replicate is to be made.
  package func needsMore(after values: [Double]) -> Bool {
    guard values.count >= minimum else { return true }
    guard values.count < maximum else { return false }
    let finite = values.filter(\.isFinite)
    guard finite.count >= 2 else { return true }
    let width = SampleMoments.halfWidth(finite, confidence: confidence)
    return switch halfWidth {
    case .absolute(let limit): width > limit
    case .relative(let fraction): width > fraction * abs(SampleMoments.mean(finite))
    }
  }
}

extension Plan {
  /// The metrics whose last values decide which runs are wanted.
  package var decidingMetrics: Set<String> {
    Set(
      experiment.sweep.blocks.compactMap { block in
        guard case .until(let replication) = block.seeds else { return nil }
        return replication.resolvedMetric(experiment.vocabulary)
      })
  }

  /// The runs that are wanted as far as results are known: all but the replicates of which there are
  /// enough, or of which it is not known yet whether there are.
  ///
  /// The answer depends on the results only and not on the order in which they came: replicate n is
  /// wanted if the first n − 1 are too few.
  ///
  /// - Parameter lastValue: the last value of a metric of a run; not a number where the run is done
  ///   but has none, nil where it is not done.
  /// - Returns: the runs, in the order of the plan.
  package func wanted(
    lastValue: (_ run: RunID, _ metric: String) -> Double?
  ) -> [PlannedRun] {
    let needless = needless(lastValue: lastValue)
    guard !needless.isEmpty else { return Array(runs) }
    return records.indices.filter { !needless.contains($0) }.map { runs[$0] }
  }

  /// The runs, by their index, that are not wanted, or not yet.
  func needless(lastValue: (_ run: RunID, _ metric: String) -> Double?) -> Set<Int> {
    guard !replicates.groups.isEmpty else { return [] }
    var wanted = replicates.unconditional
    for group in replicates.groups {
      guard case .until(let rule) = experiment.sweep.blocks[group.block].seeds else { continue }
      let metric = rule.resolvedMetric(experiment.vocabulary)
      var values: [Double] = []
      var isKnown = true
      for record in group.records {
        guard values.count < rule.minimum || (isKnown && rule.needsMore(after: values)) else {
          break
        }
        wanted.insert(record)
        let value = lastValue(records[record].id, metric)
        isKnown = isKnown && value != nil
        values.append(value ?? .nan)
      }
    }
    return Set(records.indices).subtracting(wanted)
  }
}

/// The replicates of a plan that are made one after the other until there are enough.
struct Replicates: Sendable {
  /// The replicates of one configuration, in the order of their seeds.
  struct Group: Sendable {
    /// The block of the sweep, which has the rule.
    let block: Int
    /// Their runs.
    var records: [Int] = []
  }

  private struct Key: Hashable {
    let layout: Int
    let point: Int
  }

  private(set) var groups: [Group] = []
  /// The runs that are asked for in any case.
  private(set) var unconditional: Set<Int> = []
  private var numbers: [Key: Int] = [:]

  /// Nothing yet.
  init() {}

  /// Takes note that a point of a layout asks for a run.
  mutating func note(_ record: Int, in layout: Layout, number: Int, point: Int) {
    guard let last = layout.dimensions.last, case .seeds(.until, _) = last.steps else {
      unconditional.insert(record)
      return
    }
    let key = Key(layout: number, point: point / last.count)
    let index = numbers[key] ?? groups.count
    if index == groups.count {
      numbers[key] = index
      groups.append(Group(block: layout.block))
    }
    groups[index].records.append(record)
  }
}
