import Arrays
import Distributions
import Networks
import Specification
import Training

/// The law of an affine generator of a Gaussian, where the target is Gaussian too: how far it is from
/// the target is then known without samples.
struct KnownLaw {
  private let source: Gaussian
  private let target: Gaussian

  /// The known law of a run's generator; nil where it is not known.
  init?(_ run: Run) {
    guard run.specification["generator"].kind == "affine", let source = run.source as? Gaussian,
      let target = run.target as? Gaussian
    else { return nil }
    self.source = source
    self.target = target
  }

  /// KL(q ‖ p) of the generator's present law q to the target p.
  func kullbackLeibler(_ dynamics: GeneratorDynamics) -> Double {
    guard let weight = dynamics.generator[AffineLaw.weightName],
      let bias = dynamics.generator[AffineLaw.biasName]
    else { preconditionFailure("an affine generator has one layer") }
    let (d, k) = (target.dimension, source.dimension)
    let matrix = Matrix(
      rows: d, columns: k, elements: (0..<d * k).map { Double(weight[$0 % k * d + $0 / k]) })
    return GaussianImage(of: source, shift: bias.map(Double.init), matrix: matrix)
      .kullbackLeibler(to: target)
  }
}
