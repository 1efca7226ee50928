import Planning
import Specification
import Testing
import YAML

@Suite("Any text")
struct FuzzTests {
  static let seeds = [
    SweepTests.page, IdentityTests.plain,
    Planned.base + ResolvedTests.variants.prefix(3).map { "# \($0)\n" }.joined(),
    Planned.base + """
      sweep:
        - seed: 3
          grid: {flow.step: {linspace: [1, 2, 3]}, flow.persistency: {values: [1, 2], when: {flow.fit: half-mean}}}
          random: {count: 3, schedule.batch: {integers: [2, 9]}, flow.fit: {choice: [half-mean, element-mean]}}
          seeds: {until: {metric: w1, half-width: 5%, max: 4}}
        - points: [{flow.step: 0.1}, {generator.hidden: [8]}]
          latin-hypercube: {count: 4, flow.persistency: {log-uniform: [1, 9]}}
          sobol: {count: 4, flow.penalty.weight: {log-normal: [1, 2], when: {seed: [0, 1]}}}

      """,
    """
    name: all
    description: everything
    data:
      target: &law {kind: gaussian-mixture, means: [[0, 0], [1, 1]], weights: [1, 2]}
      source: {<<: *law, kind: gaussian-mixture}
    generator: {hidden: [8], normalization: {kind: batch, scale: {kind: normal, deviation: 1}}}
    flow: {kind: w1, penalty: {kind: gradient}}
    schedule: {iterations: 1, potential: {optimizer: {kind: rmsprop}}}
    metrics: {compute: [w1, {kind: mmd, bandwidths: [1, 2]}]}
    figures: [{id: a, kind: curves}]
    claims: [{name: c, metric: w1, at: {time: 3}, of: {case: a}, is: less-than, than: 3}]
    """,
  ]
  static let tokens = [
    "*law", "&law ", "<<: ", "{", "}", "[", "]", ": ", "- ", "\n", "  ", "null", "~", "1e-4",
    ".nan",
    "kind: ", "flow", "flow.step", "sweep", "grid: ", "zip: ", "cases: ", "seeds: ", "exclude: ",
    "-1", "0", "99999999999999999999", "\"", "'", "!!str ", "!", "|\n", "---\n", "\t", "\u{0}", "é",
    "when: ", "random: ", "{choice: [1, 2]}", "{integers: [1, 3]}", "points: ", "until: ",
    "{linspace: [1, 2, 3]}", "extends: ", "? ", "#", "true", "data.target.kind",
    "covariance: [[1]]",
  ]

  /// One of the texts above after a few changes of bytes, tokens and lines.
  static func mutant(_ generator: inout SplitMix) -> [UInt8] {
    var bytes = Array(seeds[Int(generator.next() % UInt64(seeds.count))].utf8)
    for _ in 0...(generator.next() % 4) {
      let place = Int(generator.next() % UInt64(bytes.count + 1))
      switch generator.next() % 6 {
      case 0: if place < bytes.count { bytes[place] = UInt8(truncatingIfNeeded: generator.next()) }
      case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int(generator.next() % 8)))
      case 2, 3:
        let token = tokens[Int(generator.next() % UInt64(tokens.count))]
        bytes.insert(contentsOf: Array(token.utf8), at: place)
      case 4:
        var lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
        let line = lines[Int(generator.next() % UInt64(lines.count))]
        lines.insert(line, at: Int(generator.next() % UInt64(lines.count + 1)))
        bytes = Array(lines.joined(separator: [10]))
      default:
        var lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
        lines.swapAt(
          Int(generator.next() % UInt64(lines.count)), Int(generator.next() % UInt64(lines.count)))
        bytes = Array(lines.joined(separator: [10]))
      }
    }
    return bytes
  }

  @Test("becomes a plan, or errors with a place and a text, and never a crash")
  func mutants() {
    var generator = SplitMix(state: 2026)
    var plans = 0
    var failures = 0
    for _ in 0..<10_000 {
      let bytes = FuzzTests.mutant(&generator)
      let document = Document.parse(bytes: bytes, name: "a.yaml")
      #expect(document.root != nil || !document.errors.isEmpty)
      let text = String(decoding: bytes, as: UTF8.self)
      do {
        let experiment = try Experiment.read(text: text, named: "no-folder/a.yaml")
        let plan = try Plan(experiment: experiment, maximumRuns: 10_000)
        plans += 1
        guard let run = plan.runs.last else {
          Issue.record("a plan without runs: \(text)")
          continue
        }
        #expect(RunID(of: plan.resolved(run)) == run.id)
      } catch {
        failures += 1
        #expect(!error.diagnostics.isEmpty)
        #expect(error.diagnostics.contains { $0.severity == .error })
        #expect(!DiagnosticRenderer().text(error.diagnostics).isEmpty)
      }
    }
    // Both outcomes must be common, or the changes are too weak or too strong to test anything.
    #expect(plans > 1000)
    #expect(failures > 1000)
  }
}

/// SplitMix64 (Steele, Lea & Flood 2014): repeatable numbers for tests.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
