import Arrays
internal import CKernels

/// An assignment problem moved and scaled so that nothing overflows, vanishes or cancels.
///
/// Coordinates are divided by a power of two that brings the greatest to about 1, which is exact, and
/// then centred. For p = 2 every cloud is centred by itself: that changes each cost by terms that
/// depend on the source or the target alone, hence neither the optimal assignment nor the gap, and
/// makes near targets cheap targets. For p = 1 both clouds move together.
struct NormalisedProblem {
  /// What normalised lengths are multiplied by.
  let unit: Double
  let exponent: ExactTransport.Exponent
  /// Scaled, not centred.
  private var source: Matrix<Double>
  private var target: Matrix<Double>

  init(source: Matrix<Double>, target: Matrix<Double>, exponent: ExactTransport.Exponent) {
    let greatest = max(
      source.elements.reduce(0) { max($0, $1.magnitude) },
      target.elements.reduce(0) { max($0, $1.magnitude) })
    // The significand's exponent, also of numbers too small to have a normal one.
    let power = greatest > 0 ? greatest.exponent : 0
    unit = Double(sign: .plus, exponent: Int(power), significand: 1)
    self.exponent = exponent
    self.source = source
    self.target = target
    // Twice a half power: its reciprocal may be out of range, its halves' reciprocals are not.
    let half = Int(power) / 2
    let factors = (
      Double(sign: .plus, exponent: -half, significand: 1),
      Double(sign: .plus, exponent: half - Int(power), significand: 1)
    )
    for index in source.elements.indices {
      self.source.elements[index] *= factors.0
      self.source.elements[index] *= factors.1
      self.target.elements[index] *= factors.0
      self.target.elements[index] *= factors.1
    }
  }

  /// The sum of |x − y|ᵖ over the pairs of an assignment, in normalised lengths.
  func cost(of assignment: [Int]) -> Double {
    var sum = CompensatedSum()
    for (row, image) in assignment.enumerated() {
      var square = 0.0
      for column in 0..<source.columns {
        let difference = source[row, column] - target[image, column]
        square += difference * difference
      }
      sum.add(exponent == .one ? square.squareRoot() : square)
    }
    return sum.value
  }

  /// The assignment that keeps the order of points on a line, which is optimal for every p ≥ 1.
  var sortedAssignment: [Int] {
    func ascending(_ cloud: Matrix<Double>) -> [Int] {
      (0..<cloud.rows).sorted {
        (cloud.elements[$0], $0) < (cloud.elements[$1], $1)
      }
    }
    var assignment = Array(repeating: 0, count: source.rows)
    for (row, image) in zip(ascending(source), ascending(target)) {
      assignment[row] = image
    }
    return assignment
  }

  /// An optimal assignment and the duality gap of its cost, in normalised lengths.
  func solve() throws(MetricError) -> (assignment: [Int], gap: Double) {
    let (x, y) = centred
    var assignment = [Int32](repeating: 0, count: source.rows)
    var result = gfk_transport_result()
    let status = unsafe gfk_transport_solve(
      x.elements, y.elements, source.rows, source.columns, Int32(exponent.rawValue), &assignment,
      &result)
    guard status == 0 else { throw .outOfMemory }
    return (assignment.map(Int.init), result.gap)
  }

  private var centred: (source: Matrix<Double>, target: Matrix<Double>) {
    let (a, b) = (mean(source), mean(target))
    switch exponent {
    case .one:
      let middle = zip(a, b).map { 0.5 * ($0 + $1) }
      return (moved(source, by: middle), moved(target, by: middle))
    case .two:
      return (moved(source, by: a), moved(target, by: b))
    }
  }

  private func mean(_ cloud: Matrix<Double>) -> [Double] {
    var sums = Array(repeating: 0.0, count: cloud.columns)
    for row in 0..<cloud.rows {
      for column in 0..<cloud.columns { sums[column] += cloud[row, column] }
    }
    return sums.map { $0 / Double(cloud.rows) }
  }

  private func moved(_ cloud: Matrix<Double>, by offset: [Double]) -> Matrix<Double> {
    var cloud = cloud
    for row in 0..<cloud.rows {
      for column in 0..<cloud.columns { cloud[row, column] -= offset[column] }
    }
    return cloud
  }
}
