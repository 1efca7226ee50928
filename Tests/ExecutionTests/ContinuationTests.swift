import Execution
import Foundation
import Planning
import Results
import Synchronization
import Testing

/// Keeps the lines of a sweep.
private final class Lines: Sendable {
  private let lines = Mutex<[String]>([])

  var text: String { lines.withLock { $0.joined(separator: "\n") } }

  func observer() -> sending any ExecutionObserver {
    LineProgress { [self] line in lines.withLock { $0.append(line) } }
  }
}

@Suite("A sweep that goes on")
struct ContinuationTests {
  typealias Results = SweepExecutorTests.Results

  /// Options under which a checkpoint is made as often as its cost allows.
  static var eager: ExecutionOptions {
    var options = ExecutionOptions()
    options.checkpointPeriod = .zero
    return options
  }

  @Test("keeps the checkpoint of a run that failed after it, and goes on from there")
  func failure() throws {
    let results = Results()
    let plan = try SweepExecutorTests.plan(steps: [2])
    #expect(try results.execute(plan, options: Self.eager).failed == 1)
    let id = plan.runs[0].id.description
    let record = try RunFile.read(from: results.folder.runFile(id))
    let checkpoint = try #require(record.checkpoint)
    #expect(record.status == .failed && (0...3).contains(checkpoint.iteration))
    let note = try #require(FailureNote(of: id, in: results.folder))
    #expect(note.kind == .error && note.reason == "broke down" && note.iteration == 3)
    let lines = Lines()
    #expect(try results.execute(plan, observer: lines.observer()).failed == 1)
    #expect(lines.text.contains("goes on from iteration \(checkpoint.iteration)"))
    var anew = ExecutionOptions()
    anew.anew = true
    let others = Lines()
    #expect(try results.execute(plan, options: anew, observer: others.observer()).failed == 1)
    #expect(!others.text.contains("goes on from"))
  }

  @Test("begins a run anew whose trainer does not go on where it was")
  func forgetfulTrainer() throws {
    let results = Results()
    let plan = try SweepExecutorTests.plan(steps: [10])
    let path = results.folder.runFile(plan.runs[0].id.description)
    #expect(try results.execute(plan, options: Self.eager).done == 1)
    var record = try RunFile.read(from: path)
    let whole = try RunFile.digests(of: path)
    #expect(record.checkpoint == nil, "a result holds no checkpoint")
    record.status = .running
    record.checkpoint = CheckpointRecord(
      iteration: 3, trainingSeconds: 1, program: Self.program, arrays: [])
    try RunFile.write(record, to: path)
    let lines = Lines()
    #expect(try results.execute(plan, observer: lines.observer()).done == 1)
    #expect(lines.text.contains("begins anew: the trainer went on from another iteration"))
    #expect(try RunFile.digests(of: path) == whole)
  }

  /// The digest of this program, as its own checkpoints say it.
  static let program: String = {
    let results = Results()
    guard let plan = try? SweepExecutorTests.plan(steps: [2]),
      (try? results.execute(plan, options: eager)) != nil,
      let record = try? RunFile.read(
        from: results.folder.runFile(plan.runs[0].id.description))
    else { return "" }
    return record.checkpoint?.program ?? ""
  }()

  @Test("stops when as many runs failed as may")
  func failFast() throws {
    let results = Results()
    var options = ExecutionOptions()
    options.maximumFailures = 1
    let outcome = try results.execute(
      try SweepExecutorTests.plan(steps: [1, 2, 0.5]), jobs: 1, options: options)
    #expect(outcome.failed == 1 && outcome.executed == 1 && outcome.done == 0)
    #expect(outcome.stop == .failures)
  }

  @Test("carries out only what was selected, and no more than was asked for")
  func selection() throws {
    let results = Results()
    let plan = try SweepExecutorTests.plan(steps: [0.25, 0.5, 0.75, 4])
    let wanted = Set(plan.runs.dropFirst().map(\.id))
    var options = ExecutionOptions()
    options.selects = { wanted.contains($0.id) }
    options.limit = 2
    let outcome = try results.execute(plan, options: options)
    #expect(outcome.runs == 3 && outcome.executed == 2 && outcome.done == 2)
    let status = try SweepStatus(of: results.folder)
    #expect(status.planned == 4 && status.done == 2 && status.waiting == 2)
  }

  @Test("waits for a run in other hands, and takes it over once these are silent")
  func silentHolder() throws {
    let results = Results()
    let plan = try SweepExecutorTests.plan(steps: [0.25, 0.5])
    let id = plan.runs[0].id.description
    try FileManager.default.createDirectory(
      atPath: results.folder.leases, withIntermediateDirectories: true)
    let elsewhere = LeaseTests.holder(host: "elsewhere", boot: "another")
    let lease = Lease(runID: id, token: "t", holder: elsewhere, attempt: 1, since: "")
    try Data(#require(lease.bytes)).write(to: URL(fileURLWithPath: results.folder.leaseFile(id)))
    let status = try SweepStatus(of: results.folder)
    #expect(status.running.isEmpty, "no plan yet, no file")
    var options = ExecutionOptions()
    options.silence = .milliseconds(600)
    let lines = Lines()
    let start = ContinuousClock.now
    let outcome = try results.execute(plan, options: options, observer: lines.observer())
    #expect(outcome.done == 2 && outcome.executed == 2)
    #expect(ContinuousClock.now - start > .milliseconds(600))
    #expect(lines.text.contains("in the hands of another gfrun"))
    #expect(
      lines.text.contains("on elsewhere has it; it is taken over where that is silent for 600 ms"))
  }

  @Test("says how long it still takes: runs in hand at their pace, others as the done ones")
  func remaining() throws {
    let results = Results()
    let plan = try SweepExecutorTests.plan(steps: [0.25, 0.5, 0.75, 1])
    var options = ExecutionOptions()
    options.limit = 1
    #expect(try results.execute(plan, options: options).done == 1)
    #expect(try SweepStatus(of: results.folder).remaining == nil, "nobody is at work")
    var lease = Lease(
      runID: plan.runs[1].id.description, token: "t", holder: .current, attempt: 1, since: "")
    lease.progress = .init(iteration: 10, iterations: 50, first: 5, seconds: 2)
    let path = results.folder.leaseFile(lease.runID)
    try Data(#require(lease.bytes)).write(to: URL(fileURLWithPath: path))
    let status = try SweepStatus(of: results.folder)
    #expect(status.running.map(\.remaining) == [16] && status.waiting == 2)
    let done = try RunFile.outline(of: results.folder.runFile(plan.runs[0].id.description))
    let expected = 16 + 2 * done.seconds
    #expect(try abs(#require(status.remaining) - expected) < 1e-9)
  }

  @Test("leaves to others what they finish meanwhile")
  func finishedElsewhere() throws {
    let (results, other) = (Results(), Results())
    let plan = try SweepExecutorTests.plan(steps: [0.25])
    let id = plan.runs[0].id.description
    #expect(try other.execute(plan).done == 1)
    try FileManager.default.createDirectory(
      atPath: results.folder.leases, withIntermediateDirectories: true)
    let lease = Lease(
      runID: id, token: "t", holder: LeaseTests.holder(host: "elsewhere", boot: "another"),
      attempt: 1, since: "")
    let leasePath = results.folder.leaseFile(id)
    try Data(#require(lease.bytes)).write(to: URL(fileURLWithPath: leasePath))
    let (from, to) = (other.folder.runFile(id), results.folder.runFile(id))
    Thread.detachNewThread {
      Thread.sleep(forTimeInterval: 0.5)
      try? FileManager.default.copyItem(atPath: from, toPath: to)
      try? FileManager.default.removeItem(atPath: leasePath)
    }
    let outcome = try results.execute(plan)
    #expect(outcome.done == 1 && outcome.executed == 0)
  }

  @Test("moves what is no result of ours out of the way, and says where to")
  func foreignFile() throws {
    let results = Results()
    let plan = try SweepExecutorTests.plan(steps: [0.25])
    let path = results.folder.runFile(plan.runs[0].id.description)
    try FileManager.default.createDirectory(
      atPath: results.folder.path, withIntermediateDirectories: true)
    try Data("somebody's".utf8).write(to: URL(fileURLWithPath: path))
    let lines = Lines()
    #expect(try results.execute(plan, observer: lines.observer()).done == 1)
    #expect(lines.text.contains("is no HDF5 file; it was moved to"))
    let aside = results.folder.internals + "/set-aside"
    let names = try FileManager.default.contentsOfDirectory(atPath: aside)
    let kept = try Data(contentsOf: URL(fileURLWithPath: "\(aside)/\(#require(names.first))"))
    #expect(String(decoding: kept, as: UTF8.self) == "somebody's")
  }

  @Test("finds garbage, and removes that alone")
  func garbage() throws {
    let results = Results()
    #expect(try results.execute(try SweepExecutorTests.plan(steps: [0.25, 2])).done == 1)
    #expect(try results.execute(try SweepExecutorTests.plan(steps: [0.25])).done == 1)
    let dead = LeaseTests.holder(pid: 0x3F_FFFF)
    let lease = Lease(runID: "0123456789ab", token: "t", holder: dead, attempt: 1, since: "")
    let path = results.folder.leaseFile("0123456789ab")
    try Data(#require(lease.bytes)).write(to: URL(fileURLWithPath: path))
    let garbage = try Garbage(in: results.folder, orphans: false)
    #expect(
      garbage.items.count == 2, "a dead lease, and the note on a run that is no longer planned")
    #expect(garbage.remove().isEmpty)
    #expect(try Garbage(in: results.folder, orphans: false).items.isEmpty)
    #expect(try Garbage(in: results.folder, orphans: true).items.count == 1, "its file")
    #expect(try results.execute(try SweepExecutorTests.plan(steps: [0.25])).executed == 0)
  }
}
