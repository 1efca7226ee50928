/// What one run says about a metric.
package enum Reading: Sendable, Equatable {
  /// A number, which is known to be rounded up to a multiple of `resolution`; 0 where it is exact.
  case value(Double, resolution: Double = 0)
  /// An event that did not come up to this time: it is later, or never.
  case beyond(Double)
  /// Nothing: the run diverged before.
  case none

  /// The number; nil where there is none, or none that is finite.
  package var finite: Double? {
    guard case .value(let value, _) = self, value.isFinite else { return nil }
    return value
  }

  /// How far apart the numbers are that the reading can be; 0 where it is exact.
  var resolution: Double {
    if case .value(_, let resolution) = self { resolution } else { 0 }
  }

  /// What the reading may stand for; nil for nothing.
  var range: (low: Double, high: Double)? {
    switch self {
    case .value(let value, _): value.isNaN ? nil : (value, value)
    case .beyond(let bound): (bound.nextUp, .infinity)
    case .none: nil
    }
  }
}

/// The readings of runs of one configuration, by seed.
package struct Readings: Sendable, Equatable {
  /// The seeds, all different, in the order of the plan.
  package let seeds: [Int]
  /// One reading for each.
  package let values: [Reading]

  /// The readings of `seeds`.
  package init(seeds: [Int], values: [Reading]) {
    precondition(seeds.count == values.count, "one reading per seed")
    (self.seeds, self.values) = (seeds, values)
  }

  /// The reading of a seed; nil where there is no such run.
  func value(ofSeed seed: Int) -> Reading? {
    seeds.firstIndex(of: seed).map { values[$0] }
  }
}
