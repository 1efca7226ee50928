import Arrays
import Planning
import Randomness
import Specification
import Testing
import Trainers
import Training

@Suite("GeneratorTrainer")
struct GeneratorTrainerTests {
  static func run(
    _ flow: String, optimizer: String = "adam", normalization: String = "none", seed: Int = 3
  ) throws -> Run {
    let text = """
      name: trainer
      data: {target: {kind: two-moons}}
      generator: {kind: mlp, hidden: [12, 12], normalization: batch, residual: true}
      potential: {kind: mlp, hidden: [12, 12], activation: elu, normalization: \(normalization)}
      flow: \(flow)
      schedule:
        iterations: 40
        batch: 32
        generator: {optimizer: \(optimizer)}
        potential: {optimizer: \(optimizer)}
      sweep: {seeds: [\(seed)]}
      """
    let plan = try Plan(experiment: try Experiment.read(text: text, named: "trainer.yaml"))
    let planned = plan.runs[plan.runs.startIndex]
    return try Registry.builtIn.run(
      id: planned.id.description, specification: plan.resolved(planned))
  }

  static let flows = [
    "{kind: jsd, persistency: 2}", "{kind: w1, persistency: 3, fit: element-mean}",
    "{kind: w1, update: adversarial, penalty: {kind: gradient, form: two-sided, weight: 1}}",
    "{kind: jsd, penalty: {kind: gradient, form: one-sided, weight: 5}}",
    "{kind: w2, target: phi, weight: 1}",
    "{kind: w2, weight: 2, penalty: gradient, update: adversarial}",
    "{kind: jsd, penalty: r1, fit: assigned, persistency: 2}",
    "{kind: jsd, penalty: {kind: r2, weight: 1}}", "{kind: w1, penalty: clip}",
    "{kind: monoflow, h: arcsinh, persistency: 2}",
    "{kind: monoflow, h: {kind: b-gan, of: hellinger}, update: adversarial}",
  ]

  @Test(
    "goes on where a state left it, bit for bit", arguments: flows,
    ["adam", "{kind: sgd, rate: 0.001}", "rmsprop"])
  func resumesBitForBit(flow: String, optimizer: String) throws {
    try Self.expectResumption(of: try Self.run(flow, optimizer: optimizer))
  }

  @Test("goes on with its power iterations too", arguments: [flows[0], flows[5]])
  func resumesSpectra(flow: String) throws {
    let run = try Self.run(flow, normalization: "spectral")
    try Self.expectResumption(of: run)
    let trainer = try GeneratorTrainer(run: run, resuming: nil)
    #expect(try trainer.state().arrays.keys.contains { $0.hasSuffix("/layer2/u") })
  }

  private static func expectResumption(of run: Run) throws {
    var whole = try GeneratorTrainer(run: run, resuming: nil)
    let series = try whole.advance(to: 30)

    var first = try GeneratorTrainer(run: run, resuming: nil)
    var pieces = try first.advance(to: 11)
    var second = try GeneratorTrainer(run: run, resuming: first.state())
    pieces.append(try second.advance(to: 12))
    pieces.append(try second.advance(to: 30))
    #expect(pieces == series)
    #expect(try second.state() == whole.state())
    #expect(second.flowTime.bitPattern == whole.flowTime.bitPattern)
    let stream = run.stream("test")
    #expect(
      try second.samples(count: 50, stream: stream) == whole.samples(count: 50, stream: stream))
  }

  @Test("is not moved by drawing samples")
  func samplingChangesNothing() throws {
    let run = try Self.run(Self.flows[0])
    var watched = try GeneratorTrainer(run: run, resuming: nil)
    var alone = try GeneratorTrainer(run: run, resuming: nil)
    for goal in [5, 10] {
      _ = try watched.samples(count: 17, stream: run.stream("test", iteration: goal))
      _ = try watched.advance(to: goal)
    }
    _ = try alone.advance(to: 10)
    #expect(try watched.state() == alone.state())
  }

  @Test("draws other numbers for another seed")
  func seedsDiffer() throws {
    var one = try GeneratorTrainer(run: try Self.run(Self.flows[0], seed: 1), resuming: nil)
    var two = try GeneratorTrainer(run: try Self.run(Self.flows[0], seed: 2), resuming: nil)
    #expect(try one.advance(to: 2) != two.advance(to: 2))
  }

  @Test("refuses the state of another network")
  func foreignState() throws {
    let run = try Self.run(Self.flows[0])
    let state = TrainerState(iteration: 3, arrays: [:])
    #expect(throws: (any Error).self) { try GeneratorTrainer(run: run, resuming: state) }
  }
}
