package import Specification

/// Runs with their ids, each resolved when it is asked for.
package struct RunSet: Sendable {
  /// The ids, all different.
  package let ids: [RunID]
  /// The resolved run at an index.
  package let resolved: @Sendable (Int) -> Value

  /// The runs with these ids.
  package init(ids: [RunID], resolved: @escaping @Sendable (Int) -> Value) {
    self.ids = ids
    self.resolved = resolved
  }

  /// The runs of a plan.
  package init(_ plan: Plan) {
    self.init(ids: plan.records.map(\.id)) { plan.resolved(plan.runs[$0]) }
  }
}

/// What one set of runs has that another has not, grouped by the paths that tell.
package struct PlanDifference: Sendable, Equatable {
  /// A path and values that only one side has there.
  package struct Novelty: Sendable, Equatable {
    /// The path.
    package let path: Path
    /// The values, in the order of the runs.
    package var values: [Value]
  }

  /// Runs of one side that are new on the same paths.
  package struct Group: Sendable, Equatable {
    /// Where their values are none of the other side's; nothing where only the combination is new.
    package var novelties: [Novelty]
    /// The runs.
    package var ids: [RunID]
  }

  /// A path at which all runs of one side have one value and all of the other another.
  package struct Change: Sendable, Equatable {
    /// The path.
    package let path: Path
    /// The value before; nil where runs had no such path.
    package let old: Value?
    /// The value after; nil where runs have no such path.
    package let new: Value?
  }

  /// The runs that both sides have.
  package let shared: [RunID]
  /// What differs between all runs of the one and all of the other.
  package let changes: [Change]
  /// The runs that only the new side has.
  package let added: [Group]
  /// The runs that only the old side has.
  package let removed: [Group]

  /// The difference of `new` from `old`.
  package init(from old: RunSet, to new: RunSet) {
    let (oldIDs, newIDs) = (Set(old.ids), Set(new.ids))
    shared = new.ids.filter(oldIDs.contains)
    guard shared.count < max(old.ids.count, new.ids.count) else {
      (changes, added, removed) = ([], [], [])
      return
    }
    let before = FieldValues(old)
    let after = FieldValues(new)
    let changes = PlanDifference.changes(before, after)
    let constant = Set(changes.map(\.path))
    self.changes = changes
    added = PlanDifference.groups(new, unless: oldIDs, against: before, ignoring: constant)
    removed = PlanDifference.groups(old, unless: newIDs, against: after, ignoring: constant)
  }

  private static func changes(_ before: FieldValues, _ after: FieldValues) -> [Change] {
    guard before.runs > 0, after.runs > 0 else { return [] }
    let paths = after.order + before.order.filter { after.values[$0] == nil }
    return paths.compactMap { path in
      let (old, new) = (before.only(at: path), after.only(at: path))
      guard let old, let new, old != new else { return nil }
      return Change(path: path, old: old.value, new: new.value)
    }
  }

  private static func groups(
    _ set: RunSet, unless others: Set<RunID>, against values: FieldValues, ignoring: Set<Path>
  ) -> [Group] {
    var numbers: [[Path]: Int] = [:]
    var groups: [Group] = []
    for (index, id) in set.ids.enumerated() where !others.contains(id) {
      let fields = values.runs == 0 ? [] : FieldValues.fields(of: set.resolved(index))
      let novel = fields.filter { path, value in
        !ignoring.contains(path) && !(values.values[path]?.contains(value) ?? false)
      }
      let number = numbers[novel.map(\.path)] ?? groups.count
      if number == groups.count {
        numbers[novel.map(\.path)] = number
        groups.append(
          Group(novelties: novel.map { Novelty(path: $0.path, values: []) }, ids: []))
      }
      groups[number].ids.append(id)
      for (place, field) in novel.enumerated()
      where !groups[number].novelties[place].values.contains(field.value) {
        groups[number].novelties[place].values.append(field.value)
      }
    }
    return groups
  }
}

/// For every path, the values that some runs have there.
private struct FieldValues {
  /// The one value of all runs; nil inside where none has the path.
  struct Only: Equatable {
    let value: Value?
  }

  private(set) var values: [Path: Set<Value>] = [:]
  /// The paths, in the order of the runs.
  private(set) var order: [Path] = []
  private var counts: [Path: Int] = [:]
  let runs: Int

  init(_ set: RunSet) {
    runs = set.ids.count
    for index in set.ids.indices {
      for (path, value) in FieldValues.fields(of: set.resolved(index)) {
        if values[path] == nil { order.append(path) }
        values[path, default: []].insert(value)
        counts[path, default: 0] += 1
      }
    }
  }

  /// What all runs have at a path; nil where they differ.
  func only(at path: Path) -> Only? {
    guard let found = values[path] else { return Only(value: nil) }
    guard found.count == 1, counts[path] == runs else { return nil }
    return Only(value: found.first)
  }

  /// The fields of a run that can change its result, with their values.
  static func fields(of run: Value) -> [(path: Path, value: Value)] {
    var fields: [(path: Path, value: Value)] = []
    collect(RunID.effective(run), at: .top, into: &fields)
    return fields
  }

  private static func collect(
    _ value: Value, at path: Path, into fields: inout [(path: Path, value: Value)]
  ) {
    guard case .object(let object) = value else { return fields.append((path, value)) }
    for member in object.members {
      collect(member.value, at: path.appending(member.key), into: &fields)
    }
  }
}
