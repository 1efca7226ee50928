import Arrays
import Foundation
import Metrics
import Testing

@Suite("Every metric")
struct MetricTests {
  /// One of each kind; modes are those of two points, classes the signs of the first coordinate.
  static func all(_ target: Matrix<Double>) throws -> [any Metric] {
    let modes = Modes(weights: [0.5, 0.5]) { points in
      (0..<points.rows).map { row in
        let x = points[row, 0]
        return NearestMode(
          index: x < 0 ? 0 : 1, squaredDeviations: (x.magnitude - 1) * (x.magnitude - 1))
      }
    }
    return [
      try Wasserstein(target: target, exponent: .one),
      try Wasserstein(target: target, exponent: .two),
      try SlicedWasserstein(target: target, exponent: .one),
      try SlicedWasserstein(target: target), try MaxSlicedWasserstein(target: target),
      try SinkhornDivergence(target: target), try MMD(target: target),
      try EnergyDistance(target: target), try FrechetDistance(target: target),
      try JensenShannon(target: target), try KullbackLeibler(target: target),
      try Support(target: target, aspect: .precision, neighbours: 3),
      try Support(target: target, aspect: .recall, neighbours: 3),
      try Support(target: target, aspect: .density, neighbours: 5),
      try Support(target: target, aspect: .coverage, neighbours: 5),
      try NeighbourAccuracy(target: target),
      try TransferAccuracy(target: target, classes: classes(target)),
      try ModeStatistics(target: target, modes: modes),
    ]
  }

  static func classes(_ cloud: Matrix<Double>) -> [Int] {
    (0..<cloud.rows).map { cloud[$0, 0] < 0 ? 0 : 1 }
  }

  static let paired: Set = ["nn_accuracy"]

  @Test("has its own names and says what they are, in a fixed order")
  func names() throws {
    let quantities = try Self.all(Clouds.normal(10, 2).narrowed).flatMap(\.quantities)
    #expect(
      quantities.map(\.name) == [
        "w1", "w2", "sw1", "sw2", "max_sw2", "sinkhorn_divergence", "mmd2", "energy_distance",
        "frechet", "frechet2", "jsd", "kl", "kl_reverse", "precision", "recall", "density",
        "coverage", "nn_accuracy", "nn_accuracy_samples", "nn_accuracy_target",
        "transfer_accuracy", "modes_captured", "modes_high_quality", "modes_kl",
      ])
    for quantity in quantities {
      #expect(
        quantity.attributes.prefix(5).map(\.name)
          == ["long_name", "units", "estimator", "error", "count"])
      #expect(quantity.attributes[4].value == .integer(10))
    }
  }

  @Test("refuses samples of another shape, too few of them, and what is not finite")
  func refusals() throws {
    let target = Clouds.normal(10, 2).narrowed
    var broken = target
    broken[7, 0] = .infinity
    for metric in try Self.all(target) {
      #expect(throws: MetricError.nonFinite(.samples, row: 7)) {
        try metric.evaluate(broken, classes: Self.classes(broken))
      }
      #expect(throws: MetricError.dimensionMismatch(samples: 3, target: 2)) {
        try metric.evaluate(Clouds.normal(10, 3).narrowed, classes: nil)
      }
      #expect(throws: MetricError.self) {
        try metric.evaluate(Matrix(rows: 0, columns: 2, elements: []), classes: [])
      }
      let fewer = Clouds.normal(9, 2).narrowed
      if Self.paired.contains(metric.quantities[0].name) {
        #expect(throws: MetricError.countMismatch(samples: 9, target: 10)) {
          try metric.evaluate(fewer, classes: nil)
        }
      } else {
        let values = try metric.evaluate(fewer, classes: Self.classes(fewer))
        #expect(values.count == metric.quantities.count)
        #expect(values.allSatisfy { $0.value.isFinite })
      }
    }
    #expect(throws: MetricError.nonFinite(.target, row: 7)) { try Self.all(broken) }
    #expect(throws: MetricError.noDirections) {
      try SlicedWasserstein(target: target, directions: 0)
    }
  }

  @Test("measures in double precision: a shift that single precision cannot hold is found")
  func precision() throws {
    let target = Clouds.normal(40, 2, at: 3)
    let samples = target.mapRows { [$0[0] + 1e-9, $0[1]] }
    let expected = [1, 1, 2 / Double.pi, 0.5.squareRoot(), 1]
    for (metric, expected) in zip(try Self.all(target), expected) {
      let found = try metric.evaluate(samples, classes: nil)[0].value
      #expect(isClose(found, 1e-9 * expected, metric.quantities[0].name == "sw1" ? 1e-3 : 1e-6))
    }
  }

  @Test("gives the same bits twice, and finite values for clouds of every scale a Float can hold")
  func scales() throws {
    for unit in [1e-30, 1.0, 1e30] {
      let target = Clouds.normal(40, 2, seed: 1, deviation: unit).narrowed
      let samples = Clouds.normal(40, 2, seed: 2, deviation: unit).narrowed
      for metric in try Self.all(target) {
        let values = try metric.evaluate(samples, classes: Self.classes(samples))
        #expect(values.allSatisfy { $0.value.isFinite }, "\(metric.quantities[0].name) at \(unit)")
        #expect(try metric.evaluate(samples, classes: Self.classes(samples)) == values)
      }
    }
  }

  /// The power of the unit in which values of the clouds are measured; nil where the unit is fixed.
  static let powers = [
    "w1": 1, "w2": 1, "sw1": 1, "sw2": 1, "max_sw2": 1, "sinkhorn_divergence": 2, "mmd2": 0,
    "energy_distance": 1, "frechet": 1, "frechet2": 2, "jsd": 0, "kl": 0, "kl_reverse": 0,
    "precision": 0, "recall": 0, "density": 0, "coverage": 0, "nn_accuracy": 0,
    "nn_accuracy_samples": 0, "nn_accuracy_target": 0, "transfer_accuracy": 0,
  ]

  @Test(
    "measures in the unit of the points, and where they are does not matter", arguments: [2, 30])
  func invariance(_ d: Int) throws {
    // Multiples of 1/64 below 16 keep their digits at an offset of 10⁵ and in any binary unit.
    let cloud = { (seed: Int, side: Int) in
      Clouds.lattice(60, side: side, dimension: d, seed: seed).mapRows { $0.map { $0 / 64 } }
    }
    let (x, y) = (cloud(1, 600), cloud(2, 900))
    let metrics = try Self.values(x, y)
    for (factor, offset) in [(1.0, 98304.0), (0x1p-90, 0), (0x1p+90, 0)] {
      let change = { (cloud: Matrix<Double>) in cloud.mapRows { $0.map { factor * $0 + offset } } }
      for (name, value) in try Self.values(change(x), change(y)) {
        guard let power = Self.powers[name], name != "transfer_accuracy" || offset == 0 else {
          continue
        }
        let expected = try #require(metrics[name])
        let scaled = (0..<power).reduce(value) { found, _ in found / factor }
        let tolerance = name == "sinkhorn_divergence" ? 1e-5 : d > 2 && power < 2 ? 1e-8 : 1e-9
        #expect(
          abs(scaled - expected) <= tolerance * abs(expected) + 1e-13,
          "\(name): \(scaled) for \(expected) at \(factor), \(offset)")
      }
    }
  }

  private static func values(
    _ x: Matrix<Double>, _ y: Matrix<Double>
  ) throws -> [String: Double] {
    var found: [String: Double] = [:]
    for metric in try all(y.narrowed) {
      let values = try metric.evaluate(x.narrowed, classes: classes(x.narrowed))
      for (quantity, value) in zip(metric.quantities, values) { found[quantity.name] = value.value }
    }
    return found
  }

  @Test("of a cloud that is one point, many times, is exact or refused")
  func onePoint() throws {
    let target = Matrix<Double>(rows: 20, columns: 2, repeating: 3)
    let other = Matrix<Double>(rows: 20, columns: 2, repeating: 7)
    let distance = 32.0.squareRoot()
    #expect(throws: MetricError.zeroMedianDistance) { try MMD(target: target) }
    #expect(throws: MetricError.zeroMedianDistance) { try SinkhornDivergence(target: target) }
    #expect(throws: MetricError.noDensityBandwidth(smallest: 0)) {
      try JensenShannon(target: target)
    }
    let exact: [(any Metric, [Double])] = [
      (try Wasserstein(target: target, exponent: .two), [distance]),
      (try SlicedWasserstein(target: target), [4]),
      (try MaxSlicedWasserstein(target: target), [distance]),
      (try SinkhornDivergence(target: target, blur: .length(1)), [32]),
      (try SinkhornDivergence(target: target, exponent: .one, blur: .length(1)), [distance]),
      (try MMD(target: target, bandwidths: .lengths([4])), [2 - 2 * exp(-1)]),
      (try EnergyDistance(target: target), [2 * distance]),
      (try FrechetDistance(target: target), [distance, 32]),
      (try Support(target: target, aspect: .precision, neighbours: 3), [0]),
      (try Support(target: target, aspect: .coverage, neighbours: 3), [0]),
      (try NeighbourAccuracy(target: target), [1, 1, 1]),
    ]
    for (metric, values) in exact {
      for (found, expected) in zip(try metric.evaluate(other, classes: nil), values) {
        #expect(isClose(found.value, expected, 1e-9), "\(metric.quantities[0].name)")
      }
    }
    // Beside itself: each point lies in every ball of radius 0, and all neighbours tie.
    for aspect in Support.Aspect.allCases {
      let found = try Support(target: target, aspect: aspect, neighbours: 4).evaluate(target)
      #expect(found.value == (aspect == .density ? 5 : 1))
    }
    let accuracy = try NeighbourAccuracy(target: target).evaluate(target, classes: nil)
    #expect(accuracy.allSatisfy { isClose($0.value, 19.0 / 39) })
  }
}
