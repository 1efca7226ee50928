import Foundation
import Glibc
import Results
import Testing

/// A sweep of four runs that takes about a second, and the processes at work on it.
final class FaultySweep {
  static let text = """
    name: faulty
    data: {target: {kind: gaussian-ring, modes: 4, radius: 1.0, deviation: 0.1}}
    generator: {kind: mlp, hidden: [32, 32], normalization: batch}
    potential: {kind: mlp, hidden: [32, 32]}
    flow: {kind: w1, persistency: 2}
    schedule: {iterations: 3000, batch: 64, potential: {steps: 2}}
    metrics: {every: 600, count: 64}
    samples: {every: 900, count: 32}
    sweep: {grid: {flow.step: [0.5, 1.0]}, seeds: 2}

    """

  let program: Program
  private let log: URL

  init() throws {
    program = try Program()
    _ = try program.write(Self.text)
    log = program.folder.appendingPathComponent("log")
    _ = FileManager.default.createFile(atPath: log.path, contents: nil)
  }

  deinit { program.remove() }

  var results: URL { program.folder.appendingPathComponent("results/faulty") }

  /// What all that was started said.
  var talk: String { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }

  func start(_ arguments: String..., backtraces: Bool = true) throws -> Process {
    try start(arguments, backtraces: backtraces)
  }

  private func start(_ arguments: [String], backtraces: Bool = true) throws -> Process {
    let process = Process()
    process.executableURL = Program.path
    let pace = arguments.contains("--checkpoint-every") ? [] : ["--checkpoint-every", "50ms"]
    process.arguments = ["experiment.yaml"] + pace + arguments
    process.currentDirectoryURL = program.folder
    // Swift's handler of faults takes seconds, and lets a signal that was sent pass.
    process.environment = ProcessInfo.processInfo.environment
      .merging(backtraces ? [:] : ["SWIFT_BACKTRACE": "enable=no"]) { $1 }
    process.standardInput = FileHandle.nullDevice
    // Several write at once.
    let descriptor = unsafe open(log.path, O_WRONLY | O_APPEND)
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    process.standardOutput = handle
    process.standardError = handle
    try process.run()
    return process
  }

  /// Gives the same command until all is done, and returns how often that took.
  func finish(_ arguments: String...) throws -> Int {
    for attempt in 1...10 {
      let process = try start(arguments)
      process.waitUntilExit()
      if process.terminationStatus == 0 { return attempt }
    }
    return 0
  }

  func runFiles() throws -> [String] { try program.runFiles(of: "faulty") }

  /// What gfrun promises of each run.
  func digests() throws -> [String: [Digest]] {
    var digests: [String: [Digest]] = [:]
    for path in try runFiles() {
      digests[URL(fileURLWithPath: path).lastPathComponent] = try RunFile.digests(of: path)
    }
    return digests
  }

  /// The names in one of gfrun's own folders.
  func internals(_ name: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      atPath: results.appendingPathComponent(".gfrun/\(name)").path)
  }

  /// The largest iteration that a lease tells of.
  var progress: Int {
    let folder = results.appendingPathComponent(".gfrun/leases")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.map { name in
      guard let data = try? Data(contentsOf: folder.appendingPathComponent(name)),
        let lease = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
        let progress = lease["progress"] as? [String: Any]
      else { return 0 }
      return progress["iteration"] as? Int ?? 0
    }.max() ?? 0
  }

  /// The workers of a gfrun.
  func workers(of process: Process) -> [pid_t] { Self.children(of: [process.processIdentifier]) }

  /// The processes that carry out the runs of a gfrun: one at most of each worker.
  func runs(of process: Process) -> [pid_t] { Self.children(of: workers(of: process)) }

  private static func children(of parents: [pid_t]) -> [pid_t] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { pid_t($0) }.filter { pid in
      guard let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
        let fields = stat.split(separator: ")").last?.split(separator: " "), fields.count > 1,
        let parent = pid_t(fields[1])
      else { return false }
      return fields[0] != "Z" && parents.contains(parent)
    }
  }

  /// Whether `condition` comes about within ten seconds.
  func comesAbout(_ condition: () -> Bool) -> Bool {
    for _ in 0..<1000 {
      if condition() { return true }
      usleep(10_000)
    }
    return false
  }
}
