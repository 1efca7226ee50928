/// A density in the cells of a regular grid.
public struct DensityField: Sendable, Equatable {
  /// One axis of the grid.
  public struct Axis: Sendable, Equatable {
    /// The name of the coordinate in results, `[a-z][a-z0-9_]*`: `x`.
    public let name: String
    /// The middle of each cell, rising.
    public let coordinates: [Double]

    /// The axis `name` with these coordinates.
    public init(name: String, coordinates: [Double]) {
      self.name = name
      self.coordinates = coordinates
    }
  }

  /// The axes, the slowest first.
  public let axes: [Axis]
  /// The density in each cell, in C order: one value per combination of coordinates.
  public let values: [Double]

  /// The density with these values.
  public init(axes: [Axis], values: [Double]) {
    precondition(
      values.count == axes.reduce(1) { $0 * $1.coordinates.count }, "a cell has a density")
    self.axes = axes
    self.values = values
  }
}
