import Arrays
import Planning
import Randomness
import Specification
import Testing
import Trainers
import Training

@Suite("ParticleTrainer")
struct ParticleResumeTests {
  static let potential = "potential: {kind: mlp, hidden: [12, 12], activation: elu}"

  /// Flow, keys of the trainer, further lines: every velocity and every memory there is.
  static let variants: [(flow: String, trainer: String, rest: String)] = [
    ("{kind: jsd, step: 0.1}", "count: 40", potential),
    ("{kind: w1, step: 0.05}", "count: 40, optimizer: adam", potential),
    ("{kind: w2, step: 0.1, weight: 1}", "count: 16", potential),
    (
      "{kind: monoflow, h: logit, step: {kind: exponential, from: 0.1, factor: 0.9}}",
      "count: 40, noise: 0.01", "potential: {kind: mlp, hidden: [8], normalization: spectral}"
    ),
    ("{kind: w1, step: 0.1}", "count: 40, target-draw: each-step", "potential: exact-transport"),
    ("{kind: w2, step: 0.1}", "count: 40, target-count: 33", "potential: exact-transport"),
    ("{kind: jsd, step: 0.05}", "count: 40", "potential: {kind: kde-ratio, bandwidth: 0.4}"),
    (
      "{kind: monoflow, h: arcsinh, step: 0.05}", "count: 40",
      "potential: {kind: kde-ratio, target-density: estimated}"
    ),
    ("{kind: jsd, step: 0.05}", "count: 40", "potential: gaussian-ratio"),
    (
      "{kind: mmd, bandwidths: 1.0, noise-injection: {kind: linear, from: 1.0, to: 0.1}}",
      "count: 40, optimizer: adagrad", ""
    ),
    ("{kind: mmd, kernel: rational-quadratic}", "count: 40, target-draw: each-step", ""),
    ("{kind: energy}", "count: 40", ""),
    ("{kind: energy, evaluation: sliced, directions: 9}", "count: 40", ""),
    (
      "{kind: network-mmd, hidden: 1, inputs: 7, noise-injection: 0.2}",
      "count: 40, target-count: 3", ""
    ),
    ("{kind: sliced-wasserstein, entropy: 0.1}", "count: 40, target-count: 90", ""),
    ("{kind: sliced-wasserstein, directions-draw: once, directions: 5}", "count: 40", ""),
    ("{kind: sinkhorn, blur: 0.3}", "count: 40", ""),
    ("{kind: sinkhorn, exponent: 1, blur: 0.3}", "count: 40, target-draw: each-step", ""),
    ("{kind: kale, bandwidths: 1.0, noise-injection: 0.1}", "count: 40", ""),
    ("{kind: kale, bandwidths: 1.0}", "count: 40, target-draw: each-step", ""),
    ("{kind: svgd}", "count: 40, optimizer: adagrad", ""),
    ("{kind: langevin, step: 0.0001}", "count: 40", ""),
  ]

  @Test("goes on where a state left it, bit for bit", arguments: variants)
  func resumes(flow: String, trainer: String, rest: String) throws {
    let run = try ParticleRuns.run(
      target: "{kind: gaussian-ring, deviation: 0.3}", trainer: trainer, flow: flow, rest: rest)
    var whole = try ParticleTrainer(run: run, resuming: nil)
    let series = try whole.advance(to: 20)
    #expect(series.iterations == Array(1...20))
    #expect(series.firstNonFiniteIteration == nil)

    var first = try ParticleTrainer(run: run, resuming: nil)
    let start = try ParticleRuns.particles(first)
    var pieces = try first.advance(to: 7)
    var second = try ParticleTrainer(run: run, resuming: first.state())
    pieces.append(try second.advance(to: 8))
    pieces.append(try second.advance(to: 20))
    #expect(pieces == series)
    #expect(try second.state() == whole.state())
    #expect(second.flowTime.bitPattern == whole.flowTime.bitPattern)
    #expect(try ParticleRuns.particles(whole) != start)
  }

  @Test("gives the first of its particles as samples, whatever the stream")
  func samples() throws {
    let run = try ParticleRuns.run(flow: "{kind: energy}")
    var trainer = try ParticleTrainer(run: run, resuming: nil)
    _ = try trainer.advance(to: 3)
    let particles = try ParticleRuns.particles(trainer)
    let few = try trainer.samples(count: 5, stream: run.stream("a"))
    #expect(few.elements == particles.prefix(10).map { Float($0) })
    #expect(try trainer.samples(count: 5, stream: run.stream("b")) == few)
  }

  @Test("keeps the classes of the points it started from")
  func classes() throws {
    let run = try ParticleRuns.run(
      source: "{kind: gaussian-ring, modes: 4, radius: 3, deviation: 0.01}", flow: "{kind: energy}")
    let trainer = try ParticleTrainer(run: run, resuming: nil)
    let samples = try trainer.samples(count: 40, stream: run.stream("a"))
    let classes = try #require(trainer.classes(count: 40, stream: run.stream("a")))
    // Mode k of a ring stands at the angle 2πk/4, k = 1 … 4.
    let places: [(Float, Float)] = [(0, 3), (-3, 0), (0, -3), (3, 0)]
    for row in 0..<40 {
      let (x, y) = places[classes[row]]
      #expect(abs(samples[row, 0] - x) < 0.1 && abs(samples[row, 1] - y) < 0.1)
    }
  }

  @Test("ends its series where particles leave the finite numbers")
  func divergence() throws {
    let run = try ParticleRuns.run(
      target: "{kind: gaussian, dimension: 2}", flow: "{kind: langevin, step: 1.0e+100}")
    var trainer = try ParticleTrainer(run: run, resuming: nil)
    let series = try trainer.advance(to: 20)
    #expect(series.iterations.count < 20)
    #expect(series.firstNonFiniteIteration == series.iterations.last)
  }

  @Test("refuses the state of another run")
  func foreignState() throws {
    let run = try ParticleRuns.run(trainer: "count: 40, optimizer: adam", flow: "{kind: kale}")
    var trainer = try ParticleTrainer(run: run, resuming: nil)
    _ = try trainer.advance(to: 2)
    var state = try trainer.state()
    for name in state.arrays.keys.sorted() {
      let kept = state.arrays.removeValue(forKey: name)
      #expect(throws: StateError.missing(name: name)) {
        try ParticleTrainer(run: run, resuming: state)
      }
      state.arrays[name] = .doubles([1])
      #expect(throws: StateError.self) { try ParticleTrainer(run: run, resuming: state) }
      state.arrays[name] = kept
    }
  }
}
