internal import Specification
internal import YAML

/// Finds the runs of every claim of a plan, and what is wrong with them.
struct ClaimSelection {
  private(set) var claims: [PlannedClaim] = []
  private(set) var diagnostics: [Diagnostic] = []
  private let plan: Plan
  /// For every selector of the claims, in a row, the runs that meet it.
  private let selected: [[Int]]

  init(_ plan: Plan) {
    self.plan = plan
    selected = ClaimSelection.selected(plan)
    var next = 0
    for claim in plan.experiment.claims {
      let own = Array(selected[next..<next + claim.selectors.count])
      next += claim.selectors.count
      add(claim, own)
    }
  }

  private static func selected(_ plan: Plan) -> [[Int]] {
    let selectors = plan.experiment.claims.flatMap(\.selectors)
    let resolver = Resolver(vocabulary: plan.experiment.vocabulary)
    var filters: [Int: RunFilter] = [:]
    var found = [[Int]](repeating: [], count: selectors.count)
    for record in plan.records.indices {
      let (structure, point) = plan.place(of: record)
      let number = Int(plan.records[record].structure)
      if filters[number] == nil {
        filters[number] = RunFilter(
          selectors, structure: structure, layout: point.layout, resolver: resolver)
      }
      for selector in filters[number]?.matches(at: point.steps) ?? [] {
        found[selector].append(record)
      }
    }
    return found
  }

  // MARK: - One claim

  private mutating func add(_ claim: Claim, _ selected: [[Int]]) {
    let before = diagnostics.count
    for (selector, runs) in zip(claim.selectors, selected) where runs.isEmpty {
      let reason = selector.cases == nil ? nil : "a run that two cases share is of the first"
      report(.selectsNothing(because: reason), at: selector.place)
    }
    for split in claim.splits { checkSplit(split, selected[0]) }
    guard diagnostics.count == before else { return }
    let reference = selected.count < 2 ? [] : selected[1]
    let own = claim.splits.filter { isOwned($0, selected[0], reference) }
    let others = claim.splits.filter { !isOwned($0, selected[0], reference) }
    for (ownKey, subject) in grouped(selected[0], by: own) {
      for (otherKey, part) in grouped(reference, by: others) {
        let labels = zip(own + others, ownKey + otherKey).map { ClaimSelection.label($0, $1) }
        add(claim, labels, subject, restricted(part, to: zip(own, ownKey), claim))
      }
    }
  }

  private mutating func add(
    _ claim: Claim, _ labels: [String], _ subject: [Int], _ reference: [Int]
  ) {
    let before = diagnostics.count
    let sides = [subject, reference].prefix(claim.selectors.count)
    for (selector, runs) in zip(claim.selectors, sides) {
      checkConfiguration(runs, of: selector)
    }
    guard diagnostics.count == before else { return }
    for (runs, read) in zip(sides, [claim.at, claim.thanAt]) {
      diagnostics += ClaimCheck(claim, plan).diagnostics(for: plan.runs[runs[0]], read: read)
    }
    guard diagnostics.count == before else { return }
    claims.append(
      PlannedClaim(
        claim: claim, split: labels,
        series: ClaimCheck(claim, plan).series(in: plan.runs[subject[0]]),
        subject: subject.map { plan.runs[$0] }, reference: reference.map { plan.runs[$0] }))
  }

  // MARK: - for-each

  private func value(_ split: Claim.Split, of record: Int) -> Value? {
    let (structure, point) = plan.place(of: record)
    return switch split.subject {
    case .caseName: point.layout.caseName(at: point.steps).map(Value.string)
    case .path(let path): structure.value(of: path, at: point)
    }
  }

  private mutating func checkSplit(_ split: Claim.Split, _ records: [Int]) {
    guard case .path(let path) = split.subject, !records.isEmpty,
      records.allSatisfy({ value(split, of: $0) == nil })
    else { return }
    let paths = LanguagePaths.all(in: plan.experiment.vocabulary).map(\.path)
    let nearest = LanguagePaths.nearest(to: path, among: paths)
    diagnostics.append(Diagnostic(.unknownPath(path, nearest: nearest), at: split.place))
  }

  /// Whether the values of a split are those of the subject: unless only the reference differs there.
  private func isOwned(_ split: Claim.Split, _ subject: [Int], _ reference: [Int]) -> Bool {
    Set(subject.map { value(split, of: $0) }).count > 1
      || Set(reference.map { value(split, of: $0) }).count < 2
  }

  /// The runs by what they have at the splits, in the order in which the values come up; all together
  /// where there are no splits.
  private func grouped(
    _ records: [Int], by splits: [Claim.Split]
  ) -> [(key: [Value?], records: [Int])] {
    guard !splits.isEmpty else { return [([], records)] }
    var groups: [(key: [Value?], records: [Int])] = []
    var numbers: [[Value?]: Int] = [:]
    for record in records {
      let key = splits.map { value($0, of: record) }
      let number = numbers[key] ?? groups.count
      if number == groups.count {
        numbers[key] = number
        groups.append((key, []))
      }
      groups[number].records.append(record)
    }
    return groups
  }

  /// Those of the runs of `than` that belong to values of `for-each`: at splits that they are not
  /// selected by but differ in, those with the value.
  private func restricted(
    _ records: [Int], to values: some Sequence<(Claim.Split, Value?)>, _ claim: Claim
  ) -> [Int] {
    guard case .runs(let selector) = claim.reference else { return records }
    var kept = records
    for (split, wanted) in values {
      let isNamed =
        switch split.subject {
        case .caseName: selector.cases != nil
        case .path(let path): selector.conditions.contains { $0.path == path }
        }
      let values = Set(records.map { value(split, of: $0) })
      if !isNamed, values.count > 1 { kept.removeAll { value(split, of: $0) != wanted } }
    }
    return kept
  }

  // MARK: - One configuration

  /// Reports runs that differ in more than their seeds, and where there are none at a value of
  /// `for-each`.
  private mutating func checkConfiguration(_ records: [Int], of selector: Sweep.Selector) {
    guard !records.isEmpty else {
      return report(.selectsNothing(because: "at a value of for-each"), at: selector.place)
    }
    let configurations = Set(
      records.map { RunID.identity(of: plan.resolved(plan.runs[$0]).replacing("seed", with: 0)) })
    guard configurations.count > 1 else { return }
    let columns =
      [("case", records.map { plan.runs[$0].caseName ?? "–" })]
      + plan.sweptPaths.enumerated().filter { $0.element != "seed" }.map { index, path in
        (
          path.text,
          records.map { plan.runs[$0].swept[index].value.map(ClaimSelection.text) ?? "–" }
        )
      }
    for (name, texts) in columns {
      var different: [String] = []
      for text in texts where !different.contains(text) { different.append(text) }
      guard different.count > 1 else { continue }
      return report(.selectsSeveral(differing: name, values: different), at: selector.place)
    }
  }

  private static func label(_ split: Claim.Split, _ value: Value?) -> String {
    "\(split.text)=\(value.map(text) ?? "–")"
  }

  /// A value as a label has it.
  private static func text(_ value: Value) -> String {
    value.textOrNil ?? JSONText.compact(value)
  }

  private mutating func report(_ problem: ClaimProblem, at place: SourceLocation) {
    diagnostics.append(Diagnostic(.claim(problem), at: place))
  }
}
