internal import Glibc

/// The quantiles of Student's t distribution with whole degrees of freedom.
package enum StudentQuantile {
  /// The t with P(|T| ≤ t) = `confidence`, to about 1 part in 10¹⁴.
  ///
  /// Bisects the angle arctan(t / √ν), in which the probability is a finite sum.
  package static func twoSided(_ confidence: Double, freedom: Int) -> Double {
    precondition(0 < confidence && confidence < 1, "a confidence lies between 0 and 1")
    precondition(freedom >= 1, "a t has at least one degree of freedom")
    var (low, high) = (0.0, Double.pi / 2)
    while true {
      let middle = low + (high - low) / 2
      guard low < middle, middle < high else { break }
      if probability(angle: middle, freedom: freedom) < confidence {
        low = middle
      } else {
        high = middle
      }
    }
    return tan(low) * Double(freedom).squareRoot()
  }

  /// P(|T| ≤ √ν tan θ).
  ///
  /// - SeeAlso: Abramowitz & Stegun, *Handbook of Mathematical Functions*, 26.7.3 and 26.7.4.
  static func probability(angle: Double, freedom: Int) -> Double {
    let (sine, cosine) = (sin(angle), cos(angle))
    let isOdd = freedom % 2 == 1
    var term = 1.0
    var sum = 0.0
    for k in 0..<freedom / 2 {
      if k > 0 {
        let even = Double(2 * k)
        term *= cosine * cosine * (isOdd ? even / (even + 1) : (even - 1) / even)
      }
      sum += term
    }
    return isOdd ? 2 / .pi * (angle + sine * cosine * sum) : sine * sum
  }
}
