import Glibc
import Specification
import Testing
import Trainers
import Training

@Suite("Schedules")
struct ScheduleTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let schedule: Schedule
    let values: [Int: Double]
    var testDescription: String { "\(schedule)" }
  }

  static let rows = [
    Row(schedule: .constant(0.3), values: [0: 0.3, 7: 0.3]),
    Row(
      schedule: .linear(from: 1, to: 0.2, over: 4),
      values: [0: 1, 1: 0.8, 2: 0.6, 3: 0.4, 4: 0.2, 99: 0.2]),
    Row(
      schedule: .cosine(from: 3, to: 1, over: 6), values: [0: 3, 2: 2.5, 3: 2, 4: 1.5, 6: 1, 9: 1]),
    Row(
      schedule: .exponential(from: 2, factor: 0.25, every: 2),
      values: [0: 2, 1: 1, 2: 0.5, 4: 0.125]),
    Row(
      schedule: .piecewise(values: [5, 3, 1], starts: [2, 10]),
      values: [0: 5, 1: 5, 2: 3, 9: 3, 10: 1, 1000: 1]),
    Row(schedule: .piecewise(values: [4], starts: []), values: [0: 4, 3: 4]),
  ]

  @Test("have the values of their formula, counted from iteration 0", arguments: rows)
  func values(_ row: Row) {
    for (iteration, value) in row.values {
      #expect(abs(row.schedule(iteration) - value) < 1e-14, "at \(iteration)")
    }
    let sum = (0..<20).reduce(0) { $0 + row.schedule($1) }
    #expect(abs(row.schedule.sum(before: 20) - sum) < 1e-13)
    #expect(row.schedule.sum(before: 0) == 0)
  }

  @Test("steps, rates and persistency follow theirs, and a resumed run goes on with them")
  func trainer() throws {
    let flow =
      "{kind: w1, step: {kind: linear, from: 1.0, to: 0.1}, persistency: {kind: cosine, from: 1, to: 4, over: 20}}"
    let optimizer = "{kind: adam, rate: {kind: exponential, from: 0.01, factor: 0.9}}"
    let run = try GeneratorTrainerTests.run(flow, optimizer: optimizer)
    var whole = try GeneratorTrainer(run: run, resuming: nil)
    let series = try whole.advance(to: 30)
    // The run has 40 iterations, which is how long a schedule takes that does not say.
    let time = (0..<30).reduce(0.0) { $0 + 1 - 0.9 * Double($1) / 40 }
    #expect(abs(whole.flowTime - time) < 1e-12)
    // A generator that makes K steps an iteration has made the sum of the rounded K.
    let steps = (0..<30).reduce(0) { sum, n in
      let level = n < 20 ? 4 - 3 * (0.5 + 0.5 * cos(Double.pi * Double(n) / 20)) : 4
      return sum + Int(level.rounded())
    }
    #expect(try whole.state().arrays["generator/optimizer/steps"] == .integers([steps]))

    var first = try GeneratorTrainer(run: run, resuming: nil)
    var pieces = try first.advance(to: 13)
    var second = try GeneratorTrainer(run: run, resuming: first.state())
    pieces.append(try second.advance(to: 30))
    #expect(pieces == series && second.flowTime == whole.flowTime)
    #expect(try second.state() == whole.state())
  }

  @Test("a constant schedule trains as its number does, and a falling rate moves less")
  func sameNumber() throws {
    func state(_ rate: String, step: String) throws -> TrainerState {
      let run = try GeneratorTrainerTests.run(
        "{kind: jsd, step: \(step)}", optimizer: "{kind: sgd, rate: \(rate)}")
      var trainer = try GeneratorTrainer(run: run, resuming: nil)
      _ = try trainer.advance(to: 10)
      return try trainer.state()
    }
    let plain = try state("0.05", step: "0.5")
    let constant = "{kind: constant, value: 0.05}"
    #expect(try state(constant, step: "{kind: constant, value: 0.5}") == plain)
    #expect(
      try state("{kind: piecewise, values: [0.05, 0.01], starts: [9]}", step: "0.5") != plain)
    #expect(
      try state("{kind: piecewise, values: [0.05, 0.01], starts: [10]}", step: "0.5") == plain)
  }
}
