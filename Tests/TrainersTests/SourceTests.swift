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

/// Generators that start from samples of data rather than from noise, as in domain adaptation.
@Suite("A source of samples")
struct SourceTests {
  static let flows = [
    "{kind: jsd, step: 2, persistency: 3}", "{kind: w1, step: 0.2, persistency: 3}",
    "{kind: w1, update: adversarial, persistency: 3}",
    "{kind: w2, step: 0.5, weight: 2, persistency: 3}",
    "{kind: monoflow, h: non-saturated, step: 2, persistency: 3}",
  ]
  static let pairs = [
    ("two-moons", "gaussian-ring"), ("gaussian-ring", "two-moons"),
  ]

  @Test("is moved towards any target by every flow", arguments: flows, pairs)
  func transfers(flow: String, pair: (source: String, target: String)) throws {
    let text = """
      name: transfer
      data: {source: \(pair.source), target: \(pair.target)}
      generator: {kind: mlp, hidden: [32, 32], residual: true, initializer: {kind: normal, deviation: 0.1}}
      potential: {kind: mlp, hidden: [32, 32], activation: silu}
      flow: \(flow)
      schedule:
        iterations: 200
        batch: 128
        potential: {steps: 3, optimizer: {kind: adam, rate: 2.0e-3}}
        generator: {optimizer: {kind: adam, rate: 1.0e-3}}
      metrics: {every: 200, count: 256, compute: [w2]}
      """
    let plan = try Plan(experiment: try Experiment.read(text: text, named: "transfer.yaml"))
    let run = try Registry.builtIn.run(
      id: plan.runs[0].id.description, specification: plan.resolved(plan.runs[0]))
    var loop = try RunLoop(run: run, registry: .builtIn)
    #expect(try loop.execute(shouldStop: { false }, report: { _ in }) == .complete)
    let distances = loop.history.metrics[0].values
    #expect(distances[1] < 0.8 * distances[0])
  }

  /// A folder with `usps/usps.h5`, the data set in HDF5 with images at /train/data.
  static let data = ProcessInfo.processInfo.environment["GFRUN_DATA"]

  @Test(
    "may be images of a file",
    .enabled(if: data != nil, "set GFRUN_DATA to a folder with usps/usps.h5"))
  func images() throws {
    let file = "\(Self.data ?? "")/usps/usps.h5"
    let law = "{kind: points, file: '\(file):/train/data', dimension: 256, scale: 2, shift: -1}"
    let text = """
      name: images
      data: {source: {kind: gaussian, dimension: 256, deviation: 0.3}, target: \(law)}
      generator:
        {kind: mlp, hidden: [64], normalization: batch, residual: true, output: {kind: tanh, bound: 2}}
      potential: {kind: mlp, hidden: [64]}
      flow: w1
      schedule:
        iterations: 100
        batch: 64
        generator: {optimizer: {rate: 1.0e-3}}
        potential: {optimizer: {rate: 1.0e-3}}
      metrics: {every: 100, count: 128, compute: [w2]}
      """
    let plan = try Plan(experiment: try Experiment.read(text: text, named: "images.yaml"))
    let run = try Registry.builtIn.run(
      id: plan.runs[0].id.description, specification: plan.resolved(plan.runs[0]))
    var loop = try RunLoop(run: run, registry: .builtIn)
    #expect(try loop.execute(shouldStop: { false }, report: { _ in }) == .complete)
    let distances = loop.history.metrics[0].values
    #expect(distances[1] < 0.8 * distances[0])
  }

  @Test("may be the points of a file, of the dimension that the experiment says")
  func pointsOfFile() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("corners.csv")
    try Data("0,0\n0,1\n1,0\n1,1\n".utf8).write(to: file)
    func run(dimension: Int) throws -> Run {
      let law = "{kind: points, file: '\(file.path)', dimension: \(dimension), scale: 2}"
      let text = """
        name: corners
        data: {source: \(law), target: gaussian-ring}
        generator: {kind: mlp, residual: \(dimension == 2)}
        flow: w1
        schedule: {iterations: 1}
        """
      let plan = try Plan(experiment: try Experiment.read(text: text, named: "corners.yaml"))
      return try Registry.builtIn.run(
        id: plan.runs[0].id.description, specification: plan.resolved(plan.runs[0]))
    }
    var stream = RandomStream(seed: 0, purpose: "test")
    let samples = try run(dimension: 2).source.sample(count: 100, using: &stream)
    #expect(Set(samples.elements) == [0, 2])
    #expect(throws: DistributionError.self) { try run(dimension: 3) }
  }
}
