import Graphs

/// Finds the compiled plans that a value holds, wherever they are.
///
/// By reflection: no trainer has to show its plans for the sake of a benchmark, and no plan that a
/// trainer comes to keep is missed.
enum PlanSearch {
  /// The room that all plans in `value` need while they run, in bytes; what plans share counts once.
  static func workspace(in value: Any) -> Int {
    let rooms = plans(in: value).map { ($0.scratch.count, ObjectIdentifier($0.scratch)) }
    let distinct = Dictionary(rooms.map { ($1, $0) }, uniquingKeysWith: max)
    return distinct.values.reduce(0, +) * MemoryLayout<Float>.size
  }

  /// Each plan that can be reached from `value` through stored properties, once.
  static func plans(in value: Any) -> [Graphs.Plan] {
    var seen: Set<ObjectIdentifier> = []
    var found: [Graphs.Plan] = []
    visit(value, &seen, &found)
    return found
  }

  private static func visit(
    _ value: Any, _ seen: inout Set<ObjectIdentifier>, _ found: inout [Graphs.Plan]
  ) {
    let mirror = Mirror(reflecting: value)
    if mirror.displayStyle == .class {
      guard seen.insert(ObjectIdentifier(value as AnyObject)).inserted else { return }
    }
    if let plan = value as? Graphs.Plan { return found.append(plan) }
    for child in mirror.children { visit(child.value, &seen, &found) }
  }
}
