internal import Statistics

/// How many seeds a decision would take.
package enum SeedCount: Sendable, Equatable {
  /// About as many, for a power of 0.8 if what was measured is the truth.
  case about(Int)
  /// More than are worth having.
  case moreThan(Int)
  /// At least two: one says nothing of the spread.
  case atLeastTwo

  /// The power that seeds are counted for.
  static let power = 0.8
  /// Where counting ends.
  static let most = 1000

  /// The greater of two.
  static func greater(_ a: SeedCount?, _ b: SeedCount?) -> SeedCount? {
    guard let a, let b else { return a ?? b }
    return a.rank < b.rank ? b : a
  }

  private var rank: Int {
    switch self {
    case .about(let count): count
    case .moreThan(let count): count + 1
    case .atLeastTwo: 2
    }
  }

  /// For a t test: the least n with t(confidence) + t(0.8) ≤ |effect| √n.
  ///
  /// `effect` is the mean over the standard deviation of one seed, `freedomPerSeed` 1 for one sample or
  /// pairs, 2 for two samples of n.
  package static func ofStudent(
    effect: Double, freedomPerSeed: Double, confidence: Double
  ) -> SeedCount {
    // Quantiles of t are beyond those of the normal law, so no fewer will do.
    let least = (normalSum(confidence) / effect) * (normalSum(confidence) / effect)
    guard least <= Double(most) else { return .moreThan(most) }
    for count in max(2, Int(least))...most {
      let freedom = freedomPerSeed * Double(count - 1)
      let wanted =
        StudentDistribution.quantile(confidence, freedom: freedom)
        + StudentDistribution.quantile(power, freedom: freedom)
      if wanted <= abs(effect) * Double(count).squareRoot() { return .about(count) }
    }
    return .moreThan(most)
  }

  /// For a sign test: the least n at which it decides with a power of 0.8, where `share` is that of the
  /// seeds on the side with more of them; where that is more than a hundred,
  /// (z(confidence) + z(0.8))² / (4 (share − ½)²).
  ///
  /// - SeeAlso: Noether 1987, "Sample size determination for some common nonparametric tests".
  package static func ofSigns(share: Double, confidence: Double) -> SeedCount {
    guard share > 0.5 else { return .moreThan(most) }
    let half = normalSum(confidence) / (2 * (share - 0.5))
    let many = (half * half).rounded(.up)
    guard many <= Double(most) else { return .moreThan(most) }
    guard many <= 100 else { return .about(Int(many)) }
    for count in 2...200 {
      guard let needed = SignTest.critical(count, level: 1 - confidence) else { continue }
      if SignTest.upperTail(needed, of: count, chance: share) >= power { return .about(count) }
    }
    return .moreThan(most)
  }

  /// For a rank-sum test, per side: (z(confidence) + z(0.8))² / (6 (share − ½)²), and what complete
  /// separation takes; `share` is that of the pairs on the side with more of them.
  ///
  /// - SeeAlso: Noether 1987, "Sample size determination for some common nonparametric tests".
  package static func ofRanks(share: Double, confidence: Double) -> SeedCount {
    guard share > 0.5 else { return .moreThan(most) }
    let wanted = normalSum(confidence)
    let count = (wanted * wanted / (6 * (share - 0.5) * (share - 0.5))).rounded(.up)
    guard count <= Double(most) else { return .moreThan(most) }
    var least = 2
    while RankSumTest.upperTail(least * least, least, least) > 1 - confidence { least += 1 }
    return .about(max(Int(count), least))
  }

  /// z(confidence) + z(0.8).
  private static func normalSum(_ confidence: Double) -> Double {
    let large = 1e6
    return StudentDistribution.quantile(confidence, freedom: large)
      + StudentDistribution.quantile(power, freedom: large)
  }
}
