package import YAML

extension Sweep {
  /// The values of one path that a design draws.
  ///
  /// Value i is the quantile of `distribution` at coordinate i of the design, a number of the open
  /// interval (0, 1); see `Planning`'s `Design`.
  package struct Draws: Sendable {
    /// How the coordinates are laid out.
    package enum Design: String, Sendable, CaseIterable {
      /// Independent coordinates.
      case random
      /// A Sobol sequence, one of its dimensions for each path.
      case sobol
      /// One value in each of equally probable strata, in random order.
      case latinHypercube = "latin-hypercube"
    }

    /// How the coordinates are laid out.
    package let design: Design
    /// How many values are drawn.
    package let count: Int
    /// The seed of the sweep's own random numbers.
    package let seed: Int
    /// Whether a Sobol sequence is scrambled.
    package let isScrambled: Bool
    /// The place of the path among those of the design: the dimension of a Sobol sequence.
    package let dimension: Int
    /// What is drawn from.
    package let distribution: Distribution
    /// Where the distribution was written.
    package let place: SourceLocation
    /// Where the count was written.
    package let countPlace: SourceLocation
  }

  /// What values are drawn from.
  package enum Distribution: Sendable {
    /// Any number between two, all alike.
    case uniform(Double, Double)
    /// Any number between two positive ones, with all magnitudes alike.
    case logUniform(Double, Double)
    /// The normal law of a mean and a standard deviation.
    case normal(mean: Double, deviation: Double)
    /// The law whose logarithm is normal, of a median and a standard deviation of that logarithm.
    case logNormal(median: Double, deviation: Double)
    /// Any integer between two, both included, all alike.
    case integers(Int, Int)
    /// One of these values, all alike.
    case choice([Node])

    /// The values of a choice; nothing for any other distribution.
    package var choices: [Node] {
      if case .choice(let nodes) = self { nodes } else { [] }
    }
  }

  /// Replicates that go on until a confidence interval of their mean is short enough.
  package struct Replication: Sendable, Hashable {
    /// How long half of the interval may be.
    package enum HalfWidth: Sendable, Hashable {
      /// In the units of the metric.
      case absolute(Double)
      /// As a fraction of the mean's size.
      case relative(Double)
    }

    /// The metric whose last value is looked at.
    package let metric: String
    /// Where the metric was named.
    package let metricPlace: SourceLocation
    /// How long half of the interval may be.
    package let halfWidth: HalfWidth
    /// The confidence of the two-sided interval.
    package let confidence: Double
    /// The replicates that are made in any case, at least 2.
    package let minimum: Int
    /// The most replicates.
    package let maximum: Int

    /// The rule with these parameters.
    package init(
      metric: String, metricPlace: SourceLocation, halfWidth: HalfWidth, confidence: Double,
      minimum: Int, maximum: Int
    ) {
      precondition(2 <= minimum && minimum <= maximum, "an interval needs two values")
      self.metric = metric
      self.metricPlace = metricPlace
      self.halfWidth = halfWidth
      self.confidence = confidence
      self.minimum = minimum
      self.maximum = maximum
    }
  }
}
