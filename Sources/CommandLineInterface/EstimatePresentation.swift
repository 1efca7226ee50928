import Execution
import Specification

/// What the runs that are to do will take, for people and for programs.
struct EstimatePresentation {
  private let estimate: SweepEstimate
  private let jobs: Int

  init(_ estimate: SweepEstimate, jobs: Int) {
    self.estimate = estimate
    self.jobs = jobs
  }

  var text: String {
    let seconds = estimate.seconds
    var lines = ["runs     \(estimate.items.count) to do"]
    if estimate.basis.unknownRuns < estimate.items.count {
      let range =
        seconds.most > seconds.least
        ? " (\(Quantity.duration(seconds.least)) to \(Quantity.duration(seconds.most)))" : ""
      lines.append(
        "time     about \(Quantity.duration(estimate.elapsed(jobs: jobs))) at \(jobs) at a time, "
          + "\(Quantity.duration(seconds.mean))\(range) one after the other")
    }
    if let memory = estimate.memory {
      lines.append(
        "memory   about \(bytes(memory)) of its own for each run at a time, beside shared libraries"
      )
    }
    lines.append("disk     about \(bytes(estimate.bytes))")
    for (index, line) in basis.enumerated() {
      lines.append((index == 0 ? "basis    " : "         ") + line)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var basis: [String] {
    let basis = estimate.basis
    var lines: [String] = []
    if basis.runsByHistory > 0 {
      lines.append(
        "\(basis.runsByHistory) by \(basis.finishedRuns) finished runs that do the same work")
    }
    if basis.runsByTiming > 0 {
      lines.append(
        "\(basis.runsByTiming) by timing \(basis.timedIterations) iterations of "
          + "\(basis.timedClasses) kinds of runs, one at a time; files by what they hold")
    }
    if basis.unknownRuns > 0 {
      lines.append(
        "\(basis.unknownRuns) of kinds of which none has finished here; --estimate times them")
    }
    return lines
  }

  private func bytes(_ count: Int) -> String {
    let units = ["B", "kB", "MB", "GB", "TB"]
    var value = Double(count)
    var unit = 0
    while value >= 999.5, unit < units.count - 1 {
      value /= 1000
      unit += 1
    }
    return "\(Quantity.short(value)) \(units[unit])"
  }

  var json: String {
    let (seconds, basis) = (estimate.seconds, estimate.basis)
    return JSONText.compact([
      "to_do": .integer(estimate.items.count), "jobs": .integer(jobs),
      "elapsed_seconds": .finite(estimate.elapsed(jobs: jobs)),
      "seconds": .finite(seconds.mean), "least_seconds": .finite(seconds.least),
      "most_seconds": .finite(seconds.most),
      "memory_bytes": estimate.memory.map(Value.integer) ?? .null,
      "disk_bytes": .integer(estimate.bytes),
      "basis": [
        "runs_by_history": .integer(basis.runsByHistory),
        "finished_runs": .integer(basis.finishedRuns),
        "runs_by_timing": .integer(basis.runsByTiming),
        "timed_kinds": .integer(basis.timedClasses),
        "timed_iterations": .integer(basis.timedIterations),
        "unknown_runs": .integer(basis.unknownRuns),
      ],
    ])
  }
}
