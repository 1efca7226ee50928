package import Graphs

/// The gradient flow of the 1-Wasserstein distance to the target (Malik & Huang, W1-FE).
///
/// The potential φ ascends mean φ(x) − mean φ(y) under a penalty that keeps it 1-Lipschitz; it is high
/// on the data, so particles move with velocity +∇φ (the paper's potential is −φ). With the
/// adversarial update this is the WGAN of Arjovsky et al. 2017.
package struct WassersteinOneFlow: Flow {
  /// The flow; it has no settings.
  package init() {}

  package func objective(of potentials: Potentials, at points: FlowPoints) -> Tensor {
    potentials[0](points.data).mean - potentials[0](points.model).mean
  }

  package func ascent(of potentials: Potentials, at points: Tensor) -> Tensor {
    potentials[0](points)
  }
}
