import Arrays
import Foundation
import Metrics
import Testing

@Suite("Metrics of neighbours")
struct NeighbourMetricTests {
  static func line(_ places: [Double]) -> Matrix<Double> {
    Matrix(rows: places.count, columns: 1, elements: places)
  }

  static func value(
    _ aspect: Support.Aspect, _ samples: Matrix<Double>, _ target: Matrix<Double>, _ k: Int
  ) throws -> Double {
    try Support(target: target, aspect: aspect, neighbours: k).evaluate(samples).value
  }

  @Test("count balls as done by hand, their edges included")
  func byHand() throws {
    // Target balls for k = 1: 0 ± 1, 1 ± 1, 3 ± 2, 10 ± 7; samples': −1 ± 3, 2 ± 3, 12 ± 10.
    let target = Self.line([0, 1, 3, 10])
    let samples = Self.line([-1, 2, 12])
    // −1 touches the ball about 0; 2 touches that about 1 and is inside 3's; 12 is inside 10's.
    #expect(try Self.value(.precision, samples, target, 1) == 1)
    #expect(try Self.value(.density, samples, target, 1) == 4.0 / 3)
    #expect(try Self.value(.coverage, samples, target, 1) == 1)
    #expect(try Self.value(.recall, samples, target, 1) == 1)
    let far = Self.line([-1, -1.5, 30])
    #expect(try Self.value(.precision, far, target, 1) == 1.0 / 3)
    #expect(try Self.value(.density, far, target, 1) == 1.0 / 3)
    #expect(try Self.value(.coverage, far, target, 1) == 0.25)
    // Balls of ½ about −1 and −1.5 hold nothing; the ball about 30 reaches to −1.
    #expect(try Self.value(.recall, far, target, 1) == 1)
    #expect(try Self.value(.recall, Self.line([-1, -1.5, 30, 30]), target, 1) == 0)
  }

  @Test("know what equal laws give: coverage 1 − Π (m − i)/(2m − i), density 1, accuracy ½")
  func equalLaws() throws {
    let (m, k) = (150, 5)
    var (coverage, density, accuracy) = (0.0, 0.0, 0.0)
    let trials = 60
    for trial in 0..<trials {
      let target = Clouds.normal(m, 2, seed: 2 * trial).narrowed
      let samples = Clouds.normal(m, 2, seed: 2 * trial + 1).narrowed
      coverage += try Self.value(.coverage, samples, target, k)
      density += try Self.value(.density, samples, target, k)
      accuracy += try NeighbourAccuracy(target: target).evaluate(samples, classes: nil)[0].value
    }
    let missed = (1...k).reduce(1.0) { $0 * Double(m - $1) / Double(2 * m - $1) }
    #expect(abs(coverage / Double(trials) - (1 - missed)) < 0.005)
    #expect(abs(density / Double(trials) - 1) < 0.02)
    // A point has one neighbour fewer among its own.
    #expect(abs(accuracy / Double(trials) - Double(m - 1) / Double(2 * m - 1)) < 0.01)
  }

  @Test("tell laws apart, and see copies")
  func separateAndCopied() throws {
    let target = Clouds.normal(100, 3, seed: 1).narrowed
    let apart = Clouds.normal(100, 3, seed: 2, at: 50).narrowed
    let accuracy = try NeighbourAccuracy(target: target)
    #expect(try accuracy.evaluate(apart, classes: nil).map(\.value) == [1, 1, 1])
    #expect(try accuracy.evaluate(target, classes: nil).map(\.value) == [0, 0, 0])
    // A collapsed generator: its samples are recognised, many target points are not.
    let collapsed = Clouds.normal(100, 3, seed: 3, deviation: 0.01).narrowed
    let found = try accuracy.evaluate(collapsed, classes: nil).map(\.value)
    #expect(found[1] > 0.95 && found[0] == (found[1] + found[2]) / 2)
    for aspect in Support.Aspect.allCases {
      #expect(try Self.value(aspect, apart, target, 3) == 0)
      #expect(try Self.value(aspect, target, target, 3) >= 1)
    }
  }

  @Test("refuse more neighbours than there are, and none")
  func refusals() throws {
    let target = Self.line([0, 1, 3])
    #expect(throws: MetricError.badNeighbours(0)) {
      try Support(target: target, aspect: .density, neighbours: 0)
    }
    #expect(throws: MetricError.badNeighbours(65)) {
      try Support(target: target, aspect: .density, neighbours: 65)
    }
    #expect(throws: MetricError.tooFewPoints(.target, minimum: 4, found: 3)) {
      try Support(target: target, aspect: .precision, neighbours: 3)
    }
    #expect(throws: MetricError.tooFewPoints(.samples, minimum: 3, found: 2)) {
      try Support(target: target, aspect: .recall, neighbours: 2).evaluate(Self.line([1, 2]))
    }
  }

  @Test("carry the classes of samples to target points")
  func transfer() throws {
    let metric = try TransferAccuracy(
      target: Self.line([0, 1, 2, 10, 20]), classes: [0, 0, 1, 1, 2])
    let samples = Self.line([0.25, 1.5, 11, 9, 30])
    // 0 and 2 are nearest to samples of their class, 1 and 20 of another; 10 lies between 9 and 11.
    let found = try metric.evaluate(samples, classes: [0, 1, 1, 0, 2])
    #expect(found[0].value == 0.5)
    #expect(throws: MetricError.noClasses(.samples)) {
      try metric.evaluate(samples, classes: nil)
    }
    #expect(throws: MetricError.noClasses(.target)) {
      try TransferAccuracy(target: samples, classes: [1])
    }
    #expect(metric.needsClasses)
  }

  @Test("count modes: captured ones, samples of high quality, and shares beside weights")
  func modes() throws {
    let centres = [0.0, 10, 20, 30]
    let modes = Modes(weights: [0.4, 0.3, 0.2, 0.1]) { points in
      points.elements.map { x in
        let index = centres.indices.min { abs(centres[$0] - x) < abs(centres[$1] - x) } ?? 0
        let deviations = x - centres[index]
        return NearestMode(index: index, squaredDeviations: deviations * deviations)
      }
    }
    let samples = Self.line([0, 1, -3, 3.5, 10, 13, 14, 20, 24.5, 24.6])
    let target = Self.line([0, 1])
    let plain = try ModeStatistics(target: target, modes: modes)
      .evaluate(samples, classes: nil).map(\.value)
    let shares = [(0.4, 0.4), (0.3, 0.3), (0.3, 0.2)]
    #expect(plain[0] == 3 && plain[1] == 0.6)
    #expect(isClose(plain[2], shares.reduce(0) { $0 + $1.0 * log($1.0 / $1.1) }))
    // A quarter of the expected 4, 3, 2 and 1; one of the good samples is at 20, which is a half of 2.
    let strict = try ModeStatistics(
      target: target, modes: modes, deviations: 1, leastShare: 0.51
    ).evaluate(samples, classes: nil).map(\.value)
    #expect(strict[0] == 0 && strict[1] == 0.4)
    #expect(strict[2] == plain[2])
  }
}
