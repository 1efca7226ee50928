import Foundation
import Results
import Testing

@Suite("gfrun FILE with trainer: particles")
struct ParticleCommandTests {
  private static let experiment = """
    name: cloud
    data: {target: gaussian-ring, source: {kind: gaussian, dimension: 2}}
    trainer: {kind: particles, count: 64}
    flow: {kind: energy, step: 0.5}
    schedule: {iterations: 60, batch: 32, potential: {steps: 5, optimizer: {kind: adam, rate: 0.01}}}
    potential: {kind: mlp, hidden: [16, 16]}
    metrics: {every: 20, count: 64, compute: [w2, energy-distance]}
    samples: {every: 30, count: 64}
    sweep:
      cases:
        energy: {}
        mmd: {flow: {kind: mmd, bandwidths: 2.0, step: 0.5}}
        learned: {flow: {kind: w1, step: 0.05}}
        plan: {flow: {kind: w2, step: 0.1}, potential: exact-transport}

    """

  @Test("moves clouds towards the target, with files as of every other trainer, the same each time")
  func runs() throws {
    let programs = try [Program(), Program()]
    defer { programs.forEach { $0.remove() } }
    for (program, jobs) in zip(programs, ["1", "2"]) {
      let outcome = try program.call(try program.write(Self.experiment), "-j", jobs)
      #expect(outcome.status == 0, "\(outcome.talk)")
      #expect(outcome.talk.contains("4 of 4 runs done"))
    }
    let paths = try programs[0].runFiles(of: "cloud")
    for path in paths {
      let record = try RunFile.read(from: path)
      #expect(record.status == .complete)
      let w2 = try #require(record.metrics.series.first { $0.name == "w2" })
      #expect(try #require(w2.values.last) < 0.9 * w2.values[0])
    }
    let digests = try programs.map { program in
      try program.runFiles(of: "cloud").map { path in
        try RunFile.digests(of: path).filter { $0.path != "/source" }
      }
    }
    #expect(digests[0].count == 4)
    #expect(digests[0] == digests[1])
  }

  @Test("documents its flows and its keys")
  func documents() throws {
    let program = try Program()
    defer { program.remove() }
    let flows = try program.call("list", "flows")
    for name in [
      "mmd", "network-mmd", "energy", "sliced-wasserstein", "sinkhorn", "kale", "svgd", "langevin",
    ] {
      #expect(flows.output.contains("\n\(name)\n"))
      let explained = try program.call("explain", "flow.\(name)")
      #expect(explained.status == 0)
      #expect(explained.output.contains("formula") && explained.output.contains("source"))
    }
    #expect(try program.call("explain", "trainer.particles").output.contains("target-draw"))
    #expect(try program.call("explain", "trainer.optimizer").output.contains("adagrad"))
  }
}
