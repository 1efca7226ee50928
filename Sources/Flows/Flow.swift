package import Graphs

/// A scalar function of points, built into whatever graph the points belong to: [n, d] → [n, 1].
package typealias ScalarField = (Tensor) -> Tensor

/// The learned functions of a flow, in the order of its `potentialNames`.
package struct Potentials {
  private let fields: [ScalarField]

  /// The given functions.
  package init(_ fields: [ScalarField]) {
    self.fields = fields
  }

  /// The function at a position among the flow's names.
  package subscript(_ position: Int) -> ScalarField { fields[position] }
}

/// The points at which the potential of a flow is trained.
package struct FlowPoints {
  /// A batch of the target law, [n, d].
  package let data: Tensor
  /// A batch of the current law, [n, d].
  package let model: Tensor
  /// A number in [0, 1] per sample, [n, 1].
  package let mixing: Tensor

  /// A batch of each law and the mixing numbers.
  package init(data: Tensor, model: Tensor, mixing: Tensor) {
    self.data = data
    self.model = model
    self.mixing = mixing
  }

  /// Points between data and model: mixing · data + (1 − mixing) · model, sample by sample.
  package var between: Tensor {
    model + (data - model) * mixing.repeatedAcross(data.shape.columns)
  }
}

/// The mathematics of a flow whose velocity is learned: particles climb an ascent function.
///
/// A potential d is trained on a batch of the target and one of the current law; then particles move
/// with velocity ∇H(d(y)). A flow says what the potential ascends and what H is; penalties,
/// updates and fits combine with every flow.
package protocol Flow: Sendable {
  /// What the learned functions are called in results and checkpoints; one name per function.
  var potentialNames: [String] { get }

  /// What the potentials' training ascends, without penalty: shape [1, 1].
  func objective(of potentials: Potentials, at points: FlowPoints) -> Tensor

  /// The ascent function H of points of the current law: [n, d] → [n, 1].
  func ascent(of potentials: Potentials, at points: Tensor) -> Tensor
}

extension Flow {
  /// One function, called `potential`.
  package var potentialNames: [String] { ["potential"] }

  /// ∇H(d(y)), sample by sample: [n, d] → [n, d].
  package func velocity(of potentials: Potentials, at points: Tensor) -> Tensor {
    points.graph.gradient(
      of: ascent(of: potentials, at: points).sum, withRespectTo: [points])[0]
  }
}
