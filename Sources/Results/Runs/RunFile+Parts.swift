internal import HDF5

extension RunFile {
  /// Reads the metrics of a run alone.
  ///
  /// - Throws: `ResultsError`, naming what kind of file it is instead.
  package static func metrics(of path: String) throws(ResultsError) -> MetricRecord {
    try reading(path) { reader throws(HDF5Error) in try reader.metrics() }
  }

  /// Reads the training series of a run alone.
  ///
  /// - Throws: `ResultsError`, naming what kind of file it is instead.
  package static func training(of path: String) throws(ResultsError) -> TrainingRecord {
    try reading(path) { reader throws(HDF5Error) in try reader.training() }
  }

  /// Reads the snapshots of a run and the draws of its target alone.
  ///
  /// - Throws: `ResultsError`, naming what kind of file it is instead.
  package static func samples(of path: String) throws(ResultsError) -> SampleRecord {
    try reading(path) { reader throws(HDF5Error) in try reader.samples() }
  }

  /// Reads the times of the snapshots of a run, without the samples.
  ///
  /// - Throws: `ResultsError`, naming what kind of file it is instead.
  package static func sampleOutline(of path: String) throws(ResultsError) -> SampleRecord {
    try reading(path) { reader throws(HDF5Error) in try reader.sampleOutline() }
  }

  /// Reads the density of a run's law on its grid; nil where the run has none.
  ///
  /// - Throws: `ResultsError`, naming what kind of file it is instead.
  package static func density(of path: String) throws(ResultsError) -> GridDensity? {
    try reading(path) { reader throws(HDF5Error) in
      guard try reader.root.contains("density") else { return nil }
      let dataset = try reader.root.dataset("density")
      var axes: [[Double]] = []
      for name in ["x", "y"].prefix(dataset.shape.count - 1) {
        axes.append(try reader.root.dataset(name).read())
      }
      return GridDensity(
        iterations: try reader.root.dataset("snapshot").read(), axes: axes,
        values: try dataset.read())
    }
  }
}

/// A density on a grid at each snapshot of a run.
package struct GridDensity: Sendable, Equatable {
  /// The iteration of each snapshot.
  package let iterations: [Int]
  /// The coordinates of the grid: along x and, in the plane, along y.
  package let axes: [[Double]]
  /// Shape [snapshot, x] or [snapshot, x, y], in C order.
  package let values: [Double]

  /// The values at a snapshot, in C order.
  package func values(at snapshot: Int) -> ArraySlice<Double> {
    let size = axes.map(\.count).reduce(1, *)
    return values[snapshot * size..<(snapshot + 1) * size]
  }
}
