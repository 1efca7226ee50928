package import Graphs

/// The gradient flow of ½ W₂² to the target (Huang & Malik, W2-FE).
///
/// With the cost c(x, y) = ½|x − y|², potentials φ on the data and ψ = −φ + eps on the model ascend
/// mean φ(x) + mean ψ(y) under quadratic penalties for φ ⊕ ψ > c, at pairs of samples and between
/// them, and for φ ⊕ ψ ≠ c along the maps T_φ = id − ∇φ and T_ψ = id − ∇ψ. Particles move with
/// −∇ψ, towards T_ψ(y). With the adversarial update this is the W2-GAN of Leygonie et al. 2019.
package struct WassersteinTwoFlow: Flow {
  /// Which of the two potentials moves the particles.
  package enum Guide: Hashable, Sendable {
    /// −∇ψ, as the mathematics asks.
    case psi
    /// +∇φ, as the authors' code does; it differs by ∇eps.
    case phi
  }

  /// λ, the factor of each of the four penalties.
  package let weight: Double
  /// Which potential moves the particles.
  package let guide: Guide

  /// The factor of mean max(ψ(y), 0)², a further penalty of the authors' code for images.
  package let signWeight: Double

  /// The flow with penalties of this weight.
  package init(weight: Double = 200, guide: Guide = .psi, signWeight: Double = 0) {
    self.weight = weight
    self.guide = guide
    self.signWeight = signWeight
  }

  package var potentialNames: [String] { ["phi", "eps"] }

  package var mixingCount: Int { 2 }

  package func objective(of potentials: Potentials, at points: FlowPoints) -> Tensor {
    potentials[0](points.data).mean + psi(potentials)(points.model).mean
  }

  package func constraint(on potentials: Potentials, at points: FlowPoints) -> Tensor? {
    let (phi, psi) = (potentials[0], psi(potentials))
    let (x, y) = (points.data, points.model)
    let (mappedX, mappedY) = (Self.transported(x, by: phi), Self.transported(y, by: psi))
    let excesses = [
      Self.slack(phi, psi, at: x, y).relu(),
      Self.slack(phi, psi, at: points.between(0), points.betweenReversed(1)).relu(),
      Self.slack(phi, psi, at: x, mappedX),
      Self.slack(phi, psi, at: mappedY, y),
    ]
    let pair = excesses.dropFirst().reduce(excesses[0].squared.mean) { $0 + $1.squared.mean }
    guard signWeight > 0 else { return pair * weight }
    return pair * weight + psi(y).relu().squared.mean * signWeight
  }

  package func ascent(of potentials: Potentials, at points: Tensor) -> Tensor {
    switch guide {
    case .psi: -psi(potentials)(points)
    case .phi: potentials[0](points)
    }
  }

  private func psi(_ potentials: Potentials) -> ScalarField {
    { points in potentials[1](points) - potentials[0](points) }
  }

  /// φ(x) + ψ(y) − ½|x − y|², row by row.
  private static func slack(
    _ phi: ScalarField, _ psi: ScalarField, at x: Tensor, _ y: Tensor
  ) -> Tensor {
    phi(x) + psi(y) - (x - y).squared.rowSum * 0.5
  }

  /// x − ∇f(x).
  private static func transported(_ points: Tensor, by field: ScalarField) -> Tensor {
    points - points.graph.gradient(of: field(points).sum, withRespectTo: [points])[0]
  }
}
