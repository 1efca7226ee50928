import Foundation
import Glibc
import Results
import Testing

/// Sweeps that are killed, stopped and started side by side, against one that was left alone.
///
/// The quick part: `scripts/faults.py` breaks more, and longer.
@Suite("A sweep survives", .serialized)
struct FaultTests {
  static let reference: Result<[String: [Digest]], any Error> = Result {
    let sweep = try FaultySweep()
    #expect(try sweep.finish("-j", "2") == 1)
    return try sweep.digests()
  }

  private func expectSameBytes(_ sweep: FaultySweep) throws {
    let expected = try Self.reference.get()
    #expect(expected.count == 4 && expected.values.allSatisfy { $0.count > 8 })
    #expect(try sweep.digests() == expected)
    #expect(try sweep.internals("leases").isEmpty)
  }

  @Test("workers and the processes of runs that are killed", arguments: ["1", "8"])
  func killedWorkers(jobs: String) throws {
    let sweep = try FaultySweep()
    let process = try sweep.start("-j", jobs, "--retries", "100")
    var kills = 0
    while process.isRunning, kills < 6 {
      usleep(40_000)
      // A worker takes its run with it; a run leaves its worker alone.
      let victims = kills % 2 == 0 ? sweep.runs(of: process) : sweep.workers(of: process)
      for victim in victims.prefix(1) where kill(victim, SIGKILL) == 0 { kills += 1 }
    }
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(sweep.talk)")
    #expect(kills >= 3)
    try expectSameBytes(sweep)
  }

  @Test("its own death, and that of its workers, again and again", arguments: [false, true])
  func killedParent(withWorkers: Bool) throws {
    let sweep = try FaultySweep()
    for turn in 0..<4 {
      let process = try sweep.start("-j", "2")
      usleep(useconds_t(150_000 + 60_000 * turn))
      let workers = withWorkers ? sweep.workers(of: process) + sweep.runs(of: process) : []
      for pid in [process.processIdentifier] + workers { kill(pid, SIGKILL) }
      process.waitUntilExit()
    }
    #expect(try sweep.finish("-j", "2") == 1, "\(sweep.talk)")
    try expectSameBytes(sweep)
  }

  @Test(
    "a signal: it makes a checkpoint, says so by its exit code, and goes on from there",
    arguments: [SIGINT, SIGTERM, SIGHUP])
  func signalled(number: Int32) throws {
    // Who was started under nohup does not end with the terminal, nor do its children.
    if number == SIGHUP, Self.ignoresHangup { return }
    let sweep = try FaultySweep()
    let process = try sweep.start("-j", "2", "--checkpoint-every", "1h")
    #expect(sweep.comesAbout { sweep.runs(of: process).count == 2 && sweep.progress > 0 })
    kill(process.processIdentifier, number)
    let start = ContinuousClock.now
    process.waitUntilExit()
    #expect(ContinuousClock.now - start < .seconds(10))
    #expect(process.terminationStatus == 128 + number, "\(sweep.talk)")
    let parts = try sweep.runFiles().map { try RunFile.read(from: $0) }
      .filter { $0.status == .running }
    #expect(!parts.isEmpty)
    #expect(parts.allSatisfy { ($0.checkpoint?.iteration ?? 0) > 0 })
    #expect(try sweep.finish("-j", "1") == 1)
    #expect(sweep.talk.contains("goes on from iteration"))
    try expectSameBytes(sweep)
  }

  private static let ignoresHangup: Bool = {
    var action = sigaction()
    unsafe sigaction(SIGHUP, nil, &action)
    return unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
  }()

  @Test("two of it on one folder, which share the work")
  func twoParents() throws {
    let sweep = try FaultySweep()
    let pair = try (0..<2).map { _ in try sweep.start("-j", "1") }
    for process in pair { process.waitUntilExit() }
    #expect(pair.map(\.terminationStatus) == [0, 0], "\(sweep.talk)")
    let done = sweep.talk.split(separator: "\n").count { $0.hasPrefix("done ") }
    #expect(done >= 4)
    #expect(sweep.talk.contains("another gfrun"), "each met the other's work")
    try expectSameBytes(sweep)
  }

  @Test("being cut into shards that know nothing of each other")
  func shards() throws {
    let sweep = try FaultySweep()
    let parts = try (1...3).map { try sweep.start("-j", "1", "--shard", "\($0)/3") }
    for process in parts { process.waitUntilExit() }
    #expect(parts.map(\.terminationStatus) == [0, 0, 0], "\(sweep.talk)")
    #expect(try sweep.finish() == 1)
    #expect(sweep.talk.contains("all 4 runs are done"))
    try expectSameBytes(sweep)
  }

  @Test("a checkpoint that cannot be trusted: the run begins anew, with a message")
  func damagedCheckpoint() throws {
    let sweep = try FaultySweep()
    let process = try sweep.start("-j", "1", "--checkpoint-every", "10ms")
    #expect(sweep.comesAbout { (try? sweep.runFiles().count) ?? 0 > 0 })
    kill(process.processIdentifier, SIGINT)
    process.waitUntilExit()
    let path = try #require(
      try sweep.runFiles().first { try RunFile.outline(of: $0).status == .running })
    var record = try RunFile.read(from: path)
    record.checkpoint?.program = "another"
    try RunFile.write(record, to: path)
    #expect(try sweep.finish() == 1)
    #expect(sweep.talk.contains("begins anew: another build of gfrun wrote it"), "\(sweep.talk)")
    try expectSameBytes(sweep)
  }

  @Test("a checkpoint that brings down every worker: the run begins anew after three of them")
  func crashLoop() throws {
    let sweep = try FaultySweep()
    let first = try sweep.start("-j", "1", "--checkpoint-every", "20ms")
    #expect(sweep.comesAbout { (try? sweep.runFiles().count) ?? 0 > 0 })
    kill(first.processIdentifier, SIGINT)
    first.waitUntilExit()
    // Two calls, each with one retry: what the first found out is kept for the second.
    for (call, crashes) in [2, 1].enumerated() {
      let process = try sweep.start(
        "-j", "1", "--limit", "1", "--checkpoint-every", "1h", backtraces: false)
      var hit: Set<pid_t> = []
      #expect(
        sweep.comesAbout {
          if sweep.progress > 0 {
            for run in sweep.runs(of: process) where !hit.contains(run) {
              hit.insert(run)
              kill(run, SIGSEGV)
              break
            }
          }
          return hit.count == crashes
        })
      process.waitUntilExit()
      #expect(process.terminationStatus == (call == 0 ? 1 : 0), "\(sweep.talk)")
    }
    #expect(sweep.talk.contains("crashed 3 times from one checkpoint; begins anew"))
    #expect(try sweep.finish() == 1)
    try expectSameBytes(sweep)
  }

  @Test("files that are garbled in any way: each is named, and carried out again")
  func garbledFiles() throws {
    let sweep = try FaultySweep()
    #expect(try sweep.finish("-j", "2") == 1)
    let path = try #require(try sweep.runFiles().first)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    var random = SystemRandomNumberGenerator()
    for number in 0..<150 {
      var garbled = bytes
      for _ in 0..<[1, 8, 40][number % 3] {
        // Most of what HDF5 says of the file itself stands at its beginning.
        let bound = number % 2 == 0 ? 4000 : bytes.count
        garbled[Int.random(in: 0..<bound, using: &random)] = UInt8.random(in: 0...255)
      }
      if number % 5 == 0 { garbled = garbled.prefix(Int.random(in: 0..<bytes.count)) }
      let name = String(number, radix: 16)
      let id = String(repeating: "0", count: 12 - name.count) + name
      try garbled.write(to: sweep.results.appendingPathComponent("\(id).h5"))
    }
    for command in [["status"], ["collect"], ["gc", "-n"], ["verify"]] {
      let outcome = try Program.run(
        Program.path, command + [sweep.results.path], in: sweep.program.folder)
      #expect(outcome.status == (command == ["verify"] ? 1 : 0), "\(command): \(outcome.talk)")
      guard command == ["verify"] else { continue }
      #expect(outcome.talk.contains("154 run files checked, 150 with problems"))
      #expect(outcome.output.split(separator: "\n").count == 150)
    }
    #expect(try sweep.finish() == 1)
  }

  @Test("the end of a run's process by a fault: one run fails, with the signal, the others go on")
  func fault() throws {
    let sweep = try FaultySweep()
    let process = try sweep.start("-j", "1", "--retries", "0", backtraces: false)
    #expect(sweep.comesAbout { sweep.progress > 0 })
    for run in sweep.runs(of: process) { kill(run, SIGSEGV) }
    process.waitUntilExit()
    #expect(process.terminationStatus == 1)
    #expect(sweep.talk.contains("3 of 4 runs done; 1 failed"), "\(sweep.talk)")
    let status = try sweep.program.call("status", "results/faulty").output
    #expect(status.contains("1 failed") && status.contains("signal 11"), "\(status)")
    let id = try #require(try sweep.internals("failures").first?.prefix(12))
    #expect(try sweep.program.call("logs", String(id)).talk.contains("signal 11"))
    let retried = try sweep.program.call("retry", "experiment.yaml")
    #expect(retried.status == 0 && retried.talk.contains("1 of 1 runs done"), "\(retried.talk)")
    #expect(try sweep.internals("failures").isEmpty)
    try expectSameBytes(sweep)
  }

  @Test("the wish that one run's process ends: it makes a checkpoint, and is carried on")
  func toldToEnd() throws {
    let sweep = try FaultySweep()
    let process = try sweep.start("-j", "1", "--limit", "1", "--checkpoint-every", "1h")
    #expect(sweep.comesAbout { sweep.progress > 0 })
    // A worker hands on what it is told.
    for pid in sweep.workers(of: process) { kill(pid, SIGTERM) }
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(sweep.talk)")
    #expect(sweep.talk.contains("its process was told to end; tried again"), "\(sweep.talk)")
    #expect(sweep.talk.contains("goes on from iteration"))
    #expect(try sweep.finish() == 1)
    try expectSameBytes(sweep)
  }

  @Test("nothing of one run in the next: each has a process of its own, its worker one thread")
  func processPerRun() throws {
    let sweep = try FaultySweep()
    let process = try sweep.start("-j", "1")
    var (workers, runs): (Set<pid_t>, Set<pid_t>) = ([], [])
    while process.isRunning {
      for worker in sweep.workers(of: process) {
        workers.insert(worker)
        let threads = try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(worker)/task")
        #expect(threads?.count ?? 1 == 1)
      }
      runs.formUnion(sweep.runs(of: process))
      usleep(20_000)
    }
    #expect(workers.count == 1 && runs.count == 4, "\(workers), \(runs)")
    try expectSameBytes(sweep)
  }

  @Test("time limits, of a run and of the whole")
  func timeLimits() throws {
    let sweep = try FaultySweep()
    let run = try sweep.program.call(
      "experiment.yaml", "-j", "2", "--timeout", "50ms", "--limit", "2")
    #expect(run.status == 1)
    #expect(run.talk.contains("not done after 50 ms"), "\(run.talk)")
    let whole = try sweep.program.call("experiment.yaml", "-j", "2", "--sweep-timeout", "100ms")
    #expect(whole.status == 75, "\(whole.talk)")
    #expect(try sweep.finish() == 1)
    try expectSameBytes(sweep)
  }

  @Test("the loss of its folder, with a message and the documented code")
  func lostFolder() throws {
    let sweep = try FaultySweep()
    let process = try sweep.start("-j", "2")
    #expect(sweep.comesAbout { sweep.progress > 0 })
    let moved = sweep.program.folder.appendingPathComponent("moved")
    try FileManager.default.moveItem(at: sweep.results, to: moved)
    process.waitUntilExit()
    #expect(process.terminationStatus == 73, "\(sweep.talk)")
    #expect(sweep.talk.contains("gfrun: error: cannot"))
  }

  @Test(
    "a disk without room, at whatever is written next: one message, and it goes on where there is room",
    .enabled(if: geteuid() == 0, "needs root to mount one"),
    arguments: [
      "size=4k", "size=12k", "size=24k", "size=64k", "size=96k", "nr_inodes=2", "nr_inodes=5",
      "nr_inodes=7", "nr_inodes=9", "nr_inodes=12",
    ])
  func fullDisk(option: String) throws {
    let sweep = try FaultySweep()
    let place = sweep.program.folder.appendingPathComponent("results").path
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    guard unsafe mount("tmpfs", place, "tmpfs", 0, option) == 0 else { return }
    defer { unsafe umount(place) }
    let full = try sweep.program.call("experiment.yaml", "-j", "2")
    #expect(full.status == 74, "\(full.talk)")
    let errors = full.talk.split(separator: "\n").filter { $0.hasPrefix("gfrun: error:") }
    #expect(errors.count == 1 && errors[0].hasSuffix("No space left on device"), "\(full.talk)")
    for path in (try? sweep.runFiles()) ?? [] { #expect(try RunFile.damaged(in: path).isEmpty) }
    let room = "size=64m,nr_inodes=10000"
    #expect(unsafe mount("tmpfs", place, "tmpfs", UInt(MS_REMOUNT), room) == 0)
    #expect(try sweep.finish("-j", "2") == 1)
    try expectSameBytes(sweep)
  }
}
