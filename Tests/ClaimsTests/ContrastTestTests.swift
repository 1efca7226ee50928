import Claims
import Statistics
import Testing

@Suite("A test over seeds")
struct ContrastTestTests {
  private static func readings(_ values: [Double], from first: Int = 0) -> Readings {
    Readings(
      seeds: values.indices.map { $0 + first }, values: values.map { Reading.value($0) })
  }

  @Test("has SciPy's p-values and confidence bounds, paired, against a number and by Welch")
  func reference() throws {
    for sample in try Reference.read().samples {
      let direction: Contrast.Direction = sample.direction == "less" ? .below : .above
      let of = Self.readings(sample.of)
      let two = ContrastTest(Contrast(direction, factor: sample.factor), confidence: 0.95)
      let paired = two.result(of, Self.readings(Array(sample.than.prefix(sample.of.count))))
      let welch = two.result(of, Self.readings(sample.than, from: 100))
      let single = ContrastTest(Contrast(direction, offset: sample.number), confidence: 0.95)
        .result(of, nil)
      for (found, expected, method) in [
        (paired, sample.paired, TestResult.Method.paired), (welch, sample.welch, .welch),
        (single, sample.single, .oneSample),
      ] {
        #expect(found.method == method)
        #expect(agree(found.forIt, expected.p, 1e-9), "\(method) \(found.forIt) \(expected.p)")
        #expect(agree(found.againstIt, 1 - expected.p, 1e-9))
        #expect(abs((found.bound ?? .nan) - expected.bound) < 1e-10)
      }
    }
  }

  @Test("pairs the seeds that both sides have, and only those")
  func pairing() {
    let test = ContrastTest(Contrast(.below), confidence: 0.95)
    let of = Readings(seeds: [3, 1, 2, 9], values: [1, 2, 3, 50].map { Reading.value($0) })
    let than = Readings(
      seeds: [1, 2, 3, 4], values: [12.5, 13, 11, -90].map { Reading.value($0) })
    let found = test.result(of, than)
    #expect(found.method == .paired && found.counts == (3, 3))
    #expect(agree(found.estimate, (-10 - 10.5 - 10) / 3))
    let apart = Readings(seeds: [9, 4, 5], values: [1, 2, 3].map { Reading.value($0) })
    #expect(test.result(of, apart).method == .welch)
  }

  @Test("lets one seed decide nothing")
  func oneSeed() {
    let found = ContrastTest(Contrast(.below), confidence: 0.95)
      .result(Self.readings([0]), Self.readings([1]))
    #expect(found.forIt == 1 && found.againstIt == 1 && found.needed == .atLeastTwo)
  }

  @Test("takes equal differences of several seeds for certain, an equality for no inequality")
  func withoutSpread() {
    let test = ContrastTest(Contrast(.below), confidence: 0.95)
    let below = test.result(Self.readings([1, 2]), Self.readings([2, 3]))
    #expect(below.forIt == 0 && below.againstIt == 1)
    let equal = test.result(Self.readings([1, 2]), Self.readings([1, 2]))
    #expect(equal.forIt == 1 && equal.againstIt == 0)
  }

  @Test("knows that times of events are rounded up to evaluations")
  func rounding() {
    let test = ContrastTest(Contrast(.below), confidence: 0.95)
    let of = Readings(
      seeds: [0, 1, 2], values: [100, 100, 100].map { .value($0, resolution: 50) })
    let than = Readings(
      seeds: [0, 1, 2], values: [150, 150, 150].map { .value($0, resolution: 50) })
    let found = test.result(of, than)
    // −50 with the spread √(2 · 50² / 12) of rounding: t = −50 / (20.41 / √3) = −3√2.
    let expected = StudentDistribution.upperTail(3 * 2.squareRoot(), freedom: 2)
    #expect(agree(found.forIt, expected, 1e-12) && found.forIt > 0.02)
  }

  @Test("goes by order alone where a run diverged or an event never came")
  func orderAlone() {
    let test = ContrastTest(Contrast(.below), confidence: 0.95)
    let than = Self.readings([5, 5, 5, 5, 5])
    func result(_ values: [Reading], _ than: Readings?) -> TestResult {
      test.result(Readings(seeds: Array(values.indices), values: values), than)
    }
    let diverged = result([.value(1), .value(1), .value(1), .value(1), .none], than)
    #expect(
      diverged.method == .signs && agree(diverged.forIt, 6.0 / 32)
        && agree(diverged.againstIt, 31.0 / 32))
    let never = Readings(seeds: Array(0..<5), values: [Reading](repeating: .beyond(9), count: 5))
    let sooner = result([1, 2, 3, 4, 5].map { .value($0) }, never)
    #expect(agree(sooner.forIt, 1.0 / 32) && sooner.needed == nil)
    let unknown = result([1, 2, 3, 4, 12].map { .value($0) }, never)
    #expect(agree(unknown.forIt, 6.0 / 32) && unknown.againstIt == 1, "12 may be before or after")
    let both = result([.beyond(9), .value(1), .value(1), .value(1), .value(1)], never)
    #expect(agree(both.forIt, 6.0 / 32) && both.againstIt == 1)
    let infinite = result([.value(.infinity), .value(1), .value(1), .value(1), .value(1)], than)
    #expect(agree(infinite.againstIt, 31.0 / 32))
    let unpaired = test.result(
      Readings(seeds: [7, 8, 9], values: [.value(1), .value(2), .value(3)]),
      Readings(seeds: [0, 1, 2], values: [.beyond(10), .beyond(10), .value(4)]))
    #expect(unpaired.method == .ranks && agree(unpaired.forIt, 1.0 / 20))
  }

  @Test("counts a reference that diverged for neither side, a subject that did against the claim")
  func whoDiverged() {
    let test = ContrastTest(Contrast(.above), confidence: 0.95)
    let good = Self.readings([1, 1, 1, 1, 1])
    let none = Readings(seeds: Array(0..<5), values: [Reading](repeating: .none, count: 5))
    #expect(test.result(none, good).againstIt == 1.0 / 32)
    let unknown = test.result(good, none)
    #expect(unknown.forIt == 1 && unknown.againstIt == 1)
  }

  @Test("without statistics asks every run")
  func everyRun() {
    let test = ContrastTest(Contrast(.below, offset: 2), confidence: 0.95)
    #expect(test.everyRun(Self.readings([1]), nil).forIt == 0)
    let mixed = test.everyRun(Self.readings([1, 3]), nil)
    #expect(mixed.forIt == 1 && mixed.againstIt == 0)
    let open = test.everyRun(Readings(seeds: [0], values: [.beyond(1)]), nil)
    #expect(open.forIt == 1 && open.againstIt == 1)
  }
}
