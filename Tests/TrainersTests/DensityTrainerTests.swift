import Arrays
import Foundation
import Randomness
import Specification
import Testing
import Trainers
import Training

@Suite("DensityTrainer")
struct DensityTrainerTests {
  @Test("begins with the source's density, over its whole box")
  func start() throws {
    let run = try DensityRuns.run(
      target: "{kind: gaussian, dimension: 2, deviation: [1.0, 0.5]}",
      source: "{kind: uniform, dimension: 2, low: [-2.0, -1.0], high: [1.0, 0.5]}",
      trainer: "{kind: density, cells: [48, 32], domain: [[-7.2, 7.2], [-4, 4]]}")
    let trainer = try DensityTrainer(run: run, resuming: nil)
    let field = try #require(try trainer.density())
    #expect(field.axes.map(\.name) == ["x", "y"])
    #expect(field.axes.map(\.coordinates.count) == [48, 32])
    #expect(abs(field.axes[0].coordinates[0] - -7.05) < 1e-12)
    for (row, x) in field.axes[0].coordinates.enumerated() {
      for (column, y) in field.axes[1].coordinates.enumerated() {
        let width = (
          x: min(1, x + 0.15) - max(-2, x - 0.15), y: min(0.5, y + 0.125) - max(-1, y - 0.125)
        )
        let share = max(0, width.x) / 0.3 * max(0, width.y) / 0.25
        #expect(abs(field.values[row * 32 + column] - share / 4.5) < 1e-12)
      }
    }
  }

  @Test("holds all but 1e-12 of both laws where no domain is given")
  func domain() throws {
    let trainer = try DensityTrainer(
      run: try DensityRuns.run(
        target: "{kind: gaussian-mixture, means: [[-1.0], [3.0]], deviation: 0.25}",
        source: "{kind: gaussian, dimension: 1, deviation: 0.5}"), resuming: nil)
    let x = try #require(try trainer.density()).axes[0].coordinates
    #expect(x.count == 1024)
    let width = x[1] - x[0]
    #expect(abs(x[0] - width / 2 - -3.6) < 1e-9)
    #expect(abs(x[1023] + width / 2 - 4.8) < 1e-9)
  }

  @Test("draws what its density says", arguments: [1, 2])
  func samples(dimension: Int) throws {
    let trainer = try DensityTrainer(
      run: try DensityRuns.run(
        target: "{kind: gaussian, dimension: \(dimension)}",
        source: "{kind: gaussian, dimension: \(dimension), mean: 1, deviation: 0.5}"),
      resuming: nil)
    let stream = RandomStream(seed: 5, purpose: "test")
    let draws = try trainer.samples(count: 20_000, stream: stream)
    #expect(draws.columns == dimension)
    for axis in 0..<dimension {
      let values = (0..<draws.rows).map { Double(draws[$0, axis]) }.sorted()
      // Kolmogorov and Smirnov: above 1.95 / √n with probability 1e-3; the grid adds a cell's worth.
      let distance = values.enumerated().map { index, value in
        abs(0.5 * erfc((1 - value) / 0.5 / 2.0.squareRoot()) - (Double(index) + 0.5) / 20_000)
      }.max()
      #expect(try #require(distance) < 1.95 / 20_000.0.squareRoot())
    }
    #expect(try trainer.samples(count: 20_000, stream: stream) == draws)
    if dimension == 2 {
      let moments = (0..<draws.rows).reduce(0.0) {
        $0 + (Double(draws[$1, 0]) - 1) * (Double(draws[$1, 1]) - 1)
      }
      #expect(abs(moments / 20_000) < 4 * 0.25 / 20_000.0.squareRoot())
    }
  }

  @Test("a sample of one stream stays at its quantile")
  func quantiles() throws {
    var trainer = try DensityTrainer(run: try DensityRuns.line(), resuming: nil)
    let stream = RandomStream(seed: 1, purpose: "test")
    func order() throws -> [Int] {
      let draws = try trainer.samples(count: 50, stream: stream).elements
      return draws.indices.sorted { draws[$0] < draws[$1] }
    }
    let first = try order()
    _ = try trainer.advance(to: 200)
    #expect(try order() == first)
  }

  @Test(
    "goes on where a state left it, bit for bit, however its iterations are cut",
    arguments: ["{kind: gaussian, dimension: 1}", "{kind: gaussian-ring, deviation: 0.4}"])
  func resumes(target: String) throws {
    let dimension = target.contains("ring") ? 2 : 1
    let run = try DensityRuns.run(
      target: target, source: "{kind: gaussian, dimension: \(dimension), deviation: 0.8}",
      flow: "{kind: jsd, step: {kind: linear, from: 0.01, to: 0.5, over: 9}}",
      trainer: "{kind: density, cells: 40}")
    var whole = try DensityTrainer(run: run, resuming: nil)
    let series = try whole.advance(to: 20)
    var first = try DensityTrainer(run: run, resuming: nil)
    var pieces = try first.advance(to: 7)
    var second = try DensityTrainer(run: run, resuming: first.state())
    pieces.append(try second.advance(to: 8))
    pieces.append(try second.advance(to: 20))
    #expect(pieces == series)
    #expect(try second.state() == whole.state())
    #expect(second.flowTime.bitPattern == whole.flowTime.bitPattern)
    #expect(try second.density() == whole.density())
  }

  @Test("keeps its density with every snapshot, in a run that is taken up again too")
  func snapshots() throws {
    let run = try DensityRuns.line(iterations: 90, trainer: "{kind: density, cells: 64}")
    var whole = try RunLoop(run: run, registry: .builtIn)
    var early: [RunCheckpoint] = []
    _ = try whole.execute(
      shouldStop: { false }, report: { _ in },
      pause: { if $0.iteration < 60 { early.append(try ResumeTests.checkpoint($0)) } })
    #expect(whole.history.snapshots.map(\.iteration) == [0, 30, 60, 90])
    #expect(whole.history.snapshots.allSatisfy { $0.density?.values.count == 64 })
    let last = try #require(early.last)
    var resumed = try RunLoop(run: run, registry: .builtIn, resuming: last)
    _ = try resumed.execute(shouldStop: { false }, report: { _ in })
    #expect(resumed.history.snapshots.map(\.density) == whole.history.snapshots.map(\.density))
    #expect(resumed.history.training == whole.history.training)
  }

  @Test("says what keeps it from its work")
  func errors() throws {
    func failure(_ target: String, _ source: String, _ trainer: String) throws -> DensityError? {
      let run = try DensityRuns.run(
        target: "{kind: gaussian, dimension: 1, \(target)}",
        source: "{kind: gaussian, dimension: 1, \(source)}",
        trainer: "{kind: density, \(trainer)}")
      do {
        _ = try DensityTrainer(run: run, resuming: nil)
        return nil
      } catch let error as DensityError {
        return error
      }
    }
    guard
      case .lostMass("source", let held)? = try failure(
        "mean: 0", "mean: 8", "domain: [[-8, 8]]")
    else { throw Failure("mass outside the box goes unnoticed") }
    #expect(abs(held - 0.5) < 0.01)
    guard
      case .lostMass("target", _)? = try failure(
        "deviation: 0.01", "deviation: 0.5", "cells: 50")
    else { throw Failure("a law within a cell goes unnoticed") }
    guard
      case .outOfReach(let mass)? = try failure(
        "deviation: 0.02", "deviation: 1.0", "cells: 1024")
    else { throw Failure("mass beyond the target goes unnoticed") }
    #expect(mass > 0.4 && mass < 0.6)
    let other = TrainerState(iteration: 3, arrays: ["ratios": .doubles([1, 2, 3])])
    #expect(throws: DensityError.otherGrid(cells: 1024, found: 3)) {
      try DensityTrainer(run: try DensityRuns.line(), resuming: other)
    }
  }

  private struct Failure: Error {
    let reason: String
    init(_ reason: String) { self.reason = reason }
  }
}
