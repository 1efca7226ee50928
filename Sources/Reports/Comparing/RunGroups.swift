import Claims
import Results
import Statistics

/// The runs of a comparison, those of a row together.
struct RunGroups {
  /// The runs that differ in nothing but their seed.
  struct Group {
    /// Their values under the keys.
    let values: [SweptScalar?]
    /// The runs, in the order of the plan.
    var runs: [SweepResults.Run]
  }

  /// What tells the groups apart.
  let keys: [String]
  /// The runs that take part.
  let runs: [SweepResults.Run]
  /// The groups, in the order of their first runs.
  let groups: [Group]
  private let known: RunKeys

  /// Groups the runs that `request` asks for.
  ///
  /// - Throws: `ReportError`.
  init(_ results: SweepResults, _ request: ComparisonRequest) throws(ReportError) {
    let known = RunKeys(results)
    var runs = results.runs
    for condition in request.conditions {
      let key = try known.key(condition.key)
      runs = runs.filter { run in
        condition.values.contains { known.isValue($0, of: key, in: run) }
      }
      guard !runs.isEmpty else { throw .selectsNothing(condition.text) }
    }
    var keys: [String] = []
    for name in request.keys { keys.append(try known.key(name)) }
    if keys.isEmpty { keys = known.telling(runs) }
    groups = Self.groups(of: runs, by: keys, known)
    (self.keys, self.runs, self.known) = (keys, runs, known)
    let mixed = Set(groups.flatMap { known.telling($0.runs) })
    guard mixed.isEmpty else { throw .mixes(known.known.filter(mixed.contains)) }
    guard runs.contains(where: \.isDone) else { throw .nothingDone(runs.count) }
  }

  private static func groups(
    of runs: [SweepResults.Run], by keys: [String], _ known: RunKeys
  ) -> [Group] {
    var groups: [Group] = []
    var places: [[String?]: Int] = [:]
    for run in runs {
      let values = keys.map { known.value(of: $0, in: run) }
      let name = values.map { $0?.description }
      if let place = places[name] {
        // A run that two parts of a sweep ask for is one run.
        guard !groups[place].runs.contains(where: { $0.id == run.id }) else { continue }
        groups[place].runs.append(run)
      } else {
        places[name] = groups.count
        groups.append(Group(values: values, runs: [run]))
      }
    }
    return groups
  }

  /// The group that the others are compared with, by what its runs say; nil where no run says anything.
  ///
  /// The best is looked for among the groups whose runs all have a number, where there are any: a mean
  /// without the runs that diverged would flatter.
  ///
  /// - Throws: `ReportError.noBaseline`, `.unknownKey`.
  func baseline(
    of request: ComparisonRequest, _ readings: [Readings?]
  ) throws(ReportError) -> Int? {
    switch request.baseline {
    case .row(let conditions): return try row(meeting: conditions)
    case .best(let isGreatest):
      let means = readings.map { readings -> (mean: Double, isWhole: Bool)? in
        let finite = readings?.values.compactMap(\.finite) ?? []
        guard !finite.isEmpty else { return nil }
        return (SampleMoments.mean(finite), finite.count == readings?.values.count)
      }
      let isWhole = means.contains { $0?.isWhole == true }
      let candidates = means.indices.filter { means[$0]?.isWhole ?? false == isWhole }
      let ranked = candidates.compactMap { index in means[index].map { (index, $0.mean) } }
      return ranked.min { isGreatest ? $0.1 > $1.1 : $0.1 < $1.1 }?.0
    }
  }

  private func row(meeting conditions: [KeyCondition]) throws(ReportError) -> Int {
    var rows = Array(groups.indices)
    for condition in conditions {
      let key = try known.key(condition.key)
      rows = rows.filter { row in
        condition.values.contains { known.isValue($0, of: key, in: groups[row].runs[0]) }
      }
    }
    guard rows.count == 1 else {
      let names = groups.map { group in
        zip(keys, group.values).map { "\($0)=\($1?.description ?? "null")" }
          .joined(separator: " ")
      }
      throw .noBaseline(conditions.map(\.text).joined(separator: " "), rows: names)
    }
    return rows[0]
  }
}
