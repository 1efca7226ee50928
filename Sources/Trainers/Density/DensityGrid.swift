/// A box of equal cells in one or two dimensions, on which a density lives.
package struct DensityGrid: Hashable, Sendable {
  /// The cells along one coordinate.
  package struct Axis: Hashable, Sendable {
    /// The lower end of the first cell.
    package let low: Double
    /// The upper end of the last cell.
    package let high: Double
    /// The number of cells.
    package let count: Int

    /// `count` equal cells from `low` to `high`.
    package init(low: Double, high: Double, count: Int) {
      precondition(low < high && count >= 2, "an axis has a length and at least two cells")
      self.low = low
      self.high = high
      self.count = count
    }

    /// The length of a cell.
    package var width: Double { (high - low) / Double(count) }

    /// The middle of every cell.
    package var centers: [Double] { (0..<count).map { low + (Double($0) + 0.5) * width } }

    /// The lower end of a cell; the upper end of the last for `count`.
    package func edge(_ index: Int) -> Double { low + Double(index) * width }
  }

  /// The axes, in the order of the coordinates.
  package let axes: [Axis]

  /// The grid of these axes, one or two.
  package init(_ axes: [Axis]) {
    precondition((1...2).contains(axes.count), "a density lives in one or two dimensions")
    self.axes = axes
  }

  /// The number of coordinates.
  package var dimension: Int { axes.count }
  /// The number of cells.
  package var cellCount: Int { axes.reduce(1) { $0 * $1.count } }
  /// The length, or the area, of a cell.
  package var cellVolume: Double { axes.reduce(1) { $0 * $1.width } }
  /// Cells lie row by row: the first coordinate counts rows where there are two, else there is one.
  var rows: Int { axes.count == 1 ? 1 : axes[0].count }
  /// The cells of a row.
  var columns: Int { axes[axes.count - 1].count }

  /// The names of the axes in results.
  package static let axisNames = ["x", "y"]
}
