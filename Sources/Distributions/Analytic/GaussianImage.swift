package import Arrays

/// The law of shift + A·x with x from a Gaussian: a Gaussian again, degenerate where A is singular.
package struct GaussianImage: Sendable {
  /// Its mean.
  package let mean: [Double]
  /// A matrix B of shape [dimension, dimension] with covariance BBᵀ.
  package let factor: Matrix<Double>

  /// The image of a Gaussian.
  ///
  /// - Parameters:
  ///   - law: the law of x.
  ///   - shift: one entry per coordinate.
  ///   - matrix: A, square.
  package init(of law: Gaussian, shift: [Double], matrix: Matrix<Double>) {
    precondition(matrix.columns == law.dimension, "the matrix takes points of the law")
    mean = zip(shift, matrix.times(law.mean)).map { $0 + $1 }
    factor = matrix.times(law.factor)
  }

  /// KL(self ‖ target) = ½ (tr Σₜ⁻¹Σ + |m − mₜ|²_{Σₜ⁻¹} − d + ln det Σₜ − ln det Σ); ∞ where Σ is
  /// singular, not a number where an entry is none.
  package func kullbackLeibler(to target: Gaussian) -> Double {
    let whitening = target.whitening
    let spread = whitening.times(factor).elements.reduce(0) { $0 + $1 * $1 }
    let distance = whitening.times(zip(mean, target.mean).map { $0 - $1 })
      .reduce(0) { $0 + $1 * $1 }
    guard spread.isFinite, distance.isFinite else { return .nan }
    guard let factors = TriangularFactors(whitening.times(factor)) else { return .infinity }
    return 0.5 * (spread + distance - Double(mean.count)) - factors.logDeterminant
  }
}

extension Matrix where Element == Double {
  /// The product with a column of numbers.
  func times(_ vector: [Double]) -> [Double] {
    (0..<rows).map { row in zip(self[row: row], vector).reduce(0) { $0 + $1.0 * $1.1 } }
  }

  /// The product with a matrix.
  func times(_ other: Matrix<Double>) -> Matrix<Double> {
    var product = Matrix(rows: rows, columns: other.columns, repeating: 0)
    for row in 0..<rows {
      for k in 0..<columns {
        let scale = self[row, k]
        for column in 0..<other.columns { product[row, column] += scale * other[k, column] }
      }
    }
    return product
  }
}
