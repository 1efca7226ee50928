import Arrays
import Execution
import Figures
import Foundation
import Planning
import Results
import Specification
import Testing
import Trainers
import Training

@Suite("What run files do not keep")
struct ReplayTests {
  /// An affine generator that starts as the identity, against a Gaussian whose ratio is known.
  private static let experiment = """
    name: small
    data:
      target: {kind: gaussian, dimension: 2, mean: [1.0, 0.0], deviation: 2.0}
      source: {kind: gaussian, dimension: 2}
    generator: {kind: affine, shift: 0.0, matrix: 1.0}
    potential: {kind: exact-ratio, gradient: samples}
    flow: {kind: monoflow, update: adversarial, h: logit}
    schedule: {iterations: 4, batch: 16}
    samples: {count: 8}

    """

  private func run() throws -> (plan: Plan, run: Run) {
    let plan = try Store.plan(Self.experiment)
    let planned = plan.runs[0]
    return (
      plan,
      try Registry.builtIn.run(id: planned.id.description, specification: plan.resolved(planned))
    )
  }

  @Test("source points are those that an identity maps to the first samples")
  func sources() throws {
    let (plan, run) = try run()
    var replay = try Replay(run: run, registry: .builtIn)
    let first = try replay.snapshot(count: 8)
    let store = try Store(Self.experiment) { planned, values in
      var record = Store.record(planned, values, iterations: [0])
      record.samples.count = 8
      record.samples.snapshots = first.elements
      return record
    }
    defer { store.remove() }
    let runs = try FinishedRuns(plan, in: store.folder)
    let cloud = try SnapshotClouds(of: runs.file(of: runs.items[0]), coordinates: [0, 1])
    let sources = try SourceDraws(.builtIn).draws(for: runs.items[0], cloud)
    #expect(sources.count == 8)
    #expect(sources == cloud.samples(at: 0, limit: 8))
    try replay.advance(to: 4)
    #expect(try replay.snapshot(count: 8) != first)
  }

  @Test("the field of an exact ratio is its closed form: ln r and its gradient")
  func field() throws {
    let replay = try Replay(run: run().run, registry: .builtIn)
    let points = Matrix<Float>(rows: 3, columns: 2, elements: [0, 0, 1, -1, 0.5, 2])
    let field = try #require(try replay.field(at: points))
    for row in 0..<3 {
      let (x, y) = (Double(points[row, 0]), Double(points[row, 1]))
      // ln p − ln q of N((1, 0), 4 I) and N(0, I).
      let height = -((x - 1) * (x - 1) + y * y) / 8 - log(4) + (x * x + y * y) / 2
      #expect(abs(Double(field.heights[row]) - height) < 1e-5)
      #expect(abs(Double(field.velocities[row, 0]) - (-(x - 1) / 4 + x)) < 1e-5)
      #expect(abs(Double(field.velocities[row, 1]) - (-y / 4 + y)) < 1e-5)
    }
  }

  @Test("a field is refused for a run that does not come out as its file says")
  func contradiction() throws {
    let figures = "figures: [{id: f, kind: field, resolution: 8, arrows: 0}]\n"
    let store = try Store(Self.experiment, figures: figures) { planned, values in
      Store.record(planned, values, iterations: [0])
    }
    defer { store.remove() }
    let (figure, runs) = try store.request()
    let id = runs.items[0].run.id.description
    #expect(throws: FigureError.contradicted(figure: "f", run: id)) {
      try FieldJob(figure: figure, runs: runs, registry: .builtIn).job()
    }
  }

  @Test("a field that was kept is the one that was computed")
  func kept() throws {
    let (_, run) = try run()
    let first = try Replay(run: run, registry: .builtIn).snapshot(count: 8)
    let figures = "figures: [{id: f, kind: field, resolution: 8, arrows: 3}]\n"
    let store = try Store(Self.experiment, figures: figures) { planned, values in
      var record = Store.record(planned, values, iterations: [0])
      record.samples.count = 8
      record.samples.snapshots = first.elements
      return record
    }
    defer { store.remove() }
    let (figure, runs) = try store.request()
    let job = FieldJob(figure: figure, runs: runs, registry: .builtIn)
    let made = try job.job()
    #expect(made["panels"].list[0]["heights"].list.count == 64)
    #expect(made["panels"].list[0]["velocities"].list.count == 18)
    let fields = "\(store.folder.internals)/fields"
    #expect(try FileManager.default.contentsOfDirectory(atPath: fields).count == 1)
    #expect(try job.job() == made)
  }
}
