package import Specification

/// The fields in which two resolved runs differ, as far as they can change a result.
package struct RunDifference: Sendable, Equatable {
  /// One field.
  package struct Field: Sendable, Equatable {
    /// The path.
    package let path: Path
    /// The value of the run; nil where it has no such path.
    package let value: Value?
    /// The value of the other; nil where it has no such path.
    package let other: Value?
  }

  /// The fields, in the order of the run, then those that only the other has.
  package let fields: [Field]

  /// The difference between a resolved run and another.
  package init(_ run: Value, from other: Value) {
    var fields: [Field] = []
    RunDifference.compare(
      RunID.effective(run), RunID.effective(other), at: .top, into: &fields)
    self.fields = fields
  }

  private static func compare(
    _ value: Value, _ other: Value, at path: Path, into fields: inout [Field]
  ) {
    guard value != other else { return }
    guard case .object(let object) = value, case .object(let second) = other else {
      fields.append(Field(path: path, value: value, other: other))
      return
    }
    for member in object.members {
      let inner = path.appending(member.key)
      if let counterpart = second[member.key] {
        compare(member.value, counterpart, at: inner, into: &fields)
      } else {
        fields.append(Field(path: inner, value: member.value, other: nil))
      }
    }
    for member in second.members where object[member.key] == nil {
      fields.append(Field(path: path.appending(member.key), value: nil, other: member.value))
    }
  }

  /// The one of `candidates` that differs from `run` in the fewest fields, the first of several.
  ///
  /// - Complexity: O(candidates × fields).
  package static func nearest<ID>(
    to run: Value, among candidates: some Sequence<(id: ID, run: Value)>
  ) -> (id: ID, difference: RunDifference)? {
    var best: (id: ID, difference: RunDifference)?
    for candidate in candidates {
      let difference = RunDifference(run, from: candidate.run)
      if best.map({ difference.fields.count < $0.difference.fields.count }) ?? true {
        best = (candidate.id, difference)
      }
    }
    return best
  }
}
