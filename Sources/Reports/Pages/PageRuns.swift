import Execution
import Results
import Specification

/// The runs of a page: a row of the table each, with its curves thinned and its words kept once.
struct PageRuns {
  private let keys: RunKeys
  private let points: Int
  private let evaluations: ChosenIterations
  private let steps: ChosenIterations
  private var metrics: [MetricSeries] = []
  private var training: [String] = []
  private var lines = Pool()
  private var clocks = Pool()
  private var flows = Pool()
  private var origins = Pool()
  private var runs: [Value] = []
  private var isThinned = false
  /// The experiment as it was written: that of the first run that has it.
  private(set) var source: String?

  /// No runs yet of a sweep.
  init(_ results: SweepResults, _ limits: PageLimits) {
    let names = SeriesNames(results.runs)
    (keys, metrics, training) = (RunKeys(results), names.metrics, names.training)
    points = limits.points(ofEach: results.runs.count * (metrics.count + training.count))
    let curves = results.runs.compactMap(\.curves)
    evaluations = ChosenIterations(of: curves.map(\.metrics.iterations), limit: points)
    steps = ChosenIterations(of: curves.map(\.training.iterations), limit: points)
  }

  /// Adds a run, and what its file says where there is one.
  ///
  /// - Parameters:
  ///   - run: the run.
  ///   - account: what its file says besides curves.
  ///   - curves: its curves; nil where it has none.
  mutating func add(_ run: SweepResults.Run, _ account: RunAccount?, _ curves: RunCurves?) {
    var object: Value = [
      "id": .string(run.id), "seed": .integer(run.seed), "status": .string(run.status),
      "values": .list(shownKeys.map { keys.value(of: $0, in: run).json }),
    ]
    if let curves {
      object = object.adding("iterations", .integer(curves.iterations))
      object = adding(curves.metrics, to: object)
      object = adding(curves.training, to: object)
    }
    if let account { object = adding(account, to: object) }
    runs.append(object)
  }

  /// The keys that the table shows, the seed aside.
  private var shownKeys: [String] { keys.known.filter { $0 != "seed" } }

  private mutating func adding(_ record: MetricRecord, to object: Value) -> Value {
    let places = evaluations.places(in: record.iterations)
    isThinned = isThinned || places.count < record.iterations.count
    let found = metrics.map { metric in record.series.first { $0.name == metric.name } }
    return
      object
      .adding("clock", clocks.place(of: .list(places.map { .integer(record.iterations[$0]) })))
      .adding("wall", .list(places.map { .finite(record.wallTime[$0]) }))
      .adding("metrics", .list(found.map { Self.values($0?.values, at: places) }))
      .adding("last", .list(found.map { $0?.values.last.map(Value.finite) ?? .null }))
      .adding("floors", .list(found.map { $0?.floor.map(Value.finite) ?? .null }))
  }

  private mutating func adding(_ record: TrainingRecord, to object: Value) -> Value {
    guard !training.isEmpty else { return object }
    let places = steps.places(in: record.iterations)
    isThinned = isThinned || places.count < record.iterations.count
    let found = training.map { name in record.series.first { $0.name == name }?.values }
    return
      object
      .adding("steps", clocks.place(of: .list(places.map { .integer(record.iterations[$0]) })))
      .adding("training", .list(found.map { Self.values($0, at: places) }))
  }

  private mutating func adding(_ account: RunAccount, to object: Value) -> Value {
    if source == nil { source = account.source }
    let origin = account.provenance
    let snapshots = account.snapshots
    let words = account.config.split(separator: "\n", omittingEmptySubsequences: false)
    var object =
      object
      .adding("seconds", .finite(origin.wallSeconds))
      .adding("created", .string(origin.created))
      .adding("finished", origin.finished.map(Value.string) ?? .null)
      .adding("origin", origins.place(of: Self.value(of: origin)))
      .adding("config", .list(words.map { lines.place(of: .string(String($0))) }))
      .adding(
        "flow",
        flows.place(
          of: [
            "iterations": .list(snapshots.iterations.map(Value.integer)),
            "times": .list(snapshots.flowTime.map(Value.finite)),
          ]))
    if let message = account.message { object = object.adding("message", .string(message)) }
    return object
  }

  private static func value(of origin: Provenance) -> Value {
    [
      "gfrun": .string(origin.gfrunVersion),
      "commit": origin.gitCommit.map(Value.string) ?? .null, "changed": .boolean(origin.gitDirty),
      "host": .string(origin.host), "processor": .string(origin.cpuModel),
      "kernels": .string(origin.kernelSet), "command": .string(origin.commandLine),
    ]
  }

  private static func values(_ values: [Double]?, at places: [Int]) -> Value {
    guard let values else { return .null }
    return .list(places.map { .finite(values[$0]) })
  }

  /// What the page is told.
  var content: Value {
    [
      "keys": .list(shownKeys.map(Value.string)),
      "metrics": .list(
        metrics.map { metric in
          [
            "name": .string(metric.name), "meaning": .string(metric.longName ?? metric.name),
            "units": .string(metric.units),
          ]
        }), "training": .list(training.map(Value.string)), "runs": .list(runs),
      "clocks": .list(clocks.values), "flows": .list(flows.values),
      "origins": .list(origins.values), "lines": .list(lines.values),
    ]
  }

  /// What the page leaves out, in words.
  var notes: [String] {
    isThinned
      ? ["Of series with more than \(points) points, \(points) are shown, evenly chosen."] : []
  }
}
