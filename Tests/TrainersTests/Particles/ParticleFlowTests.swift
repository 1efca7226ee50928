import Arrays
import Distributions
import Foundation
import Metrics
import Planning
import Randomness
import Specification
import Testing
import Trainers
import Training

/// Flows whose course is known in closed form.
@Suite("The flow of free particles")
struct ParticleFlowTests {
  private static func moments(_ values: [Double]) -> (mean: Double, variance: Double) {
    let mean = values.reduce(0, +) / Double(values.count)
    return (mean, values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count))
  }

  private static func distances(_ run: Run, steps: Int) throws -> [Double] {
    var trainer = try ParticleTrainer(run: run, resuming: nil)
    let series = try trainer.advance(to: steps)
    let column = try #require(series.names.firstIndex(of: "transport_distance"))
    return series.columns[column]
  }

  @Test("of ½ W₂² shrinks the distance by 1 − ε per step", arguments: [0.1, 0.5])
  func wassersteinTwo(step: Double) throws {
    let run = try ParticleRuns.run(
      flow: "{kind: w2, step: \(step)}", rest: "potential: exact-transport")
    let distances = try Self.distances(run, steps: 10)
    for (next, last) in zip(distances.dropFirst(), distances) {
      #expect((next / last - (1 - step)).magnitude < 1e-9)
    }
  }

  @Test("of W₁ comes nearer by ε per step, then chatters within ε")
  func wassersteinOne() throws {
    let run = try ParticleRuns.run(
      target: "{kind: gaussian, dimension: 2, mean: [3, 0], deviation: 0.1}",
      source: "{kind: gaussian, dimension: 2, deviation: 0.1}",
      flow: "{kind: w1, step: 0.125}", rest: "potential: exact-transport", iterations: 60)
    let distances = try Self.distances(run, steps: 60)
    for index in 1..<18 {
      #expect((distances[index - 1] - distances[index] - 0.125).magnitude < 1e-9)
    }
    #expect(distances.suffix(20).allSatisfy { $0 <= 0.125 })
    #expect(distances.suffix(20).contains { $0 > 1e-6 })
  }

  @Test("of KL between Gaussians has the moments of the exact flow's Euler steps")
  func gaussianRatio() throws {
    // v = −(x − μ)/s² + (x − m)/V moves the mean by the factor 1 − ε/s², the deviation by
    // 1 + ε (1/V − 1/s²).
    let (mu, s2, step) = (2.0, 0.49, 0.01)
    let run = try ParticleRuns.run(
      target: "{kind: gaussian, dimension: 1, mean: \(mu), deviation: 0.7}",
      source: "{kind: gaussian, dimension: 1}", trainer: "count: 300",
      flow: "{kind: monoflow, h: logit, step: \(step)}", rest: "potential: gaussian-ratio",
      iterations: 200)
    var trainer = try ParticleTrainer(run: run, resuming: nil)
    var (mean, variance) = Self.moments(try ParticleRuns.particles(trainer))
    let start = mean
    for iteration in 1...200 {
      _ = try trainer.advance(to: iteration)
      mean += step * (mu - mean) / s2
      let factor = 1 + step * (1 / variance - 1 / s2)
      variance *= factor * factor
      let found = Self.moments(try ParticleRuns.particles(trainer))
      // The slope h′ = 1 passes through single precision, the moments do not.
      #expect((found.mean - mean).magnitude < 1e-9)
      #expect((found.variance - variance).magnitude < 1e-9)
    }
    // e^(−t / s²) of the mean's error is left at t = 2, to the order of ε.
    #expect(((mean - mu) / (start - mu) / exp(-2 / s2) - 1).magnitude < 0.05)
  }

  @Test("of the JSD by estimated densities follows the table of its PDE to a few per cent")
  func jensenShannon() throws {
    let run = try ParticleRuns.run(
      target: "{kind: gaussian, dimension: 1}",
      source: "{kind: gaussian, dimension: 1, mean: 1, deviation: 0.5}", trainer: "count: 2000",
      flow: "{kind: jsd, step: 0.05}", rest: "potential: {kind: kde-ratio, bandwidth: 0.15}",
      iterations: 40)
    var trainer = try ParticleTrainer(run: run, resuming: nil)
    _ = try trainer.advance(to: 40)
    let found = Self.moments(try ParticleRuns.particles(trainer))
    #expect((found.mean - Self.tableMean).magnitude < 0.05)
    #expect((found.variance - Self.tableVariance).magnitude < 0.05)
  }

  /// Mean and variance at t = 2 of the flow between N(1, 0.25) and N(0, 1).
  private static let (tableMean, tableVariance) = (0.61444, 0.79437)

  @Test("of a Sinkhorn divergence closes the gap of the means as (1 − τ)ᵏ")
  func sinkhorn() throws {
    let run = try ParticleRuns.run(
      target: "{kind: uniform, dimension: 1, low: 0.6, high: 1.0}",
      source: "{kind: uniform, dimension: 1, low: 0.0, high: 0.2}", trainer: "count: 100",
      flow: "{kind: sinkhorn, blur: 1.0, step: 0.05}", iterations: 40)
    var trainer = try ParticleTrainer(run: run, resuming: nil)
    var last = Double.nan
    for iteration in 0...40 {
      _ = try trainer.advance(to: iteration)
      let mean = Self.moments(try ParticleRuns.particles(trainer)).mean
      // What is left of the way, of which the last step's share is τ.
      if iteration > 1 { #expect(((mean - Self.goal(run)) / last - 0.95).magnitude < 1e-4) }
      last = mean - Self.goal(run)
    }
  }

  /// The mean of the fixed points of a run's target.
  private static func goal(_ run: Run) -> Double {
    var stream = run.stream("particles/target")
    return moments(run.target.sample(count: 100, using: &stream).elements.map(Double.init)).mean
  }

  @Test("of Langevin has the variance 1 / (1 − ε/2) in equilibrium with a standard Gaussian")
  func langevin() throws {
    let step = 0.5
    let run = try ParticleRuns.run(
      target: "{kind: gaussian, dimension: 1}", source: "{kind: gaussian, dimension: 1}",
      trainer: "count: 20000", flow: "{kind: langevin, step: \(step)}", iterations: 50)
    var trainer = try ParticleTrainer(run: run, resuming: nil)
    _ = try trainer.advance(to: 50)
    let found = Self.moments(try ParticleRuns.particles(trainer))
    // Six standard errors, √(2/n) of the variance.
    #expect(
      (found.variance - 1 / (1 - step / 2)).magnitude < 6 * 1.333 * (2.0 / 20000).squareRoot())
    #expect(found.mean.magnitude < 6 * (1.333 / 20000).squareRoot())
  }

  @Test("of Stein's method takes its authors' demonstration to the target's mean")
  func stein() throws {
    let run = try ParticleRuns.run(
      target: """
        {kind: gaussian, dimension: 2, mean: [-0.6871, 0.8010], \
        covariance: [[5.383818017261892, -1.3120028565447186], [-1.3120028565447186, 1.7948707359510072]]}
        """, trainer: "count: 16, optimizer: adagrad", flow: "{kind: svgd, step: 0.01}",
      iterations: 1000)
    var trainer = try ParticleTrainer(run: run, resuming: nil)
    let series = try trainer.advance(to: 1000)
    let particles = try ParticleRuns.particles(trainer)
    for (column, mean) in [-0.6871, 0.8010].enumerated() {
      let own = stride(from: column, to: particles.count, by: 2).map { particles[$0] }
      #expect((Self.moments(own).mean - mean).magnitude < 0.02)
    }
    // A fixed point of the method.
    let speeds = try #require(series.columns.last)
    #expect(try #require(speeds.last) < 0.05 * speeds[0])
  }

  @Test("with an entropy λ holds the variance of a cloud whose target is itself")
  func entropy() throws {
    // On the line the flow of ½ W₂² + λ entropy to N(0, 1) rests where V − √V = λ.
    let run = try ParticleRuns.run(
      target: "{kind: gaussian, dimension: 1}", source: "{kind: gaussian, dimension: 1}",
      trainer: "count: 20000",
      flow: "{kind: sliced-wasserstein, directions: 1, entropy: 0.5, step: 0.05}", iterations: 200)
    var trainer = try ParticleTrainer(run: run, resuming: nil)
    _ = try trainer.advance(to: 200)
    let variance = Self.moments(try ParticleRuns.particles(trainer)).variance
    let root = (1 + (1 + 4 * 0.5).squareRoot()) / 2
    #expect((variance / (root * root) - 1).magnitude < 0.06)
  }
}
