import Arrays
import Distributions
import Glibc

/// A law with a density, as a grid sees it: the masses of its cells.
struct LawOnGrid {
  /// The law's mass in each cell.
  let masses: [Double]
  /// All of them together: 1, but for what is outside or too fine for the grid.
  var total: Double { masses.reduce(0, +) }

  /// The masses of a law in the cells of a grid of its dimension.
  ///
  /// Those of uniform laws are exact; elsewhere the density in the middle of a cell stands for its
  /// mean, which for sums over a smooth law is exact to rounding once cells are shorter than its
  /// deviations (the trapezoidal rule).
  init(_ law: any DensityDistribution, on grid: DensityGrid) {
    switch law {
    case let box as Uniform:
      let shares = grid.axes.indices.map { axis in
        Self.overlaps(of: box.low[axis], box.high[axis], with: grid.axes[axis])
          .map { $0 / (box.high[axis] - box.low[axis]) }
      }
      masses = Self.product(shares)
    case let board as Checkerboard:
      masses = Self.masses(of: board, on: grid)
    default:
      let volume = grid.cellVolume
      masses = law.logDensity(at: Self.centers(of: grid)).map { exp($0) * volume }
    }
  }

  /// The middle of every cell: shape [cells, dimension].
  private static func centers(of grid: DensityGrid) -> Matrix<Double> {
    let lines = grid.axes.map(\.centers)
    guard lines.count == 2 else {
      return Matrix(rows: lines[0].count, columns: 1, elements: lines[0])
    }
    return Matrix(
      rows: grid.cellCount, columns: 2,
      elements: lines[0].flatMap { x in lines[1].flatMap { [x, $0] } })
  }

  /// The length of what each cell of an axis has in common with an interval.
  private static func overlaps(
    of low: Double, _ high: Double, with axis: DensityGrid.Axis
  ) -> [Double] {
    (0..<axis.count).map { max(0, min(high, axis.edge($0 + 1)) - max(low, axis.edge($0))) }
  }

  private static func product(_ factors: [[Double]]) -> [Double] {
    factors.count == 1 ? factors[0] : factors[0].flatMap { x in factors[1].map { x * $0 } }
  }

  /// Dark cells of the board are disjoint boxes: the masses of each are a product.
  private static func masses(of board: Checkerboard, on grid: DensityGrid) -> [Double] {
    let width = 2 * board.extent / Double(board.cells)
    let strips = (0..<2).map { axis in
      (0..<board.cells).map { cell in
        let low = Double(cell) * width - board.extent
        return overlaps(of: low, low + width, with: grid.axes[axis])
      }
    }
    // Cells (i, j) with i + j even: even columns with even rows, odd ones with odd ones.
    let sums = strips.map { strip in
      (0..<2).map { parity in
        stride(from: parity, to: strip.count, by: 2).reduce(
          into: [Double](repeating: 0, count: strip[0].count)
        ) { sum, cell in
          for index in sum.indices { sum[index] += strip[cell][index] }
        }
      }
    }
    let area = Double((board.cells * board.cells + 1) / 2) * width * width
    return zip(product([sums[0][0], sums[1][0]]), product([sums[0][1], sums[1][1]])).map {
      ($0 + $1) / area
    }
  }
}

/// Where a law's mass is, coordinate by coordinate.
enum LawExtent {
  /// Deviations to either side that hold all but 1e-12 of a normal law.
  private static let reach = 7.2

  /// An interval for each coordinate that holds all but 1e-12 of the law's mass; nil for a law that
  /// does not tell.
  static func intervals(of law: any Distribution) -> [(low: Double, high: Double)]? {
    switch law {
    case let normal as Gaussian: box(about: normal)
    case let mixture as GaussianMixture:
      zip(mixture.components, mixture.weights).filter { $0.1 > 0 }.map { box(about: $0.0) }
        .reduce(nil) { union($0, $1) }
    case let box as Uniform: Array(zip(box.low, box.high)).map { (low: $0.0, high: $0.1) }
    case let board as Checkerboard:
      Array(repeating: (low: -board.extent, high: board.extent), count: 2)
    default: nil
    }
  }

  private static func box(about normal: Gaussian) -> [(low: Double, high: Double)] {
    let factor = normal.factor
    return normal.mean.indices.map { axis in
      let length = reach * factor[row: axis].reduce(0) { $0 + $1 * $1 }.squareRoot()
      return (low: normal.mean[axis] - length, high: normal.mean[axis] + length)
    }
  }

  /// The smallest intervals that contain both.
  static func union(
    _ a: [(low: Double, high: Double)]?, _ b: [(low: Double, high: Double)]
  ) -> [(low: Double, high: Double)] {
    guard let a else { return b }
    return zip(a, b).map { (low: min($0.low, $1.low), high: max($0.high, $1.high)) }
  }
}
