import Arrays
import Distributions
import PointFiles
import Specification

extension Registry {
  /// Registers the laws of the built-in language.
  public mutating func registerBuiltInDistributions() {
    register(distribution: "gaussian", makeGaussian)
    register(distribution: "gaussian-mixture", makeMixture)
    register(distribution: "gaussian-ring") {
      try GaussianMixture.ring(
        modes: $0["modes"].integer, radius: $0["radius"].number,
        deviation: $0["deviation"].number, balanced: $0["balanced"].boolean)
    }
    register(distribution: "gaussian-grid") {
      try GaussianMixture.grid(
        side: $0["side"].integer, spacing: $0["spacing"].number,
        deviation: $0["deviation"].number, balanced: $0["balanced"].boolean)
    }
    register(distribution: "two-moons") { try TwoMoons(noise: $0["noise"].number) }
    register(distribution: "swiss-roll") {
      try SwissRoll(noise: $0["noise"].number, scale: $0["scale"].number)
    }
    register(distribution: "checkerboard") {
      try Checkerboard(cells: $0["cells"].integer, extent: $0["extent"].number)
    }
    register(distribution: "s-curve") {
      try SCurve(noise: $0["noise"].number, scale: $0["scale"].number)
    }
    register(distribution: "funnel") { try Funnel(scale: $0["scale"].number) }
    register(distribution: "points") {
      let points = try PointFile($0["file"].text).points()
      let dimension = $0["dimension"].integer
      guard points.columns == dimension else {
        throw DistributionError.sizeMismatch(
          quantity: "a point of '\($0["file"].text)'", expected: dimension, found: points.columns)
      }
      return EmpiricalLaw(points, scale: $0["scale"].number, shift: $0["shift"].number)
    }
    register(distribution: "uniform") {
      let dimension = $0["dimension"].integer
      return try Uniform(
        low: coordinates($0["low"], dimension), high: coordinates($0["high"], dimension))
    }
  }
}

@Sendable
private func makeGaussian(_ law: Value) throws -> any Distribution {
  let dimension = law["dimension"].integer
  let mean = coordinates(law["mean"], dimension)
  if let covariance = law["covariance"].listOrNil {
    return try Gaussian(mean: mean, covariance: matrix(covariance))
  }
  return try Gaussian(mean: mean, deviation: coordinates(law["deviation"], dimension))
}

@Sendable
private func makeMixture(_ law: Value) throws -> any Distribution {
  let means = law["means"].list.map { $0.list.map(\.number) }
  let components: [Gaussian]
  if let covariances = law["covariances"].listOrNil {
    components = try zip(means, covariances).map {
      try Gaussian(mean: $0, covariance: matrix($1.list))
    }
  } else {
    let deviations = coordinates(law["deviation"], means.count)
    components = try zip(means, deviations).map {
      try Gaussian(mean: $0, deviation: Array(repeating: $1, count: $0.count))
    }
  }
  return try GaussianMixture(
    components: components, weights: law["weights"].listOrNil?.map(\.number),
    balanced: law["balanced"].boolean)
}

/// A list of numbers, or one number for all coordinates.
private func coordinates(_ value: Value, _ count: Int) -> [Double] {
  value.listOrNil?.map(\.number) ?? Array(repeating: value.number, count: count)
}

private func matrix(_ rows: [Value]) -> Matrix<Double> {
  Matrix(
    rows: rows.count, columns: rows.first?.list.count ?? 0,
    elements: rows.flatMap { $0.list.map(\.number) })
}
