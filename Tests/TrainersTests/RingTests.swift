import Foundation
import Metrics
import Planning
import Specification
import Testing
import Trainers
import Training

/// The ring of eight Gaussians of Malik & Huang's code, against an independent PyTorch re-run of it:
/// W1 starts at 0.949 and first falls below 0.5 at iteration 400, 150, 100 and 50 for K = 1, 3, 5
/// and 10 (looked at every 50 iterations).
@Suite("The ring of the authors")
struct RingTests {
  static let experiment = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("experiments/sweep.yaml").path

  /// The W1 curve of the first run of `caseName` with this persistency.
  static func curve(
    caseName: String, persistency: Int, iterations: Int
  ) throws -> (iterations: [Int], values: [Double]) {
    let overrides = [
      "schedule.iterations=\(iterations)", "metrics.compute=[w1]", "seeds=1",
    ]
    let experiment = try Experiment.load(
      path: Self.experiment,
      overrides: overrides.enumerated().map { Override($1, argument: $0 + 1) })
    let plan = try Plan(experiment: experiment)
    let planned = try #require(
      plan.runs.first { run in
        run.caseName == caseName
          && plan.resolved(run)["flow"]["persistency"].integer == persistency
      })
    let run = try Registry.builtIn.run(
      id: planned.id.description, specification: plan.resolved(planned))
    var loop = try RunLoop(run: run, registry: .builtIn)
    let outcome = try loop.execute(shouldStop: { false }, report: { _ in })
    #expect(outcome == .complete)
    return (loop.history.evaluations, loop.history.metrics[0].values)
  }

  @Test(
    "W1 first falls below 0.5 when PyTorch's does, within a factor of 1.5",
    arguments: [
      ("wgan", 1, 400), ("w1-fe", 1, 400), ("w1-fe", 3, 150), ("w1-fe", 5, 100),
      ("w1-fe", 10, 50),
    ])
  func firstFall(caseName: String, persistency: Int, reference: Int) throws {
    let curve = try Self.curve(
      caseName: caseName, persistency: persistency, iterations: reference * 3 / 2)
    #expect(abs(curve.values[0] - 0.949) <= 0.01)
    let fall = try #require(zip(curve.iterations, curve.values).first { $1 < 0.5 }?.0)
    #expect(Double(fall) >= Double(reference) / 1.5)
    #expect(Double(fall) <= Double(reference) * 1.5)
  }
}
