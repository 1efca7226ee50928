import Arrays
import Distributions
import Flows
import Graphs
import Metrics
import Specification
import Training

/// The velocity h′(d) ∇d of a flow of the density ratio, d = ln p − ln q, with the density q of the
/// particles estimated from themselves and that of the target known or estimated.
struct RatioVelocity: VelocityField {
  /// How the density of the particles is estimated.
  enum Estimate {
    /// By normal laws about the points, of this standard deviation; Scott's rule where none is given.
    case kernel(width: Double?)
    /// By the normal law of the same mean and covariance.
    case moments
  }

  private let estimate: Estimate
  private let law: (any DensityDistribution)?
  private let target: TargetCloud
  private let slope: AscentSlope

  /// The velocity of a run's flow.
  init(_ run: Run, _ estimate: Estimate) {
    self.estimate = estimate
    let isKnown = run.specification["potential"]["target-density"].textOrNil != "estimated"
    law = isKnown ? densityLaw(run) : nil
    target = TargetCloud(run)
    slope = AscentSlope(
      run.learnedFlow, count: run.specification["trainer"]["count"].integer)
  }

  /// −mean d, which estimates KL(q ‖ p).
  var reportNames: [String] { ["kl"] }

  mutating func velocity(of particles: Matrix<Double>, at iteration: Int) throws -> Velocity {
    let q = try current(particles)
    let p = try wanted(at: particles, iteration)
    let logits = zip(p.logDensity, q.logDensity).map { $0 - $1 }
    let slopes = slope(logits)
    var field = p.score
    for row in 0..<field.rows {
      for column in 0..<field.columns {
        field[row, column] = slopes[row] * (field[row, column] - q.score[row, column])
      }
    }
    return Velocity(field, report: [-logits.reduce(0, +) / Double(logits.count)])
  }

  private func current(_ particles: Matrix<Double>) throws -> DensityScore {
    switch estimate {
    case .kernel(let width):
      return DensityScore(
        estimatedFrom: particles, at: particles,
        width: try width ?? DensityScore.scottWidth(of: particles))
    case .moments:
      let law = try Gaussian(momentsOf: particles)
      return DensityScore(
        logDensity: law.logDensity(at: particles), score: law.score(at: particles))
    }
  }

  private func wanted(at particles: Matrix<Double>, _ iteration: Int) throws -> DensityScore {
    if let law {
      return DensityScore(
        logDensity: law.logDensity(at: particles), score: law.score(at: particles))
    }
    let points = target.points(at: iteration)
    guard case .kernel(let width) = estimate else {
      let law = try Gaussian(momentsOf: points)
      return DensityScore(
        logDensity: law.logDensity(at: particles), score: law.score(at: particles))
    }
    return DensityScore(
      estimatedFrom: points, at: particles,
      width: try width ?? DensityScore.scottWidth(of: points))
  }
}

/// H′ of a flow's ascent function H, at many logits: the same graph that a learned potential climbs.
private struct AscentSlope {
  private let plan: Plan
  private let logits: FloatRegion
  private let slopes: FloatRegion

  init(_ flow: any Flow, count: Int) {
    logits = FloatBuffer(count: count).whole
    slopes = FloatBuffer(count: count).whole
    let graph = Graph()
    let d = graph.source(Shape(count, 1))
    plan = Plan(
      graph, reading: [(d, logits)],
      writing: [(flow.velocity(of: Potentials([{ $0 }]), at: d), slopes)], scratch: Scratch())
  }

  func callAsFunction(_ values: [Double]) -> [Double] {
    logits.elements = values.map { Float($0) }
    plan.run()
    return slopes.elements.map(Double.init)
  }
}

extension Gaussian {
  /// The normal law of a cloud's mean and covariance, over all points.
  ///
  /// - Throws: `DistributionError` where the points lie in a plane.
  fileprivate init(momentsOf points: Matrix<Double>) throws(DistributionError) {
    let (n, d) = (Double(points.rows), points.columns)
    var mean = Array(repeating: 0.0, count: d)
    for row in 0..<points.rows {
      for column in 0..<d { mean[column] += points[row, column] / n }
    }
    var covariance = Matrix(rows: d, columns: d, repeating: 0.0)
    for row in 0..<points.rows {
      for i in 0..<d {
        let scaled = (points[row, i] - mean[i]) / n
        for j in 0...i { covariance[i, j] += scaled * (points[row, j] - mean[j]) }
      }
    }
    for i in 0..<d {
      for j in 0..<i { covariance[j, i] = covariance[i, j] }
    }
    try self.init(mean: mean, covariance: covariance)
  }
}
