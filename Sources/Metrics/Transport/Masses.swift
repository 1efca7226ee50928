/// The weights of two clouds as whole numbers of one unit, so that flows between them are exact.
struct Masses {
  let source: [Int64]
  let target: [Int64]

  /// The sum of either side.
  var total: Double { Double(source.reduce(0, +)) }

  /// - Throws: `MetricError.weightCount` or `.badWeight` for weights that cannot be used.
  init(
    sources: Int, targets: Int, sourceWeights: [Double]?, targetWeights: [Double]?
  ) throws(MetricError) {
    if sourceWeights == nil && targetWeights == nil {
      let divisor = Self.greatestCommonDivisor(sources, targets)
      source = Array(repeating: Int64(targets / divisor), count: sources)
      target = Array(repeating: Int64(sources / divisor), count: targets)
    } else {
      source = try Self.whole(sourceWeights, count: sources, .samples)
      target = try Self.whole(targetWeights, count: targets, .target)
    }
  }

  private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
    b == 0 ? a : greatestCommonDivisor(b, a % b)
  }

  /// The unit is 2⁻⁶¹ of the sum.
  private static let units = Int64(1) << 61

  private static func whole(
    _ weights: [Double]?, count: Int, _ cloud: MetricError.Cloud
  ) throws(MetricError) -> [Int64] {
    let weights = weights ?? Array(repeating: 1, count: count)
    try check(weights: weights, of: cloud, count: count)
    // The greatest weight becomes 1, lest the sum overflow or everything vanish.
    let greatest = weights.reduce(0, max)
    var sum = CompensatedSum()
    for weight in weights { sum.add(weight / greatest) }
    var masses = weights.map { Int64(($0 / greatest / sum.value * Double(units)).rounded()) }
    spread(units - masses.reduce(0, +), over: &masses)
    return masses
  }

  /// Adds what rounding left over, in proportion, and the rest to the greatest.
  private static func spread(_ rest: Int64, over masses: inout [Int64]) {
    var left = rest
    for index in masses.indices {
      let part = Int64((Double(masses[index]) / Double(units) * Double(rest)).rounded(.towardZero))
      masses[index] += part
      left -= part
    }
    if let index = masses.indices.max(by: { masses[$0] < masses[$1] }) { masses[index] += left }
  }
}
