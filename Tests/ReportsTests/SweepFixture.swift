import Foundation
import Reports
import Results

/// A sweep whose runs were written and not computed.
struct SweepFixture {
  /// One run: what tells it apart, and the values of w1 at iterations 0, 10, 20, ….
  struct Run {
    var caseName: String
    var step: Double? = nil
    var seed: Int
    var status = RunStatus.complete
    var w1: [Double]
  }

  let folder: URL
  /// The sweep file.
  var path: String { folder.appending(path: "made.h5").path }

  init(_ runs: [Run], sweptText: String? = nil) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "reports-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let rows = try runs.enumerated().map { index, run in
      let id = String(String(index + 0x1000_0000_0000, radix: 16).suffix(12))
      let file = folder.appending(path: "\(id).h5").path
      try RunFile.write(Self.record(run, id), to: file)
      var swept = [SweptValue(path: "flow.step", value: run.step.map(SweptScalar.number))]
      if let sweptText { swept.append(SweptValue(path: "flow.kind", value: .text(sweptText))) }
      return SweepRow(
        runID: id, caseName: run.caseName, seed: run.seed, swept: swept, file: file)
    }
    try SweepFile.write(
      rows,
      heading: SweepFile.Heading(
        experiment: "made", gfrunVersion: "0", created: "2026-01-01T00:00:00Z"), to: path)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  /// What the sweep file says.
  func results() throws -> SweepResults { try SweepResults(sweepFile: path) }

  private static func record(_ run: Run, _ id: String) -> RunRecord {
    let iterations = run.w1.indices.map { 10 * $0 }
    var record = RunRecord(
      experiment: "made", runID: id, status: run.status, seed: run.seed,
      iterations: iterations.last ?? 0,
      provenance: Provenance(
        created: "2026-01-01T00:00:00Z", wallSeconds: 1, host: "host", cpuModel: "cpu",
        kernelSet: "set", commandLine: "gfrun", gfrunVersion: "0"),
      config: "name: made\nseed: \(run.seed)\n",
      source: "name: made\ndescription: About </script><b>nothing</b>\n")
    record.metrics = MetricRecord(
      iterations: iterations, wallTime: iterations.map(Double.init),
      series: [MetricSeries(name: "w1", values: run.w1)])
    record.training = TrainingRecord(
      iterations: [1, 2], series: [TrainingColumn(name: "loss", values: [2, 1])])
    return record
  }
}
