import Arrays
import Distributions
import Randomness

/// The laws with a density in the plane, each with a box that holds all but 1e-9 of its mass.
enum PlaneLaw: String, CaseIterable, Sendable {
  case diagonal, correlated, ring, weighted, grid, checkerboard, oddCheckerboard, uniform

  func make() throws -> any DensityDistribution {
    switch self {
    case .diagonal: try Gaussian(mean: [0.3, -0.7], deviation: [0.5, 0.8])
    case .correlated: try Gaussian(mean: [-0.2, 0.4], covariance: Self.covariance)
    case .ring: try GaussianMixture.ring(modes: 5, radius: 2, deviation: 0.3)
    case .weighted:
      try GaussianMixture(
        components: [
          Gaussian(mean: [1, 1], covariance: Self.covariance),
          Gaussian(mean: [-1, 0], deviation: [0.3, 0.6]),
        ], weights: [3, 1])
    case .grid: try GaussianMixture.grid(side: 3, spacing: 1.5, deviation: 0.3)
    case .checkerboard: try Checkerboard(cells: 4, extent: 2)
    case .oddCheckerboard: try Checkerboard(cells: 3, extent: 1.5)
    case .uniform: try Uniform(low: [-1, 0.5], high: [2, 3])
    }
  }

  static let covariance = Matrix<Double>(rows: 2, columns: 2, elements: [0.5, 0.3, 0.3, 0.4])

  /// The density jumps at cell edges, where midpoints of a grid that is aligned with them are exact.
  static let halfSide = 6.0
}

func stream(_ purpose: RandomStream.Purpose) -> RandomStream {
  RandomStream(seed: 11, purpose: purpose)
}

/// Mean and covariance of the rows.
func moments(_ cloud: Matrix<Float>) -> (mean: [Double], covariance: Matrix<Double>) {
  let (n, d) = (Double(cloud.rows), cloud.columns)
  var mean = [Double](repeating: 0, count: d)
  for row in 0..<cloud.rows {
    for column in 0..<d { mean[column] += Double(cloud[row, column]) / n }
  }
  var covariance = Matrix<Double>(rows: d, columns: d, repeating: 0)
  for row in 0..<cloud.rows {
    for i in 0..<d {
      for j in 0..<d {
        let deviation = Double(cloud[row, i]) - mean[i]
        covariance[i, j] += deviation * (Double(cloud[row, j]) - mean[j]) / n
      }
    }
  }
  return (mean, covariance)
}
