public import Arrays
public import Randomness

/// The uniform law on the dark cells of a checkerboard in the plane.
///
/// The square [−extent, extent]² is cut into cells × cells squares; cell (i, j), counted from the
/// lower left corner, is dark where i + j is even.
public struct Checkerboard: DensityDistribution {
  /// The number of cells along each side.
  public let cells: Int
  /// Half the side of the board.
  public let extent: Double

  /// The board of cells × cells squares on [−extent, extent]².
  ///
  /// - Throws: `DistributionError` where `cells` < 1 or `extent` ≤ 0.
  public init(cells: Int, extent: Double) throws(DistributionError) {
    guard cells >= 1 else { throw .tooSmall(quantity: "cells", minimum: 1, found: cells) }
    self.cells = cells
    self.extent = try positive(extent, "extent")
  }

  /// The dimension of the space: 2.
  public var dimension: Int { 2 }

  private var darkCells: Int { (cells * cells + 1) / 2 }
  private var width: Double { 2 * extent / Double(cells) }

  /// Draws the cells of all rows first, then the places within them.
  public func fill(_ samples: inout Matrix<Float>, using stream: inout RandomStream) {
    precondition(samples.columns == 2, "samples need two columns")
    let corners = (0..<samples.rows).map { _ in corner(of: stream.index(below: darkCells)) }
    stream.fillUniform(&samples.elements)
    for (row, corner) in corners.enumerated() {
      samples[row, 0] = Float((Double(corner.column) + Double(samples[row, 0])) * width - extent)
      samples[row, 1] = Float((Double(corner.row) + Double(samples[row, 1])) * width - extent)
    }
  }

  /// The place of a dark cell, counted row by row from below.
  private func corner(of index: Int) -> (column: Int, row: Int) {
    // Two rows together hold `cells` dark cells: the lower one the odd one, where there is one.
    let (pair, rest) = index.quotientAndRemainder(dividingBy: cells)
    let inLower = (cells + 1) / 2
    return rest < inLower ? (2 * rest, 2 * pair) : (2 * (rest - inLower) + 1, 2 * pair + 1)
  }

  /// Minus the logarithm of the dark area inside a dark cell, −∞ elsewhere.
  public func logDensity(at points: Matrix<Double>) -> [Double] {
    precondition(points.columns == 2, "points need two columns")
    let dark = -logarithm(Double(darkCells) * width * width)
    return (0..<points.rows).map { row in
      let (x, y) = (points[row, 0] + extent, points[row, 1] + extent)
      guard x >= 0, y >= 0, x <= 2 * extent, y <= 2 * extent else { return -.infinity }
      // The upper edges of the board belong to its last cells.
      let i = min(Int(x / width), cells - 1)
      let j = min(Int(y / width), cells - 1)
      return (i + j).isMultiple(of: 2) ? dark : -.infinity
    }
  }

  /// Zero everywhere.
  public func score(at points: Matrix<Double>) -> Matrix<Double> {
    Matrix(rows: points.rows, columns: 2, repeating: 0)
  }
}
