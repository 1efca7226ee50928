import Benchmarking
import Execution
import Foundation
import Glibc
import Planning
import Results
import Specification
import Trainers
import Training

/// The files and the contenders of `gfbench sweeps`, in a folder of their own.
struct SweepBench {
  private let program: String
  private let clock: ProgramCall.Clock
  private let options: ContestOptions
  private let folder: URL

  /// The gfrun that was built with this gfbench.
  static let programBeside: String =
    URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appendingPathComponent("gfrun").path

  init(program: String, clock: ProgramCall.Clock, options: ContestOptions) throws {
    guard FileManager.default.isExecutableFile(atPath: program) else {
      throw PeerError.notStarted(program: program, reason: "there is no such program")
    }
    self.program = URL(fileURLWithPath: program).standardizedFileURL.path
    (self.clock, self.options) = (clock, options)
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("gfbench-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// Removes all files.
  func remove() { try? FileManager.default.removeItem(at: folder) }

  /// gfrun without anything to do and with one run, and Hydra with one job.
  func starts() throws -> [any Contender] {
    let one = try write("one", sweep: "")
    try carryOut([one, "--results", "done", "--quiet"])
    return [
      call("gfrun, nothing to do") { _ in [one, "--results", "done", "--quiet"] },
      gfrun("gfrun, one run", one), hydra("Hydra, one job", []),
    ]
  }

  /// A sweep by gfrun, whose runs have a process each, and by Hydra; then one job by each.
  func sweeps(jobs: Int) throws -> [any Contender] {
    let many = try write("many", sweep: "sweep: {seeds: \(jobs)}\n")
    return [
      gfrun("gfrun, a process per run", many, ["-j", "1"], jobs: jobs),
      hydra("Hydra, basic launcher", ["-m", "+job=range(\(jobs))"], jobs: jobs),
      gfrun("gfrun, one run", try write("one", sweep: "")), hydra("Hydra, one job", []),
    ]
  }

  /// Status of a sweep that was carried out here, plan of a larger one, status of a sweep that was
  /// copied here; and Hydra with one job.
  func looks(stored: Int) throws -> [any Contender] {
    let large = try write(
      "large", sweep: "sweep: {grid: {flow.step: {linspace: [0.1, 1, 1000]}}, seeds: 100}\n")
    let shown = try fill(stored)
    try carryOut(["status", shown.path])
    let index = shown.appendingPathComponent(".gfrun/index")
    let kept = try Data(contentsOf: index)
    return [
      call("status of \(stored) runs") { _ in
        try kept.write(to: index)
        return ["status", shown.path]
      },
      call("plan of 100000 runs") { _ in ["plan", large] },
      call("status of \(stored) runs, copied") { _ in
        try? FileManager.default.removeItem(at: index)
        return ["status", shown.path]
      },
      hydra("Hydra, one job", []),
    ]
  }

  private func call(
    _ name: String, jobs: Int = 1, _ arguments: @escaping (Int) throws -> [String]
  ) -> ProgramCall {
    ProgramCall(
      name: name, side: "gfrun", clock: clock, program: program, folder: folder.path, units: jobs,
      arguments: arguments)
  }

  /// gfrun on a file, each time with results of its own.
  private func gfrun(
    _ name: String, _ file: String, _ words: [String] = [], jobs: Int = 1
  ) -> ProgramCall {
    call(name, jobs: jobs) { number in
      [file, "--results", "results-\(UUID().uuidString)", "--quiet"] + words
    }
  }

  private func hydra(_ name: String, _ words: [String], jobs: Int = 1) -> any Contender {
    let scripts = options.scripts ?? PeerScripts.folder ?? "scripts/peers"
    let asked = options.peers.names.contains(Peer.hydra.rawValue)
    return ProgramCall(
      name: name, side: Peer.hydra.title, clock: clock, program: options.python,
      folder: folder.path, units: jobs
    ) { _ in
      guard asked else { throw PeerError.failed(reason: "it was not asked for") }
      return ["\(scripts)/hydra_noop.py"] + words
    }
  }

  /// Writes an experiment whose runs do next to nothing, and returns its path.
  private func write(_ name: String, sweep: String) throws -> String {
    let text = """
      name: \(name)
      data: {target: {kind: gaussian, dimension: 2}, source: {kind: gaussian, dimension: 2}}
      generator: {kind: mlp, hidden: [2]}
      potential: {kind: mlp, hidden: [2]}
      flow: {kind: w1}
      schedule: {iterations: 1, batch: 2}
      metrics: {every: 1, count: 2, compute: [w1]}
      samples: {every: 1, count: 2}
      \(sweep)
      """
    let path = folder.appendingPathComponent("\(name).yaml").path
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }
}

// MARK: - Files

extension SweepBench {
  /// The results of a sweep of `count` runs, all done, as they would be after it; its folder.
  private func fill(_ count: Int) throws -> URL {
    let path = try write("shown", sweep: "sweep: {seeds: \(count)}\n")
    let results = folder.appendingPathComponent("shown-results")
    try carryOut([path, "--results", results.path, "--quiet", "--limit", "1"])
    let shown = results.appendingPathComponent("shown")
    let plan = try Plan(
      experiment: try Experiment.load(path: path, vocabulary: Registry.builtIn.vocabulary))
    var record = try RunFile.read(
      from: shown.appendingPathComponent("\(plan.runs[0].id).h5").path)
    for run in plan.runs.dropFirst() {
      (record.runID, record.seed) = (run.id.description, run.seed)
      let file = shown.appendingPathComponent("\(run.id).h5")
      try Data(try RunFile.image(of: record, for: file.path)).write(to: file)
    }
    return shown
  }

  private func carryOut(_ arguments: [String]) throws {
    _ = try call("gfrun") { _ in arguments }.round()
  }

  /// Publishing the file of a run as its process does, and writing the same bytes with `fsync`.
  func publications() throws -> [any Contender] {
    let path = try write("published", sweep: "")
    let results = folder.appendingPathComponent("published-results")
    try carryOut([path, "--results", results.path, "--quiet"])
    let place = SweepFolder(experiment: "published", results: results.path)
    let id = try Plan(
      experiment: try Experiment.load(path: path, vocabulary: Registry.builtIn.vocabulary)
    ).runs[0].id.description
    let record = try RunFile.read(from: place.runFile(id))
    let image = try RunFile.image(of: record, for: place.runFile(id))
    let number = Counter()
    return [
      workload("publishing, from the record to the file") {
        var record = record
        record.runID = number.nextID()
        let outcome = try Publication(in: place).publish(
          record, under: nil, flushingFolder: false)
        precondition(outcome == .published, "each has a name of its own")
      },
      workload("writing \(image.count) bytes with fsync") {
        try Self.writeSafely(image, to: place.runFile(number.nextID()))
      },
      workload("building those bytes with HDF5") {
        _ = try RunFile.image(of: record, for: place.runFile(id))
      },
    ]
  }

  private func workload(_ name: String, _ step: @escaping () throws -> Void) -> Workload {
    let start = ContinuousClock.now
    return Workload(
      name: name, side: name, block: options.block,
      clock: { (ContinuousClock.now - start) / .seconds(1) },
      make: { { count in for _ in 0..<count { try step() } } })
  }

  private static func writeSafely(_ bytes: [UInt8], to path: String) throws {
    let file = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw PeerError.failed(reason: "cannot create '\(path)'") }
    defer { close(file) }
    let count = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(file, $0.baseAddress, $0.count) }
    guard count == bytes.count, fsync(file) == 0 else {
      throw PeerError.failed(reason: "cannot write '\(path)'")
    }
  }

  /// Ids that no run has.
  private final class Counter {
    private var last = 0

    func nextID() -> String {
      last += 1
      let digits = String(last, radix: 16)
      return String(repeating: "0", count: 12 - digits.count) + digits
    }
  }
}
