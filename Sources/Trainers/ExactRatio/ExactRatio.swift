import Flows
import Graphs

/// The density ratio r = p / q of a target to the law q of an affine generator, in closed form.
///
/// With x = μ + S z, ln q(x) = ln p_z(S⁻¹(x − μ)) − ln |det S|. Its place is that of a learned
/// potential whose optimum is ln r.
package struct ExactRatio: Sendable {
  /// What the gradient by the generator's parameters goes through (Yi, Zhu & Liu 2023, 4.3).
  package enum Gradient: Hashable, Sendable {
    /// The samples alone: the density's parameters are held fixed, r(x, θ_de).
    case samples
    /// The samples and the density: r(x, θ).
    case total
  }

  /// The density of the target, p.
  package let target: LogDensity
  /// The density of what the generator starts from, p_z.
  package let source: LogDensity
  /// What the generator's gradient goes through.
  package let gradient: Gradient

  /// The ratio between laws of one dimension.
  package init(target: LogDensity, source: LogDensity, gradient: Gradient) {
    precondition(target.dimension == source.dimension, "only a square matrix has an inverse")
    self.target = target
    self.source = source
    self.gradient = gradient
  }

  /// ln r with the generator's parameters as they were when `law` was read: [n, d] → [n, 1].
  func field(of law: AffineLaw, in graph: Graph) -> (ScalarField, [(Tensor, FloatRegion)]) {
    let (p, pConstants) = target.field(in: graph)
    let (pz, pzConstants) = source.field(in: graph)
    let d = target.dimension
    let shift = graph.source(Shape(1, d))
    let inverse = graph.source(Shape(d, d))
    let logDeterminant = graph.source(.scalar)
    let field: ScalarField = { points in
      let rows = points.shape.rows
      let latents = (points - shift.repeatedDown(rows)).times(inverse)
      return p(points) - pz(latents) + logDeterminant.filling(Shape(rows, 1))
    }
    let parameters = [
      (shift, law.shift), (inverse, law.inverse), (logDeterminant, law.logDeterminant),
    ]
    return (field, pConstants + pzConstants + parameters)
  }

  /// ln r at the samples of `latents`, as a function of the generator's parameters too.
  ///
  /// There ln q = ln p_z(z) − ln |det W|, W the generator's weight. The logarithm stands in the graph
  /// as what it is to first order about the W₀ that `law` read, ln |det W₀| + ⟨W₀⁻ᵀ, W − W₀⟩: with
  /// W = W₀ this has the value and the gradient, and no determinant need be differentiated.
  func field(
    of law: AffineLaw, at latents: Tensor, weight: Tensor
  ) -> (ScalarField, [(Tensor, FloatRegion)]) {
    let graph = latents.graph
    let (p, pConstants) = target.field(in: graph)
    let (pz, pzConstants) = source.field(in: graph)
    let read = graph.source(weight.shape)
    let slope = graph.source(weight.shape)
    let value = graph.source(.scalar)
    let logDeterminant = value + ((weight - read) * slope).sum
    let field: ScalarField = { points in
      p(points) - pz(latents) + logDeterminant.filling(Shape(points.shape.rows, 1))
    }
    let parameters = [
      (read, law.weight), (slope, law.inverseTransposed), (value, law.logDeterminant),
    ]
    return (field, pConstants + pzConstants + parameters)
  }
}
