internal import Glibc

/// Student's t distribution, with any positive degrees of freedom.
package enum StudentDistribution {
  /// P(T > t), to about 1 part in 10¹² up to a thousand degrees of freedom, 10⁸ up to a million.
  ///
  /// ½ I_x(ν/2, ½) with x = ν / (ν + t²) for t ≥ 0.
  ///
  /// - SeeAlso: Abramowitz & Stegun, *Handbook of Mathematical Functions*, 26.7.1.
  package static func upperTail(_ t: Double, freedom: Double) -> Double {
    precondition(freedom > 0, "a t has positive degrees of freedom")
    guard !t.isNaN else { return .nan }
    guard t.isFinite else { return t > 0 ? 0 : 1 }
    let half = 0.5 * IncompleteBeta.regularized(freedom / (freedom + t * t), freedom / 2, 0.5)
    return t >= 0 ? half : 1 - half
  }

  /// The t with P(|T| ≤ t) = `confidence`.
  package static func twoSided(_ confidence: Double, freedom: Int) -> Double {
    precondition(0 < confidence && confidence < 1, "a confidence lies between 0 and 1")
    return quantile((1 + confidence) / 2, freedom: Double(freedom))
  }

  /// The t with P(T ≤ t) = `probability`, by bisection.
  package static func quantile(_ probability: Double, freedom: Double) -> Double {
    precondition(0 < probability && probability < 1, "a probability lies between 0 and 1")
    if probability < 0.5 { return -quantile(1 - probability, freedom: freedom) }
    var (low, high) = (0.0, 1.0)
    while upperTail(high, freedom: freedom) > 1 - probability, high < 1e300 { high *= 2 }
    while true {
      let middle = low + (high - low) / 2
      guard low < middle, middle < high else { return middle }
      if upperTail(middle, freedom: freedom) > 1 - probability {
        low = middle
      } else {
        high = middle
      }
    }
  }
}

/// The regularized incomplete beta function I_x(a, b).
enum IncompleteBeta {
  /// I_x(a, b), by Lentz's evaluation of its continued fraction.
  ///
  /// - SeeAlso: Press et al., *Numerical Recipes*, 3rd edition, section 6.4.
  static func regularized(_ x: Double, _ a: Double, _ b: Double) -> Double {
    guard x > 0 else { return 0 }
    guard x < 1 else { return 1 }
    let logFactor = lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)
    let factor = exp(logFactor)
    // The fraction converges fast on this side of the mean only.
    return x < (a + 1) / (a + b + 2)
      ? factor * fraction(x, a, b) / a : 1 - factor * fraction(1 - x, b, a) / b
  }

  private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let tiny = 1e-300
    func guarded(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
    var c = 1.0
    var d = 1 / guarded(1 - (a + b) * x / (a + 1))
    var result = d
    for step in 1...10_000 {
      let m = Double(step)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / guarded(1 + even * d)
      c = guarded(1 + even / c)
      result *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / guarded(1 + odd * d)
      c = guarded(1 + odd / c)
      result *= d * c
      if abs(d * c - 1) < 1e-15 { break }
    }
    return result
  }
}
