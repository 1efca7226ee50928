import Execution
import Results
import Specification
import Tables

/// How a sweep stands, for people and for programs.
struct StatusPresentation {
  private let status: SweepStatus
  /// The most lines of one kind.
  private let room: Int

  init(_ status: SweepStatus, room: Int) {
    self.status = status
    self.room = room
  }

  var text: String {
    var lines = [headline]
    if !status.running.isEmpty {
      var table = TextTable([
        ("running", .left), ("", .left), ("iteration", .right), ("left", .right),
        ("metric", .left), ("where", .left),
      ])
      for run in status.running.prefix(room) {
        let silent = run.silence > 30 ? ", silent for \(Quantity.duration(run.silence))" : ""
        table.append([
          run.runID, run.label, "\(run.iteration)/\(run.iterations)",
          run.remaining.map(Quantity.duration) ?? "", run.metric ?? "",
          "\(run.host) \(run.pid)\(silent)",
        ])
      }
      lines += table.lines.map { "  " + $0 } + more(status.running.count)
    }
    lines += section("failed", status.failed) { run in
      run.failure.map { "\($0.kind.rawValue) at iteration \(run.iteration): \($0.reason)" }
        ?? "at iteration \(run.iteration)"
    }
    lines += section("stopped", status.stopped) { "at iteration \($0.iteration), to go on" }
    return lines.joined(separator: "\n")
  }

  private var headline: String {
    var parts = ["\(status.done) of \(status.planned) runs done"]
    if status.diverged > 0 { parts[0] += " (\(status.diverged) diverged)" }
    let counts = [
      (status.running.count, "running"), (status.failed.count, "failed"),
      (status.stopped.count, "stopped"), (status.waiting, "to do"),
    ]
    for (count, word) in counts where count > 0 { parts.append("\(count) \(word)") }
    if status.unplanned > 0 { parts.append("\(status.unplanned) not in the plan") }
    let left = status.remaining.map { "; about \(Quantity.duration($0)) left" } ?? ""
    return "\(status.experiment): \(parts.joined(separator: ", "))\(left)"
  }

  private func section(
    _ title: String, _ runs: [SweepStatus.Halted], _ describe: (SweepStatus.Halted) -> String
  ) -> [String] {
    guard !runs.isEmpty else { return [] }
    var table = TextTable([(title, .left), ("", .left), ("", .left)])
    for run in runs.prefix(room) { table.append([run.runID, run.label, describe(run)]) }
    return table.lines.map { "  " + $0 } + more(runs.count)
  }

  private func more(_ count: Int) -> [String] {
    count > room ? ["  … and \(count - room) more"] : []
  }

  var json: String {
    let object: Value = [
      "experiment": .string(status.experiment), "folder": .string(status.folder),
      "runs": .integer(status.planned), "done": .integer(status.done),
      "diverged": .integer(status.diverged), "waiting": .integer(status.waiting),
      "unplanned": .integer(status.unplanned),
      "seconds_left": status.remaining.map(Value.finite) ?? .null,
      "running": .list(
        status.running.map { run in
          [
            "run_id": .string(run.runID), "label": .string(run.label),
            "iteration": .integer(run.iteration), "iterations": .integer(run.iterations),
            "metric": run.metric.map(Value.string) ?? .null,
            "seconds_left": run.remaining.map(Value.finite) ?? .null,
            "host": .string(run.host), "pid": .integer(Int(run.pid)),
            "silence": .finite(run.silence),
          ]
        }),
      "failed": .list(status.failed.map(Self.json)),
      "stopped": .list(status.stopped.map(Self.json)),
    ]
    return JSONText.compact(object)
  }

  private static func json(_ run: SweepStatus.Halted) -> Value {
    var object: Value = [
      "run_id": .string(run.runID), "label": .string(run.label),
      "iteration": .integer(run.iteration),
    ]
    if let failure = run.failure {
      object = object.adding("kind", .string(failure.kind.rawValue))
        .adding("reason", .string(failure.reason))
        .adding("attempts", .integer(failure.attempts))
        .adding("host", .string(failure.host)).adding("time", .string(failure.time))
    }
    return object
  }
}
