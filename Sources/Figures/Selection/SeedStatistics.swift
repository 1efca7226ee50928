import Specification
import Statistics

/// What a line and its band show of the values that seeds have at one point.
package enum SeedBand: String, Sendable {
  /// The mean ± one standard deviation.
  case deviation
  /// The mean ± one standard error.
  case standardError = "standard-error"
  /// The mean and Student's interval of it.
  case confidence
  /// The median and the quartiles.
  case quartiles
  /// The mean, the smallest and the largest.
  case range
  /// The mean alone.
  case none

  /// Centre and band of some values.
  package struct Summary: Sendable, Equatable {
    /// The mean, or the median with quartiles; not a number where there are no finite values.
    package let center: Double
    /// The lower end of the band; the centre where there is no band.
    package let low: Double
    /// The upper end of the band; the centre where there is no band.
    package let high: Double
    /// How many finite values there are.
    package let count: Int

    /// A summary.
    package init(center: Double, low: Double, high: Double, count: Int) {
      (self.center, self.low, self.high, self.count) = (center, low, high, count)
    }
  }

  /// The summary of the finite ones among `values`.
  ///
  /// One value has no spread, so its band is empty.
  package func summary(of values: [Double], confidence: Double) -> Summary {
    let finite = values.filter(\.isFinite).sorted()
    let count = finite.count
    guard count > 0 else { return Summary(center: .nan, low: .nan, high: .nan, count: 0) }
    let mean = SampleMoments.mean(finite)
    func around(_ half: Double) -> Summary {
      Summary(center: mean, low: mean - half, high: mean + half, count: count)
    }
    guard count > 1 else { return around(0) }
    switch self {
    case .deviation: return around(SampleMoments.deviation(finite))
    case .standardError:
      return around(SampleMoments.deviation(finite) / Double(count).squareRoot())
    case .confidence: return around(SampleMoments.halfWidth(finite, confidence: confidence))
    case .quartiles:
      return Summary(
        center: Self.quantile(0.5, of: finite), low: Self.quantile(0.25, of: finite),
        high: Self.quantile(0.75, of: finite), count: count)
    case .range:
      return Summary(center: mean, low: finite[0], high: finite[count - 1], count: count)
    case .none: return around(0)
    }
  }

  /// The quantile of sorted values, linear between them (Hyndman & Fan 1996, type 7).
  private static func quantile(_ fraction: Double, of sorted: [Double]) -> Double {
    let position = fraction * Double(sorted.count - 1)
    let below = Int(position.rounded(.down))
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (position - Double(below)) * (sorted[above] - sorted[below])
  }

  /// What the band is, in words for `seeds` runs; empty where there is none.
  package func words(confidence: Double) -> String {
    switch self {
    case .deviation: "± one standard deviation"
    case .standardError: "± one standard error"
    case .confidence: "\(NumberText.canonical(100 * confidence)) % interval of the mean"
    case .quartiles: "quartiles"
    case .range: "smallest to largest"
    case .none: ""
    }
  }
}
