/// The density of a law on a grid, at each snapshot of a run.
package struct DensityRecord: Sendable, Equatable {
  /// One axis of the grid.
  package struct Axis: Sendable, Equatable {
    /// The name of its coordinate: `x`.
    package var name: String
    /// The middle of each cell.
    package var coordinates: [Double]

    package init(name: String, coordinates: [Double]) {
      self.name = name
      self.coordinates = coordinates
    }
  }

  /// The axes, the slowest first.
  package var axes: [Axis]
  /// Shape [snapshots] + one axis each, in C order.
  package var values: [Double]

  package init(axes: [Axis], values: [Double]) {
    self.axes = axes
    self.values = values
  }

  /// The cells of the grid.
  package var cellCount: Int { axes.reduce(1) { $0 * $1.coordinates.count } }
}
