internal import Glibc

/// The exact sign test: how many of n fair coins show heads.
package enum SignTest {
  /// P(X ≥ count) for the binomial law of `of` trials.
  package static func upperTail(_ count: Int, of trials: Int, chance: Double = 0.5) -> Double {
    guard count > 0 else { return 1 }
    guard count <= trials else { return 0 }
    guard chance < 1 else { return 1 }
    var sum = 0.0
    for heads in stride(from: trials, through: count, by: -1) {
      let (n, k) = (Double(trials), Double(heads))
      sum += exp(
        lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) + k * log(chance)
          + (n - k) * log1p(-chance))
    }
    return min(sum, 1)
  }

  /// The least count whose tail is at most `level` for fair coins; nil where none is.
  package static func critical(_ trials: Int, level: Double) -> Int? {
    (0...trials).first { upperTail($0, of: trials) <= level }
  }
}
