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

  /// The law at whose samples a gradient is penalised.
  package enum Law: Hashable, Sendable {
    /// The target: R1.
    case data
    /// The current law: R2.
    case model
  }

  /// No penalty.
  case none
  /// `weight` times the mean over the points between data and model.
  case gradient(Sides, weight: Double)
  /// ½ `weight` times the mean of ‖∇φ‖² over the samples of one law (Mescheder et al. 2018, R1 and
  /// R2).
  case zeroCentered(at: Law, weight: Double)
  /// No term: after every step, every parameter is put within ±`bound` (Arjovsky et al. 2017).
  case clip(bound: Double)

  /// A penalty in a graph.
  package struct Term {
    /// The weighted penalty, [1, 1].
    package let value: Tensor
    /// The mean norm of the gradient at the points, [1, 1].
    package let gradientNorm: Tensor
  }

  /// The penalty on `field` at `points`, or nil where it has no term.
  package func term(on field: ScalarField, at points: FlowPoints) -> Term? {
    switch self {
    case .none, .clip: return nil
    case .gradient(let sides, let weight):
      let norm = Self.norm(Self.gradient(of: field, at: points.between()))
      let excess = sides == .two ? norm - 1 : (norm - 1).relu()
      return Term(value: excess.squared.mean * weight, gradientNorm: norm.mean)
    case .zeroCentered(let law, let weight):
      let gradient = Self.gradient(of: field, at: law == .data ? points.data : points.model)
      return Term(
        value: gradient.squared.rowSum.mean * (weight / 2), gradientNorm: Self.norm(gradient).mean)
    }
  }

  /// Where parameters are clipped; nil where they are not.
  package var bound: Double? {
    if case .clip(let bound) = self { bound } else { nil }
  }

  private static func gradient(of field: ScalarField, at points: Tensor) -> Tensor {
    points.graph.gradient(of: field(points).sum, withRespectTo: [points])[0]
  }

  /// The Euclidean norm of every row, √max(‖g‖², 1e-20): at g = 0 its derivative is 0, where the
  /// derivative of the bare root would be infinite and its product with g not a number.
  static func norm(_ rows: Tensor) -> Tensor {
    rows.squared.rowSum.maximum(1e-20).squareRoot
  }
}
