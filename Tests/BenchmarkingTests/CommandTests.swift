import Foundation
import Testing

/// `gfbench` as users call it, against peers that are lines of shell in place of Python.
@Suite("gfbench")
struct CommandTests {
  private struct Outcome {
    let status: Int32
    let output: String
  }

  /// Calls gfbench at a small size, with `peer` as the program of every peer.
  private static func call(peer: String, _ arguments: String...) throws -> Outcome {
    let scripts = FileManager.default.temporaryDirectory
      .appendingPathComponent("gfbench-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scripts, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scripts) }
    for name in ["torch_step.py", "jax_step.py"] {
      try Data(peer.utf8).write(to: scripts.appendingPathComponent(name))
    }
    let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: own).deletingLastPathComponent()
      .appendingPathComponent("gfbench")
    process.arguments =
      ["step", "--width", "32", "--batch", "64", "--rounds", "2", "--block", "0.01"]
      + ["--python", "/bin/sh", "--scripts", scripts.path] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: String(decoding: bytes, as: UTF8.self))
  }

  private static let slow = #"""
    echo "{\"ready\": \"Snail $2\"}"
    while read line; do echo '{"microseconds": 1e9}'; done
    """#

  private struct Numbers: Decodable {
    struct Report: Decodable {
      struct Contender: Decodable {
        let name: String
        let microseconds: [Double]
        let failure: String?
      }

      struct Requirement: Decodable {
        let verdict: String
      }

      let contenders: [Contender]
      let requirements: [Requirement]
    }

    let reports: [Report]
  }

  @Test("measures gfrun and its peers and says that it holds what is required")
  func holds() throws {
    let outcome = try Self.call(peer: Self.slow, "--peers", "torch", "--json", "--require")
    #expect(outcome.status == 0)
    let numbers = try JSONDecoder().decode(Numbers.self, from: Data(outcome.output.utf8))
    let report = try #require(numbers.reports.first)
    #expect(report.contenders.map(\.name).first == "gfrun")
    #expect(report.contenders.count == 5)
    #expect(report.contenders.allSatisfy { $0.microseconds.count == 2 && $0.failure == nil })
    #expect(report.contenders.dropFirst().allSatisfy { $0.microseconds == [1e9, 1e9] })
    #expect(report.contenders[0].microseconds.allSatisfy { $0 > 1 && $0 < 1e6 })
    #expect(report.requirements.map(\.verdict) == ["holds"])
  }

  @Test("goes on without a peer that fails; that is an error only where it is required")
  func fails() throws {
    let broken = "echo 'no module named anything' >&2; exit 1"
    let tolerant = try Self.call(peer: broken)
    #expect(tolerant.status == 0)
    #expect(
      tolerant.output.contains(
        "not measured: PyTorch eager, PyTorch for-loop, PyTorch fused, PyTorch compile, JAX jit, "
          + "JAX donated, JAX scan: it ended with status 1: no module named anything"))
    #expect(tolerant.output.contains("PyTorch over gfrun: –, required ≥ 30: not measured"))
    #expect(try Self.call(peer: broken, "--require").status == 1)
  }

  @Test("says that a fast peer misses what is required")
  func missed() throws {
    let fast = Self.slow.replacing("1e9", with: "0.001")
    let outcome = try Self.call(peer: fast, "--peers", "jax", "--require")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("required ≥ 7: missed"))
  }

  @Test("measures whole commands in turns", arguments: [[], ["--cpu"]])
  func sweeps(clock: [String]) throws {
    let scripts = FileManager.default.temporaryDirectory
      .appendingPathComponent("gfbench-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scripts, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scripts) }
    try Data("sleep 1".utf8).write(to: scripts.appendingPathComponent("hydra_noop.py"))
    let process = Process()
    let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    process.executableURL = URL(fileURLWithPath: own).deletingLastPathComponent()
      .appendingPathComponent("gfbench")
    process.arguments =
      ["sweeps", "--only", "start-up", "--rounds", "1", "--json", "--python", "/bin/sh"]
      + ["--scripts", scripts.path] + clock
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    let numbers = try JSONDecoder().decode(Numbers.self, from: bytes)
    let report = try #require(numbers.reports.first)
    let names = ["gfrun, nothing to do", "gfrun, one run", "Hydra, one job"]
    #expect(report.contenders.map(\.name) == names)
    #expect(report.contenders.allSatisfy { $0.microseconds.count == 1 && $0.failure == nil })
    let peer = try #require(report.contenders.last?.microseconds.first)
    // It sleeps for a second, which takes time but no CPU.
    #expect(clock.isEmpty ? peer > 1e6 : peer < 5e5)
  }

  @Test(
    "refuses a wrong command line",
    arguments: [
      ["--rounds", "0"], ["--peers", "pandas"], ["--block", "0"], ["--core", "100000"],
      ["--width", "0"],
    ])
  func refusals(arguments: [String]) throws {
    #expect(try Self.call(peer: "", arguments[0], arguments[1]).status == 64)
  }
}
