import Arrays
import Metrics
import Testing

@Suite("Every metric")
struct MetricTests {
  static func all(_ target: Matrix<Double>) throws -> [any Metric] {
    [
      try Wasserstein(target: target, exponent: .one),
      try Wasserstein(target: target, exponent: .two), try SlicedWasserstein(target: target),
      try MMD(target: target), try EnergyDistance(target: target),
    ]
  }

  @Test("has its own name and says what it is, in a fixed order")
  func names() throws {
    let metrics = try Self.all(Clouds.normal(10, 2).narrowed)
    #expect(metrics.map(\.name) == ["w1", "w2", "sw2", "mmd2", "energy_distance"])
    for metric in metrics {
      #expect(
        metric.attributes.prefix(5).map(\.name)
          == ["long_name", "units", "estimator", "error", "count"])
      #expect(metric.attributes[4].value == .integer(10))
    }
  }

  @Test("refuses samples of another shape, too few of them, and what is not finite")
  func refusals() throws {
    let target = Clouds.normal(10, 2).narrowed
    var broken = target
    broken[7, 0] = .infinity
    for metric in try Self.all(target) {
      #expect(throws: MetricError.nonFinite(.samples, row: 7)) { try metric.evaluate(broken) }
      #expect(throws: MetricError.dimensionMismatch(samples: 3, target: 2)) {
        try metric.evaluate(Clouds.normal(10, 3).narrowed)
      }
      #expect(throws: MetricError.self) {
        try metric.evaluate(Matrix(rows: 0, columns: 2, elements: []))
      }
      let fewer = Clouds.normal(9, 2).narrowed
      if ["w1", "w2", "sw2"].contains(metric.name) {
        #expect(throws: MetricError.countMismatch(samples: 9, target: 10)) {
          try metric.evaluate(fewer)
        }
      } else {
        #expect(try metric.evaluate(fewer).value.isFinite)
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
    for metric in try Self.all(target).prefix(2) {
      #expect(isClose(try metric.evaluate(samples).value, 1e-9, 1e-6))
    }
    let sliced = try SlicedWasserstein(target: target).evaluate(samples).value
    #expect(isClose(sliced, 1e-9 / 2.0.squareRoot(), 1e-6))
  }

  @Test("gives the same bits twice, and finite values for clouds of every scale a Float can hold")
  func scales() throws {
    for unit in [1e-30, 1.0, 1e30] {
      let target = Clouds.normal(40, 2, seed: 1, deviation: unit).narrowed
      let samples = Clouds.normal(40, 2, seed: 2, deviation: unit).narrowed
      for metric in try Self.all(target) {
        let value = try metric.evaluate(samples)
        #expect(value.value.isFinite && value.value != 0)
        #expect(try metric.evaluate(samples) == value)
      }
    }
  }
}
