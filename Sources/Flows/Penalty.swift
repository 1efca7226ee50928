package import Graphs

/// What keeps a potential tame: a term added to the loss it descends.
package enum Penalty: Hashable, Sendable {
  /// Which deviations of the gradient's norm from 1 cost.
  package enum Sides: Hashable, Sendable {
    /// (‖∇φ‖ − 1)² (Gulrajani et al. 2017).
    case two
    /// max(‖∇φ‖ − 1, 0)² (Petzka et al. 2018).
    case one
  }

  /// No penalty.
  case none
  /// `weight` times the mean over the points between data and model.
  case gradient(Sides, weight: Double)

  /// A penalty in a graph.
  package struct Term {
    /// The weighted penalty, [1, 1].
    package let value: Tensor
    /// The mean norm of the gradient at the points, [1, 1].
    package let gradientNorm: Tensor
  }

  /// The penalty on `field` at `points`, or nil where there is none.
  package func term(on field: ScalarField, at points: FlowPoints) -> Term? {
    guard case .gradient(let sides, let weight) = self else { return nil }
    let between = points.between()
    let gradient = between.graph.gradient(of: field(between).sum, withRespectTo: [between])[0]
    let norm = Self.norm(gradient)
    let excess = sides == .two ? norm - 1 : (norm - 1).relu()
    return Term(value: excess.squared.mean * weight, gradientNorm: norm.mean)
  }

  /// The Euclidean norm of every row, √max(‖g‖², 1e-20): at g = 0 its derivative is 0, where the
  /// derivative of the bare root would be infinite and its product with g not a number.
  static func norm(_ rows: Tensor) -> Tensor {
    rows.squared.rowSum.maximum(1e-20).squareRoot
  }
}
