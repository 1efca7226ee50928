import Specification

/// What runs that do the same work in an iteration have in common.
///
/// Runs of one class differ only in their seed, in how many iterations they make, and in real numbers:
/// a rate or a step changes what is computed, not how much.
struct CostClass: Hashable {
  private let text: [UInt8]

  /// The class of a resolved run.
  init(_ run: Value) {
    text = JSONText.canonical(CostClass.reduced(run.replacing("schedule.iterations", with: 0)))
  }

  private static func reduced(_ value: Value) -> Value {
    switch value {
    case .number: .null
    case .list(let elements): .list(elements.map(reduced))
    case .object(let object):
      .object(
        Value.Object(
          object.members.filter { !["name", "description", "seed"].contains($0.key) }
            .map { .init(key: $0.key, value: reduced($0.value)) }))
    default: value
    }
  }
}
