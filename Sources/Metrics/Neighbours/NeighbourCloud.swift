import Arrays
internal import CKernels

/// A cloud whose points are asked for their nearest neighbours.
///
/// Distances are squared and taken from differences in double precision, alike from both ends, so that
/// ties are ties: quantised data have many.
struct NeighbourCloud: Sendable {
  private let cloud: PairwiseCloud

  /// The greatest number of neighbours that can be asked for.
  static let greatestRank = 64

  init(_ points: Matrix<Double>) {
    cloud = PairwiseCloud(differencesOf: points)
  }

  var count: Int { cloud.count }
  var dimension: Int { cloud.dimension }

  /// For each point the squared distance to its `rank`-th nearest other point of this cloud.
  func ownRadii(rank: Int) -> [Double] {
    radii(in: self, rank: rank, excludesSelf: true)
  }

  /// For each point the squared distance to the nearest point of another cloud.
  func nearestSquares(in other: NeighbourCloud) -> [Double] {
    radii(in: other, rank: 1, excludesSelf: false)
  }

  private func radii(in other: NeighbourCloud, rank: Int, excludesSelf: Bool) -> [Double] {
    precondition(rank >= 1 && rank <= Self.greatestRank, "the kernel keeps that many neighbours")
    var radii = Array(repeating: 0.0, count: count)
    unsafe cloud.withC { own in
      unsafe other.cloud.withC { others in
        unsafe gfk_neighbour_squares(own, others, rank, excludesSelf ? 1 : 0, &radii)
      }
    }
    return radii
  }

  /// For each point, in how many of the closed balls about the other cloud's points it lies.
  func ballCounts(in other: NeighbourCloud, radii: [Double]) -> [Int] {
    var counts = Array(repeating: Int64(0), count: count)
    unsafe cloud.withC { own in
      unsafe other.cloud.withC { others in unsafe gfk_ball_counts(own, others, radii, &counts) }
    }
    return counts.map(Int.init)
  }

  /// The nearest points of one point.
  struct Nearest {
    /// The squared distance to them; infinite where there are none.
    let square: Double
    /// How many there are.
    let ties: Int
    /// How many of them have the point's own class.
    let matches: Int
  }

  /// For each point its nearest points in another cloud, or in this one without itself.
  func nearest(
    in other: NeighbourCloud, excludingSelf: Bool = false,
    classes: (own: [Int32], others: [Int32])? = nil
  ) -> [Nearest] {
    var squares = Array(repeating: 0.0, count: count)
    var ties = Array(repeating: Int64(0), count: count)
    var matches = ties
    unsafe cloud.withC { own in
      unsafe other.cloud.withC { others in
        if let classes {
          unsafe gfk_nearest(
            own, others, excludingSelf ? 1 : 0, classes.own, classes.others, &squares, &ties,
            &matches)
        } else {
          unsafe gfk_nearest(
            own, others, excludingSelf ? 1 : 0, nil, nil, &squares, &ties, &matches)
        }
      }
    }
    return squares.indices.map {
      Nearest(square: squares[$0], ties: Int(ties[$0]), matches: Int(matches[$0]))
    }
  }
}

/// A share of `count` draws, with its binomial standard error.
func share(_ part: Double, of count: Int) -> MetricValue {
  let share = part / Double(count)
  return MetricValue(
    value: share, error: (max(share * (1 - share), 0) / Double(count)).squareRoot())
}
