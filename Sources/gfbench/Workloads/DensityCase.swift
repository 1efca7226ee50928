import Benchmarking
import Planning
import Specification
import Trainers
import Training

/// A density that is moved a few implicit steps from its start, with what is asked of gfrun there.
struct DensityCase {
  let dimension: Int
  let cells: Int
  /// ε.
  let step: Double
  /// Steps from the start.
  let count: Int
  /// The peer's ways to solve the linear equations.
  let modes: [String]
  /// How many times as long SciPy's sparse solve is to take.
  let factor: Double

  /// The default grid on the line, and 256 × 256 cells in the plane with a short and a long step.
  static let all = [
    DensityCase(
      dimension: 1, cells: 1024, step: 0.005, count: 40, modes: ["spsolve", "banded"], factor: 1),
    DensityCase(
      dimension: 2, cells: 256, step: 0.005, count: 4, modes: ["spsolve", "cg"], factor: 3),
    DensityCase(
      dimension: 2, cells: 256, step: 0.5, count: 4, modes: ["spsolve", "cg"], factor: 3),
  ]

  /// `density: 256 × 256 cells, 4 steps of 0.5`.
  var title: String {
    let grid = Array(repeating: "\(cells)", count: dimension).joined(separator: " × ")
    return "density: \(grid) cells, \(count) steps of \(NumberText.canonical(step))"
  }

  private var experiment: String {
    let mean = dimension == 1 ? "1.0" : "[1.0, 0.0]"
    return """
      name: bench
      data:
        target: {kind: gaussian, dimension: \(dimension)}
        source: {kind: gaussian, dimension: \(dimension), mean: \(mean), deviation: 0.5}
      trainer: {kind: density, cells: \(cells)}
      flow: {kind: jsd, step: \(step)}
      schedule: {iterations: \(count)}
      """
  }

  /// The trainer at its start, a value: what one copy does no other sees.
  private func trainer() throws -> DensityTrainer {
    try DensityTrainer(
      run: try TrainerWorkload(experiment: experiment).makeRun(), resuming: nil)
  }

  /// gfrun as a contender; a step is all the steps from the start, each with its functionals.
  func contender(block: Double) -> Workload {
    Workload(name: "gfrun", side: "gfrun", block: block) {
      let start = try trainer()
      return { solves in
        for _ in 0..<solves {
          var moved = start
          _ = try moved.advance(to: count)
        }
      }
    }
  }

  /// What SciPy's program needs to know; `expect` is the divergence that it must find too.
  func arguments() throws -> [String] {
    var moved = try trainer()
    let series = try moved.advance(to: count)
    let column = series.names.firstIndex(of: "jsd").map { series.columns[$0] }
    guard let divergence = column?.last else {
      preconditionFailure("the series of a density has its divergence")
    }
    return [
      "--dimension", "\(dimension)", "--cells", "\(cells)", "--step", "\(step)", "--count",
      "\(count)", "--expect", "\(divergence)",
    ]
  }

  /// What the standings of a contest are held to.
  func requirements(_ standings: [Standing], asked: [Peer]) -> [Requirement] {
    guard asked.contains(.scipy) else { return [] }
    let peer = standings.first { $0.name.hasSuffix(" spsolve") }
    return [
      Requirement(
        "\(peer?.name ?? "SciPy spsolve") over gfrun", .atLeast(factor),
        value: peer?.ratio(to: standings[0]))
    ]
  }
}
