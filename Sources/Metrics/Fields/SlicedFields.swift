package import Arrays
internal import CKernels
package import Randomness

/// Gradient fields that are means over directions of fields on the line, where a cloud meets its target
/// in sorted order.
package struct SlicedFields: Sendable {
  private let directions: Directions
  private let centre: [Double]
  private let target: SlicedCloud
  /// For each direction the target's places in ascending order.
  private let places: [Double]

  /// The fields of a target over fixed directions, as `SlicedWasserstein` has them.
  ///
  /// - Throws: `MetricError` where the target is empty or not finite, or there are no directions.
  package init(target: Matrix<Double>, directions: Int) throws(MetricError) {
    guard directions >= 1 else { throw .noDirections }
    try check(target: target, minimum: 1)
    self.init(target, Directions(count: directions, dimension: target.columns))
  }

  /// The fields of a target over independent directions, each uniform on the sphere.
  ///
  /// - Throws: as the other.
  package init(
    target: Matrix<Double>, directions: Int, from stream: inout RandomStream
  ) throws(MetricError) {
    guard directions >= 1 else { throw .noDirections }
    try check(target: target, minimum: 1)
    self.init(
      target, Directions(count: directions, dimension: target.columns, from: &stream))
  }

  private init(_ target: Matrix<Double>, _ directions: Directions) {
    self.directions = directions
    centre = exactCentre(of: target)
    self.target = SlicedCloud(target, centre: centre)
    places = self.target.sortedPlaces(along: directions.elements[...])
  }

  /// −∇ of the witness of the energy distance, the kernel −|x − y|: mean (x − xⱼ)/|x − xⱼ| − mean
  /// (x − yⱼ)/|x − yⱼ| at each particle, with v/|v| = c · mean over θ of sign(θ·v) θ.
  ///
  /// - Complexity: O(n log n) per direction.
  package func energyVelocity(of particles: Matrix<Double>) -> Matrix<Double> {
    let scale = Self.meanFactor(dimension: particles.columns)
    return velocity(of: particles, scale: scale) { sorted, target, forces in
      unsafe sorted.withUnsafeBufferPointer { own in
        unsafe target.withUnsafeBufferPointer { others in
          unsafe gfk_sign_forces(
            own.baseAddress, own.count, others.baseAddress, others.count, &forces)
        }
      }
    }
  }

  /// −n ∇ of ½ SW₂²: mean over θ of (F⁻¹(F(θ·x)) − θ·x) θ at each particle, where a particle's quantile of
  /// the target is the mean of those of its share of the mass.
  ///
  /// - SeeAlso: Liutkus et al., *Sliced-Wasserstein flows*, ICML 2019, Algorithm 1.
  package func wassersteinVelocity(of particles: Matrix<Double>) -> Matrix<Double> {
    velocity(of: particles, scale: 1) { sorted, target, forces in
      let goals = Self.quantiles(target, count: sorted.count)
      for (index, place) in sorted.enumerated() { forces[index] = goals[index] - place }
    }
  }

  private func velocity(
    of particles: Matrix<Double>, scale: Double,
    _ force: (ArraySlice<Double>, ArraySlice<Double>, inout [Double]) -> Void
  ) -> Matrix<Double> {
    let cloud = SlicedCloud(particles, centre: centre)
    let (n, d, m) = (cloud.count, cloud.dimension, target.count)
    var velocity = Matrix(rows: n, columns: d, repeating: 0.0)
    var sorter = PlaceSorter(count: n)
    var forces = Array(repeating: 0.0, count: n)
    for index in 0..<directions.count {
      let direction = directions.elements[index * d..<(index + 1) * d]
      var along = cloud.places(along: direction)
      sorter.sort(&along)
      force(along[...], places[index * m..<(index + 1) * m], &forces)
      unsafe direction.withUnsafeBufferPointer { direction in
        unsafe gfk_add_along(
          forces, sorter.order, n, direction.baseAddress, d, scale / Double(directions.count),
          &velocity.elements)
      }
    }
    return velocity
  }

  /// c with v/|v| = c · mean over θ of sign(θ·v) θ: 1 over the mean of |θ₁|,
  /// √π Γ((d + 1)/2) / Γ(d/2).
  static func meanFactor(dimension: Int) -> Double {
    // From Γ(x + 1) = x Γ(x), two dimensions at a time.
    var factor = dimension.isMultiple(of: 2) ? 0.5 * Double.pi : 1
    var reached = dimension.isMultiple(of: 2) ? 2 : 1
    while reached < dimension {
      factor *= Double(reached + 1) / Double(reached)
      reached += 2
    }
    return factor
  }

  /// The means of the quantile function of sorted places over `count` equal shares of the mass.
  private static func quantiles(_ places: ArraySlice<Double>, count: Int) -> [Double] {
    let m = places.count
    guard m != count else { return Array(places) }
    var means = Array(repeating: 0.0, count: count)
    // In units of 1 / (m count) of the mass a share is m wide and a place count wide.
    var (share, filled, place, left) = (0, 0, 0, count)
    while share < count {
      let amount = min(m - filled, left)
      means[share] += places[places.startIndex + place] * Double(amount)
      filled += amount
      left -= amount
      if left == 0 { (place, left) = (place + 1, count) }
      if filled == m {
        means[share] /= Double(m)
        (share, filled) = (share + 1, 0)
      }
    }
    return means
  }
}

/// Sorts places and remembers where they came from.
private struct PlaceSorter {
  private(set) var order: [UInt32]
  private var places: [Double]
  private var otherOrder: [UInt32]

  init(count: Int) {
    order = Array(repeating: 0, count: count)
    otherOrder = order
    places = Array(repeating: 0, count: count)
  }

  mutating func sort(_ values: inout [Double]) {
    unsafe gfk_sort_places(&values, &order, &places, &otherOrder, values.count)
  }
}
