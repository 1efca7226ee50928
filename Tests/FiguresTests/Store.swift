import Execution
import Figures
import Foundation
import Planning
import Results
import Specification

/// A plan whose runs have files that were written and not computed.
struct Store {
  let plan: Plan
  let folder: SweepFolder
  private let root: URL

  /// Two cases of which the second sweeps the persistency, two seeds: `wgan`, `euler` with 1 and 5.
  static let experiment = """
    name: small
    data: {target: {kind: gaussian-ring, modes: 4}}
    flow: {kind: w1, fit: half-mean}
    schedule: {iterations: 20}
    sweep:
      cases:
        wgan: {flow.update: adversarial, flow.persistency: 1}
        euler: {flow.update: forward-euler}
      grid: {flow.persistency: [1, 5]}
      seeds: 2

    """

  /// Plans `text` with `figures` and writes the runs that `record` makes something of.
  init(
    _ text: String = Store.experiment, figures: String = "",
    record: (PlannedRun, Value) -> RunRecord? = { run, values in Store.record(run, values) }
  ) throws {
    plan = try Store.plan(text + figures)
    root = FileManager.default.temporaryDirectory.appending(path: "figures-\(UUID().uuidString)")
    folder = SweepFolder(experiment: plan.experiment.name, results: root.path)
    try FileManager.default.createDirectory(
      atPath: folder.path, withIntermediateDirectories: true)
    for run in plan.runs {
      guard let record = record(run, plan.resolved(run)) else { continue }
      try RunFile.write(record, to: folder.runFile(run.id.description))
    }
  }

  static func plan(_ text: String) throws -> Plan {
    try Plan(experiment: Experiment.read(text: text, named: "small.yaml"))
  }

  func remove() { try? FileManager.default.removeItem(at: root) }

  /// The runs and one of the figures.
  func request(_ index: Int = 0) throws -> (figure: FigureRequest, runs: FinishedRuns) {
    let figure = FigureRequest(value: plan.experiment.figures[index])
    return (figure, try FinishedRuns(plan, in: folder).meeting(figure.value["of"]))
  }

  /// A run whose W1 at iteration n is 1 + K + seed − n / 20, K the persistency; its four samples move right.
  static func record(
    _ run: PlannedRun, _ values: Value, status: RunStatus = .complete,
    iterations: [Int] = [0, 10, 20]
  ) -> RunRecord {
    let persistency = values["flow"]["persistency"].number
    let seed = Double(run.seed)
    var record = RunRecord(
      experiment: "small", runID: run.id.description, status: status, seed: run.seed,
      iterations: iterations.last ?? 0,
      provenance: Provenance(
        created: "2026-01-01T00:00:00Z", wallSeconds: 1, host: "host", cpuModel: "cpu",
        kernelSet: "set", commandLine: "gfrun", gfrunVersion: "0"), config: "", source: "")
    record.metrics = MetricRecord(
      iterations: iterations, wallTime: iterations.map { Double($0) * (1 + seed) },
      series: [
        MetricSeries(
          name: "w1", values: iterations.map { 1 + persistency + seed - Double($0) / 20 },
          longName: "1-Wasserstein distance", attributes: [NamedMetadata("floor", .number(0.5))])
      ])
    record.training = TrainingRecord(
      iterations: [1, 2, 3], series: [TrainingColumn(name: "potential_loss", values: [4, 2, 0])])
    let moved = iterations.map { Float($0) / 10 }
    record.samples = SampleRecord(
      sampleShape: [2], count: 4, iterations: iterations,
      flowTime: iterations.map { Double($0) * 0.1 }, wallTime: iterations.map(Double.init),
      snapshots: moved.flatMap { [$0, 0, $0 + 1, 0, $0, 1, $0 + 1, 1] },
      target: [0, 0, 2, 0, 0, 2, 2, 2])
    return record
  }
}

extension Value {
  /// The numbers of a list; not a number for null.
  var numbersOrNaN: [Double] { list.map { $0.numberOrNil ?? .nan } }
}
