import Arrays

/// Refuses a target that is no finite cloud of at least `minimum` points.
func check(target: Matrix<Double>, minimum: Int) throws(MetricError) {
  guard target.columns > 0 else { throw .noCoordinates }
  guard target.rows >= minimum else {
    throw .tooFewPoints(.target, minimum: minimum, found: target.rows)
  }
  if let row = target.firstNonFiniteRow { throw .nonFinite(.target, row: row) }
}

/// Refuses samples that cannot be compared with a target of this shape.
func check(
  samples: Matrix<Double>, targetRows: Int, dimension: Int, minimum: Int, paired: Bool
) throws(MetricError) {
  guard samples.columns == dimension else {
    throw .dimensionMismatch(samples: samples.columns, target: dimension)
  }
  guard samples.rows >= minimum else {
    throw .tooFewPoints(.samples, minimum: minimum, found: samples.rows)
  }
  guard !paired || samples.rows == targetRows else {
    throw .countMismatch(samples: samples.rows, target: targetRows)
  }
  if let row = samples.firstNonFiniteRow { throw .nonFinite(.samples, row: row) }
}

/// Refuses weights that are not one number ≥ 0 per point, or all 0.
func check(
  weights: [Double], of cloud: MetricError.Cloud, count: Int
) throws(MetricError) {
  guard weights.count == count else {
    throw .weightCount(cloud, weights: weights.count, points: count)
  }
  if let row = weights.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
    throw .badWeight(cloud, row: row, weights[row])
  }
  guard weights.contains(where: { $0 > 0 }) else { throw .noWeight(cloud) }
}
