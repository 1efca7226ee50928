/// What a contest measured of one contender.
package struct Standing: Equatable, Sendable {
  /// What it is called.
  package let name: String
  /// Whom it stands for.
  package let side: String
  /// CPU time per step in microseconds, one number a round.
  package let times: [Double]
  /// Why it could not take part to the end; nil for one that did.
  package let failure: String?

  /// The standing of a contender with these times.
  package init(name: String, side: String, times: [Double], failure: String? = nil) {
    self.name = name
    self.side = side
    self.times = times
    self.failure = failure
  }

  /// The shortest time: what the code takes when nothing disturbs it; nil for one that left early,
  /// whose rounds are not those of the others.
  package var minimum: Double? { failure == nil ? times.min() : nil }

  /// The median time; nil for one that left early.
  package var median: Double? {
    guard failure == nil, !times.isEmpty else { return nil }
    let sorted = times.sorted()
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2)
      ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }

  /// How many times as long this one takes as `other`, shortest time by shortest time; nil where
  /// one of them was not measured.
  package func ratio(to other: Standing) -> Double? {
    guard let minimum, let base = other.minimum, base > 0 else { return nil }
    return minimum / base
  }
}

extension [Standing] {
  /// The fastest of one side; nil where none of it was measured.
  package func best(of side: String) -> Standing? {
    filter { $0.side == side && $0.minimum != nil }
      .min { ($0.minimum ?? .infinity) < ($1.minimum ?? .infinity) }
  }
}
