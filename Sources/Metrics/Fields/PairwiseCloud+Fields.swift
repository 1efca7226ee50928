import Arrays
internal import CKernels

/// Vectors at the points of a cloud that are sums over the points of another; both are given by
/// differences.
extension PairwiseCloud {
  /// The gradient at each of these points of Σⱼ weightⱼ f(|x − yⱼ|), row by row.
  ///
  /// Every weight is 1 where none are given. Pairs of coinciding points add nothing.
  func gradients(
    of function: PairFunction, over other: PairwiseCloud, weights: [Double]? = nil
  ) -> [Double] {
    precondition(frame == nil && other.frame == nil, "fields are taken from differences")
    let padded = weights.map {
      $0 + Array(repeating: 0, count: Self.stride(other.count) - $0.count)
    }
    var gradients = Array(repeating: 0.0, count: count * dimension)
    unsafe withC { own in
      unsafe other.withC { others in
        unsafe function.withC(unit: 1) { function in
          if let padded {
            unsafe gfk_pair_gradients(own, others, function, padded, &gradients)
          } else {
            unsafe gfk_pair_gradients(own, others, function, nil, &gradients)
          }
        }
      }
    }
    let scale = function.scale(unit: 1)
    return scale == 1 ? gradients : gradients.map { $0 * scale }
  }

  /// Σⱼ f(|x − yⱼ|) vⱼ at each of these points, row by row, for a vector vⱼ at each point of the other.
  func products(
    of function: PairFunction, over other: PairwiseCloud, vectors: Matrix<Double>
  ) -> [Double] {
    precondition(frame == nil && other.frame == nil, "fields are taken from differences")
    precondition(vectors.rows == other.count, "every point has a vector")
    let stride = Self.stride(other.count)
    var columns = Array(repeating: 0.0, count: vectors.columns * stride)
    for row in 0..<vectors.rows {
      for column in 0..<vectors.columns { columns[column * stride + row] = vectors[row, column] }
    }
    var products = Array(repeating: 0.0, count: count * vectors.columns)
    unsafe withC { own in
      unsafe other.withC { others in
        unsafe function.withC(unit: 1) {
          unsafe gfk_pair_products(own, others, $0, columns, vectors.columns, &products)
        }
      }
    }
    let scale = function.scale(unit: 1)
    return scale == 1 ? products : products.map { $0 * scale }
  }

  /// Σⱼ pᵢⱼ eᵢⱼ at each of these points, row by row: eᵢⱼ = xᵢ − yⱼ for the exponent 2, the same over its
  /// length for 1, and pᵢⱼ = exp(weights[j] − rate |xᵢ − yⱼ|^exponent) over the sum over j, whose logarithm
  /// `logSums` holds.
  func means(
    over other: PairwiseCloud, logSums: [Double], weights: [Double], rate: Double, exponent: Int
  ) -> [Double] {
    precondition(frame == nil && other.frame == nil, "fields are taken from differences")
    let padded = weights + Array(repeating: 0, count: Self.stride(other.count) - weights.count)
    var means = Array(repeating: 0.0, count: count * dimension)
    unsafe withC { own in
      unsafe other.withC { others in
        unsafe gfk_weighted_means(own, others, padded, logSums, rate, Int32(exponent), &means)
      }
    }
    return means
  }
}

extension Matrix where Element == Double {
  /// This matrix plus a multiple of another of its shape, given by its elements.
  func adding(_ scale: Double, _ other: [Double]) -> Matrix {
    var sum = self
    for index in sum.elements.indices { sum.elements[index] += scale * other[index] }
    return sum
  }
}

extension PairwiseCloud {
  /// f(|xᵢ − xⱼ|) of all pairs, row by row.
  func values(of function: PairFunction) -> [Double] {
    // The products with the unit vectors, a few at a time.
    var values = Array(repeating: 0.0, count: count * count)
    for first in Swift.stride(from: 0, to: count, by: 64) {
      let width = min(64, count - first)
      var units = Matrix(rows: count, columns: width, repeating: 0.0)
      for column in 0..<width { units[first + column, column] = 1 }
      let block = products(of: function, over: self, vectors: units)
      for row in 0..<count {
        for column in 0..<width {
          values[row * count + first + column] = block[row * width + column]
        }
      }
    }
    return values
  }
}
