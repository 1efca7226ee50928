package import Specification
package import YAML

/// Where a run has a value from.
package enum ValueOrigin: Sendable, Hashable {
  /// The sweep sets it, at this place.
  case sweep(SourceLocation)
  /// The file, one that it extends, or an override sets it, at this place.
  case file(SourceLocation)
  /// Nobody sets it: it is a default.
  case standard
}

extension Plan {
  /// Where a run has the value at `path` from.
  package func origin(of path: Path, in run: PlannedRun) -> ValueOrigin {
    let (structure, point) = place(of: run.index)
    let resolver = Resolver(vocabulary: experiment.vocabulary)
    let value = structure.value(of: path, at: point)
    let layout = point.layout
    let everything = [Bool](repeating: true, count: layout.conditions.count)
    for (dimension, step) in zip(layout.dimensions, point.steps) {
      for assignment in dimension.assignments(at: step, active: everything)
      where path.overlaps(assignment.path) {
        let isFree = dimension.conditions.isEmpty
        // A value whose condition does not hold is none of this run.
        guard isFree || resolver.value(assignment, in: structure.value, is: value, at: path) else {
          continue
        }
        guard path.isWithin(assignment.path) else { return .sweep(assignment.place) }
        let rest = Path(Array(path.components.dropFirst(assignment.path.components.count)))
        if rest.components.isEmpty { return .sweep(assignment.value.location) }
        if assignment.value.has(rest) { return .sweep(assignment.value.place(of: rest)) }
      }
    }
    return experiment.tree.has(path) ? .file(experiment.tree.place(of: path)) : .standard
  }
}

extension Resolver {
  /// Whether an assignment gives a run `value` at `path`.
  fileprivate func value(
    _ assignment: Sweep.Assignment, in run: Value, is value: Value?, at path: Path
  ) -> Bool {
    guard assignment.path == path, let schema = schema(at: path, in: run) else { return true }
    return self.value(of: assignment.value, as: schema, at: path).value == value
  }
}
