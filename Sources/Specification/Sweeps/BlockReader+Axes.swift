internal import YAML

extension BlockReader {
  /// The axes of a grid or a zip.
  mutating func axes(_ node: Node) -> [Sweep.Axis] {
    guard let entries = mapping(node) else { return [] }
    let shared = sharedCondition(entries)
    let assignments = flattened(entries.filter { $0.key != SweepLanguage.when.name }) {
      RangeReader.isRange($0) || $0[SweepLanguage.when.name] != nil
    }
    return assignments.compactMap { axis($0, shared) }
  }

  /// What a `when` among the paths of an entry says, for all of them.
  mutating func sharedCondition(_ entries: [Entry]) -> [Sweep.Selector] {
    guard let entry = entries.first(where: { $0.key == SweepLanguage.when.name }),
      !entry.value.isNull
    else { return [] }
    return selector(entry.value).map { [$0] } ?? []
  }

  /// What a path is set to without the condition beside it, and that condition.
  mutating func conditional(_ node: Node) -> (rest: [Entry], conditions: [Sweep.Selector])? {
    guard let entries = node.entries, node[SweepLanguage.when.name] != nil else { return nil }
    return (
      entries.filter { $0.key != SweepLanguage.when.name }, sharedCondition(entries)
    )
  }

  private mutating func axis(
    _ assignment: Sweep.Assignment, _ shared: [Sweep.Selector]
  ) -> Sweep.Axis? {
    if let (name, nearest) = misspeltRange(assignment) {
      report(
        .unknownKey(
          name, in: Path(assignment.path.components.dropLast()), nearest,
          kindsThatHaveIt: []), at: assignment.place)
      return nil
    }
    var value = assignment.value
    var conditions = shared
    if let (rest, own) = conditional(value) {
      conditions += own
      let names = [SweepLanguage.values.name] + SweepLanguage.ranges.map(\.name)
      for entry in rest where !names.contains(entry.key) {
        let nearest = Diagnostic.Nearest(to: entry.key, among: names)
        report(
          .unknownKey(entry.key, in: assignment.path, nearest, kindsThatHaveIt: []),
          at: entry.keyLocation)
        return nil
      }
      guard let entry = rest.first, rest.count == 1 else {
        report(.notOneList(assignment.path, names), at: value.location)
        return nil
      }
      value =
        entry.key == SweepLanguage.values.name
        ? entry.value : Node(.mapping([entry]), at: value.location)
    }
    guard let values = values(value, of: assignment.path) else { return nil }
    return Sweep.Axis(
      path: assignment.path, place: assignment.place, values: .list(values), conditions: conditions)
  }

  /// The end of a path that is a misspelt range: `flow.step: {lnspace: [0, 1, 2]}`.
  private func misspeltRange(
    _ assignment: Sweep.Assignment
  ) -> (name: String, Diagnostic.Nearest)? {
    let names = SweepLanguage.ranges.map(\.name)
    guard let last = assignment.path.components.last, assignment.path.components.count > 1,
      names.contains(where: { Spelling.distance(last, $0, limit: 2) != nil })
    else { return nil }
    return (last, Diagnostic.Nearest(to: last, among: names))
  }

  /// The values that a list or a range writes; reports anything else, and an empty list.
  private mutating func values(_ node: Node, of path: Path) -> [Node]? {
    if RangeReader.isRange(node) { return range(node).elements }
    guard let values = node.elements else {
      report(.wrongType(expected: "a list of values", found: node.found), at: node.location)
      return nil
    }
    guard !values.isEmpty else {
      report(.emptyAxis(path), at: node.location)
      return nil
    }
    return values
  }

  /// Reports the lists of a zip that are not as long as the first.
  mutating func compareLengths() {
    guard let first = block.zip.first else { return }
    for axis in block.zip where axis.count != first.count {
      report(
        .unequalZip(
          axis.path, count: axis.count, first: first.path, firstCount: first.count,
          at: first.place), at: axis.place)
    }
  }
}
