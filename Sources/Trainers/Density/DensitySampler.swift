import Arrays
import Randomness

/// Draws from a density that is constant in each cell, by the inverse of its distribution function.
///
/// In two dimensions the first coordinate is drawn from its marginal law, then the second from its
/// law within that row of cells. A sample takes one uniform number per coordinate, so the sample of
/// one stream moves continuously with the density: on the line along the optimal transport.
struct DensitySampler {
  private let grid: DensityGrid
  private let first: [Double]
  private let within: [[Double]]

  /// A sampler of the density with these masses, one per cell.
  init(_ masses: [Double], on grid: DensityGrid) {
    self.grid = grid
    guard grid.dimension == 2 else {
      (first, within) = (Self.cumulative(masses[...]), [])
      return
    }
    let columns = grid.columns
    within = (0..<grid.rows).map {
      Self.cumulative(masses[$0 * columns..<($0 + 1) * columns])
    }
    first = Self.cumulative(within.map { $0[$0.count - 1] }[...])
  }

  /// `count` draws: shape [count, dimension].
  func draw(_ count: Int, from stream: RandomStream) -> Matrix<Float> {
    var stream = stream
    var samples = Matrix<Float>(rows: count, columns: grid.dimension, repeating: 0)
    for row in 0..<count {
      let (cell, place) = Self.place(stream.uniform(), in: first)
      samples[row, 0] = Float(grid.axes[0].edge(cell) + place * grid.axes[0].width)
      guard grid.dimension == 2 else { continue }
      let (other, across) = Self.place(stream.uniform(), in: within[cell])
      samples[row, 1] = Float(grid.axes[1].edge(other) + across * grid.axes[1].width)
    }
    return samples
  }

  private static func cumulative(_ masses: ArraySlice<Double>) -> [Double] {
    var sum = 0.0
    return masses.map {
      sum += $0
      return sum
    }
  }

  /// The cell in which `share` of the mass is reached, and how far into it.
  private static func place(_ share: Double, in cumulative: [Double]) -> (cell: Int, share: Double)
  {
    let wanted = share * cumulative[cumulative.count - 1]
    var (low, high) = (0, cumulative.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if cumulative[middle] > wanted { high = middle } else { low = middle + 1 }
    }
    let start = low > 0 ? cumulative[low - 1] : 0
    let mass = cumulative[low] - start
    return (low, mass > 0 ? min(max((wanted - start) / mass, 0), 1) : 0.5)
  }
}
