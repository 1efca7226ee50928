extension GaussianMixture {
  /// Normal laws at equal angles on a circle about the origin of the plane.
  ///
  /// Mode k of 1 ... `modes` has the mean radius · (cos 2πk/modes, sin 2πk/modes) and the covariance
  /// deviation² I.
  ///
  /// - Throws: `DistributionError` where `modes` < 1, `radius` < 0 or `deviation` ≤ 0.
  public static func ring(
    modes: Int, radius: Double, deviation: Double, balanced: Bool = false
  ) throws(DistributionError) -> GaussianMixture {
    guard modes >= 1 else {
      throw .tooSmall(quantity: "the number of modes", minimum: 1, found: modes)
    }
    let radius = try nonNegative(radius, "radius")
    let means = (1...modes).map { k in
      let angle = 2 * Double.pi * Double(k) / Double(modes)
      return [radius * cosine(angle), radius * sine(angle)]
    }
    return try GaussianMixture(means: means, deviation: deviation, balanced: balanced)
  }

  /// Normal laws on a square lattice of side × side nodes, centred at the origin of the plane.
  ///
  /// - Throws: `DistributionError` where `side` < 1, `spacing` ≤ 0 or `deviation` ≤ 0.
  public static func grid(
    side: Int, spacing: Double, deviation: Double, balanced: Bool = false
  ) throws(DistributionError) -> GaussianMixture {
    guard side >= 1 else { throw .tooSmall(quantity: "side", minimum: 1, found: side) }
    let spacing = try positive(spacing, "spacing")
    let nodes = (0..<side).map { spacing * (Double($0) - 0.5 * Double(side - 1)) }
    let means = nodes.flatMap { x in nodes.map { y in [x, y] } }
    return try GaussianMixture(means: means, deviation: deviation, balanced: balanced)
  }
}
