/// How wide the normal laws are that a density estimate is made of.
public enum DensityBandwidth: Sendable, Equatable {
  /// The width under which each target point is the likeliest, given the others.
  case crossValidated
  /// Scott's rule, n^(−1/(d+4)) times the root mean square deviation: right for one normal law, much
  /// too wide for several modes.
  case scott
  /// This length.
  case length(Double)

  /// What was done, in words, for a result file.
  var rule: String {
    switch self {
    case .crossValidated: "greatest leave-one-out likelihood of the target"
    case .scott: "Scott's rule on the target"
    case .length: "given"
    }
  }

  /// The width on a target of at least two points.
  ///
  /// - Throws: `MetricError.badBandwidth` or `.noDensityBandwidth`.
  func freeze(on target: KernelDensity, deviation: Double) throws(MetricError) -> Double {
    switch self {
    case .length(let length):
      guard length > 0, length.isFinite else { throw .badBandwidth(length) }
      return length
    case .scott:
      let (n, d) = (Double(target.count), Double(target.dimension))
      let width = deviation * exponential(-logarithm(n) / (d + 4))
      guard width > 0 else { throw .badBandwidth(width) }
      return width
    case .crossValidated:
      guard deviation > 0 else { throw .noDensityBandwidth(smallest: 0) }
      return try likeliest(target, deviation: deviation)
    }
  }

  /// Looks at widths from 2⁻¹⁶ to 1 times the deviation, then between the best one's neighbours.
  private func likeliest(
    _ target: KernelDensity, deviation: Double
  ) throws(MetricError) -> Double {
    func likelihood(_ exponent: Double) -> Double {
      let width = deviation * exponential(exponent * logarithm(2))
      return target.leaveOneOut(width: width).compensatedSum
    }
    let grid = stride(from: -16.0, through: 0, by: 1).map { ($0, likelihood($0)) }
    var best = grid[0]
    for point in grid where point.1 > best.1 { best = point }
    let smallest = deviation * exponential(-16 * logarithm(2))
    guard best.0 > -16 else { throw .noDensityBandwidth(smallest: smallest) }
    var (low, high) = (best.0 - 1, best.0 + 1)
    let golden = 0.6180339887498949
    var (a, b) = (high - golden * (high - low), low + golden * (high - low))
    var (atA, atB) = (likelihood(a), likelihood(b))
    while high - low > 0.02 {
      if atA > atB {
        (high, b, atB) = (b, a, atA)
        a = high - golden * (high - low)
        atA = likelihood(a)
      } else {
        (low, a, atA) = (a, b, atB)
        b = low + golden * (high - low)
        atB = likelihood(b)
      }
    }
    return deviation * exponential(0.5 * (low + high) * logarithm(2))
  }
}
