package import Arrays
package import Metrics

/// What a run has brought forth so far: everything that its result file keeps.
package struct RunHistory: Sendable {
  /// Samples of the law at one iteration.
  package struct Snapshot: Sendable {
    /// The outer iteration.
    package let iteration: Int
    /// The time of the flow.
    package let flowTime: Double
    /// Seconds of training so far, without what was measured on the way.
    package let wallTime: Double
    /// Shape [count, dimension].
    package let samples: Matrix<Float>
    /// The law's density, where the trainer knows it.
    package let density: DensityField?

    /// Samples of the law at one iteration.
    package init(
      iteration: Int, flowTime: Double, wallTime: Double, samples: Matrix<Float>,
      density: DensityField? = nil
    ) {
      self.iteration = iteration
      self.flowTime = flowTime
      self.wallTime = wallTime
      self.samples = samples
      self.density = density
    }
  }

  /// The values of one metric, one per evaluation.
  package struct MetricSeries: Sendable {
    /// The name of its dataset.
    package let name: String
    /// How it is computed.
    package let attributes: [MetricAttribute]
    /// Its value between two independent draws of the target: what no generator can beat.
    package let floor: Double
    /// The values.
    package var values: [Double] = []
    /// Standard errors or certified gaps, where the metric has one.
    package var errors: [Double?] = []
  }

  /// The fixed draws from the target that metrics compare with: shape [count, dimension].
  package let target: Matrix<Float>
  /// The iterations at which metrics were evaluated.
  package var evaluations: [Int] = []
  /// Seconds of training so far, without what was measured on the way, at each evaluation.
  package var evaluationWallTimes: [Double] = []
  /// One series per metric, in the order of the specification.
  package var metrics: [MetricSeries]
  /// The snapshots, in order.
  package var snapshots: [Snapshot] = []
  /// The training series so far; nil before the first iteration.
  package var training: TrainingSeries?
}
