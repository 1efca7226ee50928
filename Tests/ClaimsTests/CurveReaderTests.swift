import Claims
import Results
import Specification
import Testing

@Suite("What a run says at a moment")
struct CurveReaderTests {
  private static func run(
    _ values: [Double], status: RunStatus = .complete, iterations: Int = 40
  ) -> RunCurves {
    RunCurves(
      status: status, iterations: iterations,
      metrics: MetricRecord(
        iterations: values.indices.map { $0 * 10 }, wallTime: values.indices.map { Double($0) / 2 },
        series: [MetricSeries(name: "w1", values: values)]),
      training: TrainingRecord(
        iterations: [1, 2, 3], series: [TrainingColumn(name: "kl", values: [3, 2, 1])]))
  }

  private static func reading(
    _ moment: Claim.Moment, _ run: RunCurves, isShort: Bool = false
  ) -> Reading? {
    CurveReader("w1", of: .metric, at: moment, isShort: isShort).reading(of: run)
  }

  private static let values = [5.0, 3, 1, 2, 4]

  @Test(
    "is the value of that evaluation",
    arguments: [
      (Claim.Moment.last, Reading.value(4)), (.first, .value(5)), (.best, .value(1)),
      (.iteration(30), .value(2)), (.iteration(31), .none), (.time(1.2), .value(1)),
      (.time(9), .value(4)), (.mean(10...30), .value(2)), (.mean(15...20), .value(1)),
      (.firstBelow(3, in: .iterations), .value(20, resolution: 10)),
      (.firstBelow(3.5, in: .seconds), .value(0.5, resolution: 0.5)),
      (.firstBelow(6, in: .iterations), .value(0)), (.firstBelow(1, in: .iterations), .beyond(40)),
    ])
  func moments(moment: Claim.Moment, expected: Reading) {
    #expect(Self.reading(moment, Self.run(Self.values)) == expected)
  }

  @Test(
    "of one that diverged is what it recorded before, but nothing at its end or after",
    arguments: [
      (Claim.Moment.last, Reading.none), (.first, .value(5)), (.best, .value(1)),
      (.iteration(20), .value(1)), (.iteration(30), .none), (.time(0.7), .value(3)),
      (.time(3), .none), (.mean(0...20), .value(3)), (.mean(10...30), .none),
      (.firstBelow(3, in: .iterations), .value(20, resolution: 10)),
      (.firstBelow(0.5, in: .iterations), .beyond(20)),
    ])
  func diverged(moment: Claim.Moment, expected: Reading) {
    let run = Self.run(Array(Self.values.prefix(3)), status: .diverged, iterations: 25)
    #expect(Self.reading(moment, run) == expected)
  }

  @Test("is nothing where a value was not computed, and for another series")
  func missing() {
    #expect(Self.reading(.last, Self.run([1, .nan])) == Reading.none)
    #expect(Self.reading(.best, Self.run([2, .nan])) == .value(2))
    #expect(Self.reading(.mean(0...10), Self.run([2, .nan])) == Reading.none)
    let training = CurveReader("kl", of: .training, at: .iteration(2))
    #expect(training.reading(of: Self.run(Self.values)) == .value(2))
    #expect(CurveReader("w2", of: .metric, at: .last).reading(of: Self.run(Self.values)) == nil)
  }

  @Test("of a run made short is what comes nearest")
  func short() {
    let run = Self.run([3, 2], iterations: 10)
    #expect(Self.reading(.iteration(500), run, isShort: true) == .value(2))
    #expect(Self.reading(.mean(100...200), run, isShort: true) == .value(2))
  }
}
