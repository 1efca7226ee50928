import Foundation
import Results
import Testing

/// A program of a package that adds a trainer, a flow, a law and a metric: `Tests/PluginPackage`, which
/// our own build compiles too, without access to more than a stranger has.
@Suite("A package with kinds of its own")
struct PluginTests {
  private static let path = Program.path.deletingLastPathComponent()
    .appendingPathComponent("PluginPackage")
  private static let experiment = Program.repository
    .appendingPathComponent("Tests/PluginPackage/experiment.yaml")

  /// Calls the program on a copy of its experiment.
  private func call(_ arguments: String..., in program: Program) throws -> Program.Outcome {
    let copy = program.folder.appendingPathComponent("experiment.yaml")
    if !FileManager.default.fileExists(atPath: copy.path) {
      try FileManager.default.copyItem(at: Self.experiment, to: copy)
    }
    return try Program.run(Self.path, arguments, in: program.folder)
  }

  @Test("runs sweeps with them in its own workers, and its runs come about again bit by bit")
  func sweep() throws {
    let program = try Program()
    defer { program.remove() }
    let outcome = try call("experiment.yaml", "-j", "2", in: program)
    #expect(outcome.status == 0, "\(outcome.talk)")
    let files = try program.runFiles(of: "plugins")
    #expect(files.count == 8)
    for file in files {
      let record = try RunFile.read(from: file)
      #expect(record.provenance.gfrunVersion == "0.1.0+flowlab.0.2.0")
      let distance = try #require(record.metrics.series.first { $0.name == "mean_distance" })
      #expect(distance.values.count == 3 && distance.values.allSatisfy { $0.isFinite && $0 >= 0 })
    }
    let series = Set(try files.flatMap { try RunFile.read(from: $0).training.series.map(\.name) })
    #expect(series.isSuperset(of: ["kinetic_energy", "generator_loss", "potential_loss"]))
    let verified = try call("verify", "results/plugins", "--rerun", "8", in: program)
    #expect(verified.status == 0, "\(verified.output)\(verified.talk)")
  }

  @Test("goes on from the checkpoint of its trainer where it was stopped, to the same bytes")
  func resuming() throws {
    let (whole, parts) = (try Program(), try Program())
    defer { [whole, parts].forEach { $0.remove() } }
    let arguments = [
      "experiment.yaml", "-j", "1", "--only", "case=kinetic", "schedule.iterations=20000",
    ]
    _ = try call("check", "experiment.yaml", in: whole)
    _ = try call("check", "experiment.yaml", in: parts)
    #expect(try Program.run(Self.path, arguments, in: whole.folder).status == 0)
    for _ in 0..<4 {
      let outcome = try Program.run(
        Self.path, arguments + ["--checkpoint-every", "1ms", "--sweep-timeout", "400ms"],
        in: parts.folder)
      #expect([0, 75].contains(outcome.status), "\(outcome.talk)")
    }
    let last = try Program.run(Self.path, arguments, in: parts.folder)
    #expect(last.status == 0 && last.talk.contains("goes on from iteration"), "\(last.talk)")
    let digests = try [whole, parts].map { try $0.runFiles(of: "plugins").map(RunFile.digests) }
    #expect(digests[0].count == 2 && digests[0] == digests[1])
  }

  @Test("says its own name and version")
  func name() throws {
    let program = try Program()
    defer { program.remove() }
    #expect(try call("--version", in: program).output == "0.2.0 (gfrun 0.1.0)\n")
    #expect(try call("--help", in: program).output.contains("USAGE: flowlab FILE"))
    let missing = try call("nowhere.yaml", in: program)
    #expect(missing.status == 66 && missing.talk.hasPrefix("flowlab: error:"), "\(missing.talk)")
  }

  @Test(
    "is checked in its own kinds as in ours, with positions",
    arguments: [
      ("flow.label=-1", "argument 1:12: error: ", "a number above 0"),
      ("flow.lable=1", "argument 1:6: error: ", "did you mean 'flow.label'?"),
      ("data.target={kind: spirale}", "argument 1:20: error: ", "did you mean 'spiral'?"),
      ("metrics.compute=[mean-distanc]", "argument 1:18: error: ", "did you mean 'mean-distance'?"),
      (
        "data.target={kind: two-moons}", "error: trainer 'kinetic' needs a known density",
        "which 'two-moons' has not"
      ),
    ])
  func errors(override: String, message: String, hint: String) throws {
    let program = try Program()
    defer { program.remove() }
    let outcome = try call("plan", "experiment.yaml", override, in: program)
    #expect(outcome.status == 65)
    #expect(outcome.talk.contains(message) && outcome.talk.contains(hint), "\(outcome.talk)")
  }

  @Test("lists and explains them and has them in its schema; gfrun itself knows none of them")
  func language() throws {
    let program = try Program()
    defer { program.remove() }
    for (word, kind) in [
      ("flows", "least-squares"), ("data", "spiral"), ("trainers", "kinetic"),
      ("metrics", "mean-distance"),
    ] {
      let listing = try call("list", word, in: program).output.split(separator: "\n")
      #expect(listing.contains { $0 == kind })
      #expect(try call("schema", in: program).output.contains("\"\(kind)\""))
      // An ascent function of ours has the name of the flow.
      let isOurs = try program.call("schema").output.contains("\"\(kind)\"")
      #expect(isOurs == (kind == "least-squares"))
    }
    let text = try call("explain", "flow.least-squares", in: program).output
    #expect(text.contains("½ mean (d(x) − label)²") && text.contains("Mao et al."))
    #expect(try call("explain", "trainer.kinetic.friction", in: program).output.contains("1"))
    let foreign = try program.call("check", "experiment.yaml")
    #expect(foreign.status == 65 && foreign.talk.contains("least-squares"), "\(foreign.talk)")
  }
}
