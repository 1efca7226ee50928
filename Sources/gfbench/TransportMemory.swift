import Benchmarking
import Foundation
import Metrics

/// How much memory exact transport between large clouds takes.
enum TransportMemory {
  private static let count = 50_000

  /// Solves in this process and returns the peak of its resident memory in bytes.
  static func solveHere() throws -> Int {
    let clouds = CloudFamily.same.clouds(count: count, dimension: 2)
    _ = try ExactTransport(exponent: .two).solve(source: clouds.source, target: clouds.target)
    guard let peak = ResidentMemory.peak else { throw Memory.NoAnswer(status: 0) }
    return peak
  }

  /// What is asked of the peak of a process that solves.
  static func requirement() throws -> Requirement {
    let bytes = try Memory.answer(of: ["transport", "--here"])
    return Requirement(
      "peak resident memory of W2 between \(count) points", .atMost(200),
      value: Double(bytes) * 1e-6, unit: " MB")
  }
}
