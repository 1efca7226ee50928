import Benchmarking
import Execution
import Foundation
import Graphs
import Planning
import Specification
import Trainers
import Training

/// How much memory a run takes.
enum Memory {
  /// The process that measures a run did not say what it took.
  struct NoAnswer: Error, CustomStringConvertible {
    let status: Int32
    var description: String { "the process of the run ended with status \(status)" }
  }

  /// Iterations of the run: enough for its metrics, its snapshots and the pace of its loop.
  private static let iterations = 100

  /// The peak resident memory of a run in a process of its own, in bytes.
  static func peakOfRun() throws -> Int {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = ["memory", "--here"]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let answer = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let words = String(decoding: answer, as: UTF8.self).split { $0.isWhitespace }
    guard process.terminationStatus == 0, let word = words.last, let bytes = Int(word) else {
      throw NoAnswer(status: process.terminationStatus)
    }
    return bytes
  }

  /// Carries the run out in this process, from the text of the experiment to the collected results.
  ///
  /// - Returns: the peak resident memory of this process in bytes.
  static func runHere() throws -> Int {
    let plan = try Plan(
      experiment: try Experiment.read(
        text: Experiments.ring(iterations: iterations), named: "gfbench.yaml"))
    let results = FileManager.default.temporaryDirectory
      .appendingPathComponent("gfbench-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: results) }
    let executor = SweepExecutor(
      plan: plan, folder: SweepFolder(experiment: plan.experiment.name, results: results),
      origin: Origin(folder: ".", kernels: KernelSet.name, version: "gfbench"),
      options: ExecutionOptions(), launcher: ThreadLauncher(registry: .builtIn),
      interruption: Interruption())
    let outcome = try executor.execute(observer: SilentProgress())
    precondition(outcome.done == 1, "the run of the ring does not fail")
    guard let peak = ResidentMemory.peak else { throw NoAnswer(status: 0) }
    return peak
  }

  /// What is asked of the peak of a run.
  static func requirement(_ bytes: Int) -> Requirement {
    Requirement(
      "peak resident memory of a run", .atMost(60), value: Double(bytes) * 1e-6, unit: " MB")
  }

  /// Bytes in MiB.
  static func mebibytes(_ bytes: Int) -> Double { Double(bytes) / 1_048_576 }

  /// A line on a size.
  static func text(_ subject: String, _ bytes: Int) -> String {
    "\(subject): \(Figures.significant(mebibytes(bytes))) MiB"
  }
}
