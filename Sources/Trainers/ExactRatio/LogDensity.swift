import Arrays
package import Distributions
import Flows
import Glibc
import Graphs

/// The logarithm of the density of a Gaussian, or of a mixture of Gaussians, as part of a graph.
package struct LogDensity: Sendable {
  private struct Component {
    let mean: [Double]
    let whitening: Matrix<Double>
    /// The logarithm of the weighted density at the mean.
    let peak: Double

    init(_ law: Gaussian, weight: Double) {
      mean = law.mean
      whitening = law.whitening
      peak = law.logPeak + log(weight)
    }
  }

  /// The dimension of the space.
  package let dimension: Int
  private let components: [Component]

  /// The density of a law; nil for a law that is no mixture of Gaussians.
  package init?(_ law: any Distribution) {
    dimension = law.dimension
    switch law {
    case let gaussian as Gaussian:
      components = [Component(gaussian, weight: 1)]
    case let mixture as GaussianMixture:
      components = zip(mixture.components, mixture.weights).filter { $0.1 > 0 }
        .map { Component($0, weight: $1) }
    default: return nil
    }
  }

  /// The function [n, d] → [n, 1] in `graph`, and where the constants stand that it reads.
  func field(in graph: Graph) -> (field: ScalarField, reading: [(Tensor, FloatRegion)]) {
    let constants = components.map { component in
      [
        Self.constant(component.mean, Shape(1, dimension), in: graph),
        Self.constant(component.whitening.elements, Shape(dimension, dimension), in: graph),
      ]
    }
    let peaks = components.map(\.peak)
    let field: ScalarField = { points in
      let terms = zip(constants, peaks).map { constants, peak in
        let centered = points - constants[0].0.repeatedDown(points.shape.rows)
        let whitened = centered.times(constants[1].0, transposingOther: true)
        return whitened.squared.rowSum * -0.5 + peak
      }
      // ln(eᵃ + eᵇ) = a + softplus(b − a) overflows for no a and b.
      return terms.dropFirst().reduce(terms[0]) { $0 + ($1 - $0).softplus }
    }
    return (field, constants.flatMap { $0 })
  }

  private static func constant(
    _ values: [Double], _ shape: Shape, in graph: Graph
  ) -> (Tensor, FloatRegion) {
    let region = FloatBuffer(count: shape.count).whole
    region.elements = values.map { Float($0) }
    return (graph.source(shape), region)
  }
}
