import Graphs

/// Keeps the vectors of spectrally normalised networks close to their weights' greatest singular ones.
///
/// For every weight W, [in, out], u of [1, out] and v of [1, in] are unit vectors with
/// σ = v W uᵀ, from below, the greatest singular value. An iteration is u ← v W / ‖·‖, then
/// v ← u Wᵀ / ‖·‖ (Miyato et al. 2018; the order of PyTorch's `parametrizations.spectral_norm`).
package final class SpectralIteration {
  private let plan: Plan
  private let found: [FloatRegion]
  private let vectors: [FloatRegion]

  /// The iteration for the networks under `prefixes` in `buffer`; nil where they are not normalised so.
  package init?(_ network: MLP, _ buffer: ParameterBuffer, prefixes: [String]) {
    guard network.normalization == .spectral, let memory = buffer.memory else { return nil }
    let graph = Graph()
    let tensors = ParameterTensors(buffer, in: graph)
    var iterated: [String: Tensor] = [:]
    for layer in prefixes.flatMap({ network.layerNames(prefix: $0) }) {
      let weight = tensors["\(layer)/weight"]
      let u = Self.unit(tensors["\(layer)/v"].times(weight))
      iterated["\(layer)/u"] = u
      iterated["\(layer)/v"] = Self.unit(u.times(weight, transposingOther: true))
    }
    let positions = memory.parameters.indices.filter {
      iterated[memory.parameters[$0].name] != nil
    }
    let outputs = positions.compactMap { iterated[memory.parameters[$0].name] }
    vectors = positions.map { memory.region($0, of: memory.values) }
    found = vectors.map { FloatBuffer(count: $0.count).whole }
    plan = Plan(graph, reading: tensors.bindings, writing: Array(zip(outputs, found)))
  }

  /// Makes one iteration on every weight.
  package func run() {
    plan.run()
    for (vector, found) in zip(vectors, found) { vector.elements = found.elements }
  }

  /// A vector over its norm, which is taken for at least 1e-12.
  private static func unit(_ x: Tensor) -> Tensor {
    x * x.squared.sum.maximum(1e-24).squareRoot.reciprocal.filling(x.shape)
  }
}
