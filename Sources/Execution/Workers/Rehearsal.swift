import Processes
import Results

/// What every run does in the same way, done once without effect before the first.
///
/// Types, formats and libraries are set up when they are first used. A process that was set up before it is
/// copied has all of that for its copies, each of which would otherwise do it again.
enum Rehearsal {
  /// Goes through it.
  static func perform() {
    MemoryReuse.prefer()
    let lease = Lease(
      runID: "", token: "", holder: .current, attempt: 1, since: Timestamp.now)
    _ = lease.bytes
    let report = RunReport(ending: .complete, iteration: 1, metric: nil, seconds: 1)
    for event: WorkerEvent in [
      .advanced(iteration: 1, iterations: 1, metric: "", value: 1),
      .finished(ending: .ended(report)), .ended(ending: .exited(0)),
    ] { _ = JSONLine.encode(event) }
    _ = try? RunFile.image(of: record, for: "")
  }

  /// A run with a piece of everything that all run files have.
  private static var record: RunRecord {
    RunRecord(
      experiment: "", runID: "", status: .complete, seed: 0, iterations: 1,
      provenance: Provenance(
        created: "", finished: "", wallSeconds: 0, host: "", cpuModel: "", kernelSet: "",
        gitCommit: "", gitDirty: false, commandLine: "", gfrunVersion: ""),
      config: "a: 1", source: "",
      samples: SampleRecord(
        sampleShape: [1], count: 1, iterations: [0], flowTime: [0], wallTime: [0],
        snapshots: [0], target: [0]),
      metrics: MetricRecord(
        iterations: [0], wallTime: [0],
        series: [
          MetricSeries(
            name: "w1", values: [0], errors: [0], attributes: [NamedMetadata("floor", .number(0))])
        ]),
      training: TrainingRecord(
        iterations: [0], series: [TrainingColumn(name: "loss", values: [0])]))
  }
}
