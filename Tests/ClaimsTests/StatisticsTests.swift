import Claims
import Glibc
import Statistics
import Testing

@Suite("Statistics of claims")
struct StatisticsTests {
  @Test("Student's tails and quantiles are SciPy's, for any degrees of freedom")
  func student() throws {
    let reference = try Reference.read()
    for row in reference.tails {
      let tail = StudentDistribution.upperTail(row.t, freedom: row.freedom)
      #expect(agree(tail, row.tail, row.freedom > 1e5 ? 1e-8 : 1e-11), "\(row) \(tail)")
    }
    for row in reference.quantiles {
      let quantile = StudentDistribution.quantile(row.probability, freedom: row.freedom)
      #expect(abs(quantile - row.quantile) <= 1e-6 * max(1, abs(row.quantile)), "\(row)")
    }
  }

  @Test("binomial and rank-sum tails are SciPy's")
  func exact() throws {
    let reference = try Reference.read()
    for row in reference.binomials {
      let tail = SignTest.upperTail(row.count, of: row.trials, chance: row.chance)
      #expect(agree(tail, row.tail, 1e-10), "\(row) \(tail)")
    }
    for row in reference.rankSums {
      let tail = RankSumTest.upperTail(row.pairs, row.m, row.n)
      #expect(agree(tail, row.tail, 1e-10), "\(row) \(tail)")
    }
  }

  @Test("a false claim holds as rarely as the confidence says: paired, Welch, signs, equivalence")
  func typeOne() {
    var noise = Normal()
    let rounds = 4000
    var errors = [0, 0, 0, 0]
    for _ in 0..<rounds {
      let a = (0..<5).map { _ in noise.next() }
      let b = (0..<5).map { _ in 3 * noise.next() }
      let one = Readings(seeds: Array(0..<5), values: a.map { Reading.value($0) })
      let other = Readings(seeds: Array(0..<5), values: b.map { Reading.value($0) })
      let apart = Readings(seeds: Array(10..<15), values: other.values)
      let rare = Readings(
        seeds: one.seeds, values: a.map { $0 > 0.67 ? .beyond(0.67) : .value($0) })
      let never = Readings(
        seeds: one.seeds, values: b.map { $0 > 2 ? .value(.infinity) : .value($0 / 3) })
      let below = ContrastTest(Contrast(.below), confidence: 0.9)
      if below.result(one, other).forIt <= 0.1 { errors[0] += 1 }
      if below.result(one, apart).forIt <= 0.1 { errors[1] += 1 }
      if below.result(rare, never).forIt <= 0.1 { errors[2] += 1 }
      // The mean is at the upper end of what is claimed.
      let bounds = [Contrast(.below, offset: 0), Contrast(.above, offset: -3)]
      if bounds.allSatisfy({ ContrastTest($0, confidence: 0.9).result(one, nil).forIt <= 0.1 }) {
        errors[3] += 1
      }
    }
    let rates = errors.map { Double($0) / Double(rounds) }
    // Three standard errors of a rate of 0.1 are 0.014.
    #expect(abs(rates[0] - 0.1) < 0.014 && abs(rates[3] - 0.1) < 0.014, "\(rates)")
    #expect(rates[1] < 0.125 && rates[1] > 0.07, "\(rates)")
    // Of five signs only five equal ones decide: 1/32, less what cannot be told.
    #expect(rates[2] < 0.04 && rates[2] > 0.005, "\(rates)")
  }

  @Test("as many seeds as are said to be needed decide about four times in five")
  func power() {
    var noise = Normal()
    for effect in [0.6, 1.0, 2.0] {
      let count = SeedCount.ofStudent(effect: effect, freedomPerSeed: 1, confidence: 0.95)
      guard case .about(let seeds) = count else {
        Issue.record("\(count)")
        continue
      }
      let test = ContrastTest(Contrast(.above), confidence: 0.95)
      let rounds = 3000
      let decided = (0..<rounds).count { _ in
        let values = (0..<seeds).map { _ in Reading.value(effect + noise.next()) }
        return test.result(Readings(seeds: Array(0..<seeds), values: values), nil).forIt <= 0.05
      }
      let power = Double(decided) / Double(rounds)
      #expect(power > 0.74 && power < 0.97, "\(effect): \(seeds) seeds, \(power)")
    }
    #expect(SeedCount.ofSigns(share: 1, confidence: 0.95) == .about(5))
    #expect(SeedCount.ofSigns(share: 0.5, confidence: 0.95) == .moreThan(1000))
    #expect(SeedCount.ofRanks(share: 1, confidence: 0.95) == .about(5))
  }
}

/// Standard normal numbers of a fixed seed, by the polar method of Marsaglia.
private struct Normal {
  private var state: UInt64 = 42
  private var spare: Double?

  private mutating func uniform() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((bits ^ (bits >> 31)) >> 11) * 0x1p-53
  }

  mutating func next() -> Double {
    if let spare {
      self.spare = nil
      return spare
    }
    while true {
      let (x, y) = (2 * uniform() - 1, 2 * uniform() - 1)
      let square = x * x + y * y
      guard square > 0, square < 1 else { continue }
      let factor = (-2 * log(square) / square).squareRoot()
      spare = y * factor
      return x * factor
    }
  }
}
