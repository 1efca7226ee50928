import Arrays
import Metrics
import Testing

@Suite("Metrics of clouds of different size or weight")
struct WeightedMetricTests {
  /// Each point as often as its weight says.
  private static func repeated(_ cloud: Matrix<Double>, _ times: [Int]) -> Matrix<Double> {
    cloud.permuted(times.indices.flatMap { Array(repeating: $0, count: times[$0]) })
  }

  private static func weights(_ count: Int, seed: UInt64) -> [Int] {
    var stream = SplitMix(state: seed)
    return (0..<count).map { _ in stream.below(4) }.replacing(at: 0, with: 3)
  }

  /// A metric on a target with weights.
  typealias Make = @Sendable (Matrix<Double>, [Double]?) throws -> any WeightedMetric

  static let kinds: [(name: String, tolerance: Double, make: Make)] = [
    ("w1", 1e-12, { try Wasserstein(target: $0, weights: $1, exponent: .one) }),
    ("w2", 1e-12, { try Wasserstein(target: $0, weights: $1, exponent: .two) }),
    (
      "sinkhorn 1", 2e-6,
      { try SinkhornDivergence(target: $0, weights: $1, exponent: .one, blur: .length(0.3)) }
    ),
    (
      "sinkhorn 2", 2e-6,
      { try SinkhornDivergence(target: $0, weights: $1, exponent: .two, blur: .length(0.3)) }
    ),
  ]

  @Test(
    "a weight counts a point as often as it says", arguments: kinds.indices, [1, 2, 7])
  func weightsRepeat(_ kind: Int, _ dimension: Int) throws {
    let (name, tolerance, make) = Self.kinds[kind]
    let x = Clouds.normal(40, dimension, seed: 1)
    let y = Clouds.normal(55, dimension, seed: 2, deviation: 0.7, at: 1)
    let (a, b) = (Self.weights(40, seed: 3), Self.weights(55, seed: 4))
    let found = try make(y, b.map(Double.init)).evaluate(x, weights: a.map { 0.125 * Double($0) })
    let expected = try make(Self.repeated(y, b), nil).evaluate(Self.repeated(x, a))
    #expect(isClose(found.value, expected.value, tolerance), "\(name)")
    #expect(found.value > 0)
    // Equal weights, whatever their unit, are none.
    let equal = Array(repeating: 7.0, count: 40)
    #expect(
      isClose(
        try make(y, nil).evaluate(x, weights: equal).value, try make(y, nil).evaluate(x).value,
        tolerance), "\(name)")
  }

  @Test("weights that cannot be used are refused, of either cloud", arguments: kinds.indices)
  func refusals(_ kind: Int) throws {
    let make = Self.kinds[kind].make
    let x = Clouds.normal(3, 2, seed: 1)
    for (weights, error) in [
      ([1, 2], MetricError.weightCount(.samples, weights: 2, points: 3)),
      ([1, -1, 0], .badWeight(.samples, row: 1, -1)), ([0, 0, 0], .noWeight(.samples)),
      ([1, 0, .infinity], .badWeight(.samples, row: 2, .infinity)),
    ] {
      #expect(throws: error) { try make(x, nil).evaluate(x, weights: weights) }
    }
    #expect(throws: MetricError.noWeight(.target)) { try make(x, [0, 0, 0]) }
    #expect(throws: MetricError.badWeight(.target, row: 0, -1)) { try make(x, [-1, 1, 1]) }
  }

  @Test("a cloud with each point three times is the cloud, sliced too", arguments: [1, 2, 5])
  func sliced(_ dimension: Int) throws {
    let x = Clouds.normal(30, dimension, seed: 5)
    let y = Clouds.normal(40, dimension, seed: 6, at: 0.5)
    // 120 of both.
    let (many, others) = (
      Self.repeated(x, Array(repeating: 4, count: 30)),
      Self.repeated(y, Array(repeating: 3, count: 40))
    )
    for exponent in ExactTransport.Exponent.allCases {
      let found = try SlicedWasserstein(target: y, exponent: exponent).evaluate(x).value
      let expected = try SlicedWasserstein(target: others, exponent: exponent).evaluate(many).value
      #expect(isClose(found, expected))
    }
    let greatest = try MaxSlicedWasserstein(target: y).evaluate(x).value
    #expect(isClose(greatest, try MaxSlicedWasserstein(target: others).evaluate(many).value, 1e-6))
  }
}

extension [Int] {
  fileprivate func replacing(at index: Int, with value: Int) -> [Int] {
    var copy = self
    copy[index] = value
    return copy
  }
}
