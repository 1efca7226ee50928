import Flows
import Graphs
import Specification

/// The flow of the least-squares GAN: Mao et al., ICCV 2017.
///
/// The potential learns to be `label` on the data and −`label` on the current law; particles climb to
/// where it is `label`.
struct LeastSquaresFlow: Flow {
  /// What the potential is to be on the data.
  let label: Double

  static let kind = Kind.flow(
    "least-squares", "The flow of the least-squares GAN.",
    fields: [
      Field(
        "label", .number(.positive), .defaults(to: 1.0), "What the potential is to be on the data.")
    ], potentialSteps: 2
  ).with {
    $0.formula = "d ascends −½ mean (d(x) − label)² − ½ mean (d(y) + label)²; H = −½ (d − label)²"
    $0.source = "Mao et al., Least squares GANs, ICCV 2017"
  }

  func objective(of potentials: Potentials, at points: FlowPoints) -> Tensor {
    let onData = (potentials[0](points.data) - label).squared.mean
    let onModel = (potentials[0](points.model) + label).squared.mean
    return (onData + onModel) * -0.5
  }

  func ascent(of potentials: Potentials, at points: Tensor) -> Tensor {
    (potentials[0](points) - label).squared * -0.5
  }
}
