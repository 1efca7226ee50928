public import Arrays
public import Distributions
internal import Metrics

/// What a metric is made from: the fixed draws it compares with, and what is known of their law.
public struct MetricTarget: Sendable {
  /// The fixed draws, of shape [count, dimension].
  public let samples: Matrix<Double>
  /// The class of each draw; nil where the law has none.
  public let classes: [Int]?
  /// The weight of each draw; nil where all weigh the same.
  public let weights: [Double]?
  /// The law they were drawn from; nil where they are all that is known.
  public let law: (any Distribution)?

  /// Fixed draws, and their law.
  public init(
    samples: Matrix<Double>, classes: [Int]? = nil, weights: [Double]? = nil,
    law: (any Distribution)? = nil
  ) {
    self.samples = samples
    self.classes = classes
    self.weights = weights
    self.law = law
  }
}

extension MetricTarget {
  /// The law's density.
  ///
  /// - Throws: `RegistryError.unknownTrait` where there is none in closed form.
  var density: TargetDensity {
    get throws {
      guard let law = law as? any DensityDistribution else {
        throw RegistryError.unknownTrait("density")
      }
      return { law.logDensity(at: $0) }
    }
  }

  /// The law's modes.
  ///
  /// - Throws: `RegistryError.unknownTrait` where it has none.
  var modes: Modes {
    get throws {
      guard let law = law as? any ModalDistribution else {
        throw RegistryError.unknownTrait("modes")
      }
      return Modes(weights: law.modeWeights) { points in
        law.nearestModes(to: points).map {
          NearestMode(index: $0.mode, squaredDeviations: $0.squaredDeviations)
        }
      }
    }
  }
}
