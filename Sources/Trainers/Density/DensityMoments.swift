/// Mean and covariance of a density on a grid, with the mass of a cell in its middle.
struct DensityMoments {
  /// The mean of each coordinate.
  let mean: [Double]
  /// The variance of each coordinate.
  let variance: [Double]
  /// The covariance of the two coordinates, where there are two.
  let covariance: Double?

  /// The moments of the density with these masses, one per cell.
  init(_ masses: [Double], on grid: DensityGrid) {
    let (rows, columns) = (grid.rows, grid.columns)
    let lines = grid.axes.map(\.centers)
    let (x, y) = (lines[lines.count - 1], lines[0])
    var sums = (mass: 0.0, x: 0.0, y: 0.0)
    for row in 0..<rows {
      var (mass, moment) = (0.0, 0.0)
      for column in 0..<columns {
        mass += masses[row * columns + column]
        moment += masses[row * columns + column] * x[column]
      }
      sums = (sums.mass + mass, sums.x + moment, sums.y + (rows > 1 ? mass * y[row] : 0))
    }
    let (meanX, meanY) = (sums.x / sums.mass, sums.y / sums.mass)
    var squares = (xx: 0.0, xy: 0.0, yy: 0.0)
    for row in 0..<rows {
      let down = rows > 1 ? y[row] - meanY : 0
      var (mass, moment, square) = (0.0, 0.0, 0.0)
      for column in 0..<columns {
        let (weight, across) = (masses[row * columns + column], x[column] - meanX)
        mass += weight
        moment += weight * across
        square += weight * across * across
      }
      squares.xx += square
      squares.xy += moment * down
      squares.yy += mass * down * down
    }
    // Rows count the first coordinate where there are two.
    guard grid.dimension == 2 else {
      (mean, variance, covariance) = ([meanX], [squares.xx / sums.mass], nil)
      return
    }
    mean = [meanY, meanX]
    variance = [squares.yy / sums.mass, squares.xx / sums.mass]
    covariance = squares.xy / sums.mass
  }
}
