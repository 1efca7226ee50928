public import Graphs

/// A scalar function of points, built into whatever graph the points belong to: [n, d] → [n, 1].
public typealias ScalarField = (Tensor) -> Tensor

/// The learned functions of a flow, in the order of its `potentialNames`.
public struct Potentials {
  private let fields: [ScalarField]

  /// The given functions.
  package init(_ fields: [ScalarField]) {
    self.fields = fields
  }

  /// The function at a position among the flow's names.
  public subscript(_ position: Int) -> ScalarField { fields[position] }
}

/// The points at which the potential of a flow is trained.
public struct FlowPoints {
  /// A batch of the target law, [n, d].
  public let data: Tensor
  /// A batch of the current law, [n, d].
  public let model: Tensor
  /// Columns of numbers in [0, 1], one per sample: each [n, 1], as many as the flow asks for.
  public let mixing: [Tensor]

  /// A batch of each law and the mixing numbers.
  package init(data: Tensor, model: Tensor, mixing: [Tensor]) {
    self.data = data
    self.model = model
    self.mixing = mixing
  }

  /// Points between data and model, sample by sample: a · data + (1 − a) · model, where a is the
  /// column of mixing numbers at `position`.
  public func between(_ position: Int = 0) -> Tensor {
    model + (data - model) * mixing[position].repeatedAcross(data.shape.columns)
  }

  /// The same with the laws exchanged: a · model + (1 − a) · data.
  public func betweenReversed(_ position: Int) -> Tensor {
    data + (model - data) * mixing[position].repeatedAcross(data.shape.columns)
  }
}

/// The mathematics of a flow whose velocity is learned: particles climb an ascent function.
///
/// A potential d is trained on a batch of the target and one of the current law; then particles move
/// with velocity ∇H(d(y)). A flow says what the potential ascends and what H is; penalties,
/// updates and fits combine with every flow.
public protocol Flow: Sendable {
  /// What the learned functions are called in results and checkpoints; one name per function.
  var potentialNames: [String] { get }

  /// How many mixing numbers its points have per sample; at least 1.
  var mixingCount: Int { get }

  /// What the potentials' training ascends, without penalty: shape [1, 1].
  func objective(of potentials: Potentials, at points: FlowPoints) -> Tensor

  /// What the flow's own definition costs potentials that are not admissible: [1, 1], descended with
  /// any penalty; nil where every function is admissible.
  func constraint(on potentials: Potentials, at points: FlowPoints) -> Tensor?

  /// The ascent function H of points of the current law: [n, d] → [n, 1].
  func ascent(of potentials: Potentials, at points: Tensor) -> Tensor
}

extension Flow {
  /// One function, called `potential`.
  public var potentialNames: [String] { ["potential"] }

  /// One number per sample.
  public var mixingCount: Int { 1 }

  /// None.
  public func constraint(on potentials: Potentials, at points: FlowPoints) -> Tensor? { nil }

  /// ∇H(d(y)), sample by sample: [n, d] → [n, d].
  public func velocity(of potentials: Potentials, at points: Tensor) -> Tensor {
    points.graph.gradient(
      of: ascent(of: potentials, at: points).sum, withRespectTo: [points])[0]
  }
}
