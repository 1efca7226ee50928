import Arrays
internal import CKernels

/// The costs between two clouds, and Sinkhorn's transforms of potentials over them.
struct EntropicProblem {
  let x: EntropicMeasure
  let y: EntropicMeasure
  private let exponent: Int
  /// Both ways, where computing them anew costs more than reading them.
  private let costs: (forward: [Double], backward: [Double])?
  /// A bound of the costs.
  let greatestCost: Double

  /// Up to this dimension costs are computed when they are needed, in memory linear in the counts.
  private static let greatestLeanDimension = 4

  init(_ x: EntropicMeasure, _ y: EntropicMeasure, exponent: Int) {
    self.x = x
    self.y = y
    self.exponent = exponent
    costs =
      x.cloud.dimension > Self.greatestLeanDimension
      ? (
        x.cloud.costs(to: y.cloud, exponent: exponent),
        y.cloud.costs(to: x.cloud, exponent: exponent)
      ) : nil
    greatestCost = x.cloud.greatestCost(to: y.cloud, exponent: exponent)
  }

  /// f(x) = −ε log mean over y of exp((g(y) − C(x, y)) / ε): the best potential beside g.
  func transform(ofTarget g: [Double], _ epsilon: Double) -> [Double] {
    transform(x, y, costs?.forward, g, epsilon)
  }

  /// g(y) = −ε log mean over x of exp((f(x) − C(x, y)) / ε).
  func transform(ofSource f: [Double], _ epsilon: Double) -> [Double] {
    transform(y, x, costs?.backward, f, epsilon)
  }

  /// The plan of these potentials.
  func plan(f: [Double], g: [Double], _ epsilon: Double) -> EntropicPlan {
    let stride = PairwiseCloud.stride(y.count)
    var entries = Array(repeating: Float(0), count: x.count * stride)
    let own = f.map { $0 / epsilon }
    let weights = g.map { $0 / epsilon } + Array(repeating: 0, count: stride - y.count)
    unsafe x.cloud.withC { x in
      unsafe y.cloud.withC { y in
        if let costs = costs?.forward {
          unsafe gfk_plan(x, y, costs, own, weights, 1 / epsilon, Int32(exponent), &entries)
        } else {
          unsafe gfk_plan(x, y, nil, own, weights, 1 / epsilon, Int32(exponent), &entries)
        }
      }
    }
    return EntropicPlan(entries: entries, x, y, stride: stride)
  }

  private func transform(
    _ a: EntropicMeasure, _ b: EntropicMeasure, _ costs: [Double]?, _ potential: [Double],
    _ epsilon: Double
  ) -> [Double] {
    let sums = a.cloud.logSums(
      over: b.cloud, costs: costs, weights: b.addingLogShares(potential.map { $0 / epsilon }),
      rate: 1 / epsilon, exponent: exponent)
    let offset = b.logUnit
    return sums.map { epsilon * (offset - $0) }
  }
}

extension PairwiseCloud {
  /// For each point xᵢ, log Σⱼ exp(weights[j] − rate |xᵢ − yⱼ|^exponent).
  ///
  /// `costs` are |xᵢ − yⱼ|^exponent as `costs(to:exponent:)` lays them out, or nil to compute them; where
  /// `excludesSelf`, j = i is left out.
  func logSums(
    over other: PairwiseCloud, costs: [Double]? = nil, weights: [Double], rate: Double,
    exponent: Int = 2, excludesSelf: Bool = false
  ) -> [Double] {
    let stride = Self.stride(other.count)
    let padded = weights + Array(repeating: 0, count: stride - other.count)
    var buffer = Array(repeating: 0.0, count: stride)
    var sums = Array(repeating: 0.0, count: count)
    unsafe withC { own in
      unsafe other.withC { others in
        if let costs {
          unsafe gfk_log_sums(
            own, others, costs, padded, rate, Int32(exponent), excludesSelf ? 1 : 0, &buffer, &sums)
        } else {
          unsafe gfk_log_sums(
            own, others, nil, padded, rate, Int32(exponent), excludesSelf ? 1 : 0, &buffer, &sums)
        }
      }
    }
    return sums
  }

  /// |xᵢ − yⱼ|^exponent, row by row, each row as long as the other's stride.
  func costs(to other: PairwiseCloud, exponent: Int) -> [Double] {
    var costs = Array(repeating: 0.0, count: count * Self.stride(other.count))
    unsafe withC { own in
      unsafe other.withC { others in unsafe gfk_pair_costs(own, others, Int32(exponent), &costs) }
    }
    return costs
  }

  /// A bound of |xᵢ − yⱼ|^exponent: the power of the diagonal of the box about both clouds.
  func greatestCost(to other: PairwiseCloud, exponent: Int) -> Double {
    let square = zip(bounds, other.bounds).reduce(0.0) { sum, pair in
      let width = max(pair.0.high, pair.1.high) - min(pair.0.low, pair.1.low)
      return sum + width * width
    }
    return exponent == 1 ? square.squareRoot() : square
  }
}
