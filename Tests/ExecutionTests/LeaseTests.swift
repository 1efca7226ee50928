import Execution
import Foundation
import Glibc
import Results
import Testing

@Suite("A lease")
struct LeaseTests {
  /// A folder of a sweep that goes with the test.
  final class Place {
    let folder = SweepFolder(
      experiment: "leased",
      results: FileManager.default.temporaryDirectory.path + "/gfrun-\(UUID().uuidString)")

    init() throws {
      for path in [folder.leases, folder.logs, folder.failures] {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      }
    }

    deinit {
      try? FileManager.default.removeItem(
        atPath: URL(fileURLWithPath: folder.path).deletingLastPathComponent().path)
    }

    /// Puts a lease of `holder` where a run's is.
    func plant(_ holder: ProcessIdentity, token: String = "planted") throws {
      let lease = Lease(runID: run, token: token, holder: holder, attempt: 1, since: "")
      try Data(#require(lease.bytes)).write(to: URL(fileURLWithPath: folder.leaseFile(run)))
    }

    let run = "0123456789ab"
  }

  static let own = ProcessIdentity.current

  static func holder(
    host: String = own.host, boot: String = own.boot, namespace: String = own.namespace,
    pid: Int32 = own.pid, started: UInt64 = own.started
  ) -> ProcessIdentity {
    ProcessIdentity(host: host, boot: boot, namespace: namespace, pid: pid, started: started)
  }

  @Test("is its holder's alone until given back")
  func exclusive() throws {
    let place = try Place()
    let leases = LeaseFolder(of: place.folder)
    guard case .taken(let mine) = try leases.take(place.run, attempt: 1) else {
      Issue.record("nobody has it")
      return
    }
    #expect(mine.isValid)
    mine.renew(Lease.Progress(iteration: 5, iterations: 10, first: 0, metric: "w1 1", seconds: 2))
    #expect(leases.lease(of: place.run)?.progress.iteration == 5)
    guard case .held(let other) = try leases.take(place.run, attempt: 1) else {
      Issue.record("it was taken twice")
      return
    }
    #expect(other.token == mine.lease.token)
    mine.giveBack()
    #expect(leases.lease(of: place.run) == nil)
    guard case .taken = try leases.take(place.run, attempt: 1) else {
      Issue.record("it was not given back")
      return
    }
  }

  @Test(
    "is broken where its holder is dead by evidence, and only there",
    arguments: [
      (holder(), false),
      (holder(started: own.started + 1), true),  // its number was used again
      (holder(pid: 0x3F_FFFF), true),  // no such process
      (holder(boot: "of an earlier day"), true),  // the machine was started again
      (holder(host: "elsewhere", boot: "another"), false),
      (holder(namespace: "pid:[1]", pid: 0x3F_FFFF), false),  // a container beside us
      (holder(host: "elsewhere", pid: 0x3F_FFFF), true),  // our kernel under another name
    ])
  func evidence(holder: ProcessIdentity, isBroken: Bool) throws {
    let place = try Place()
    try place.plant(holder)
    switch try LeaseFolder(of: place.folder).take(place.run, attempt: 1) {
    case .taken: #expect(isBroken)
    case .held: #expect(!isBroken)
    }
  }

  @Test("of another machine is broken by its token, once it was silent")
  func silence() throws {
    let place = try Place()
    try place.plant(Self.holder(host: "elsewhere", boot: "another"), token: "old")
    let leases = LeaseFolder(of: place.folder)
    guard case .held = try leases.take(place.run, attempt: 1, breaking: "older") else {
      Issue.record("another token says nothing")
      return
    }
    guard case .taken = try leases.take(place.run, attempt: 1, breaking: "old") else {
      Issue.record("its silence is enough")
      return
    }
  }

  @Test("that was broken disturbs nobody any more")
  func zombie() throws {
    let place = try Place()
    let leases = LeaseFolder(of: place.folder)
    guard case .taken(let zombie) = try leases.take(place.run, attempt: 1),
      case .taken(let heir) = try leases.take(
        place.run, attempt: 2, breaking: zombie.lease.token)
    else {
      Issue.record("it could not be broken")
      return
    }
    #expect(!zombie.isValid && heir.isValid)
    zombie.renew(Lease.Progress(iteration: 99))
    #expect(leases.lease(of: place.run)?.progress.iteration == 0)
    zombie.giveBack()
    #expect(heir.isValid)
  }

  @Test("is the work of one of many who ask at once")
  func race() async throws {
    let place = try Place()
    let leases = LeaseFolder(of: place.folder)
    let run = place.run
    try place.plant(Self.holder(pid: 0x3F_FFFF))
    let taken = try await withThrowingTaskGroup(of: Bool.self) { group in
      for _ in 0..<16 {
        group.addTask {
          if case .taken = try leases.take(run, attempt: 1) { true } else { false }
        }
      }
      return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(taken == 1)
  }
}

@Suite("A publication")
struct PublicationTests {
  static func record(_ place: LeaseTests.Place, _ status: RunStatus, loss: Double = 1) -> RunRecord
  {
    RunRecord(
      experiment: "leased", runID: place.run, status: status, seed: 0, iterations: 1,
      provenance: Provenance(
        created: "", wallSeconds: 1, host: "h", cpuModel: "c", kernelSet: "k", commandLine: "",
        gfrunVersion: "0"),
      config: "", source: "",
      training: TrainingRecord(iterations: [1], series: [.init(name: "loss", values: [loss])]))
  }

  @Test("puts a result in the place of a part, never a part in the place of a result")
  func order() throws {
    let place = try LeaseTests.Place()
    let publication = Publication(in: place.folder)
    let path = place.folder.runFile(place.run)
    for (status, outcome, found) in [
      (.running, .published, .running), (.failed, .published, .failed),
      (.complete, .published, .complete), (.running, .superseded, .complete),
      (.failed, .superseded, .complete), (.complete, .superseded, .complete),
    ] as [(RunStatus, Publication.Outcome, RunStatus)] {
      #expect(try publication.publish(Self.record(place, status), under: nil) == outcome)
      #expect(try RunFile.outline(of: path).status == found)
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: place.folder.path)
    #expect(names.sorted() == [".gfrun", "\(place.run).h5"])
  }

  @Test("raises the alarm over a second result that differs, and keeps both")
  func contradiction() throws {
    let place = try LeaseTests.Place()
    let publication = Publication(in: place.folder)
    _ = try publication.publish(Self.record(place, .complete), under: nil)
    let outcome = try publication.publish(Self.record(place, .complete, loss: 2), under: nil)
    guard case .contradicted(let contradiction) = outcome else {
      Issue.record("it went unnoticed: \(outcome)")
      return
    }
    #expect(contradiction.piece == "training/loss" && !contradiction.otherKernels)
    #expect(try RunFile.read(from: contradiction.path).training.series[0].values == [2])
    let first = try RunFile.read(from: place.folder.runFile(place.run))
    #expect(first.training.series[0].values == [1])
  }

  @Test("of a part is refused to whoever lost the lease")
  func disowned() throws {
    let place = try LeaseTests.Place()
    let leases = LeaseFolder(of: place.folder)
    guard case .taken(let zombie) = try leases.take(place.run, attempt: 1),
      case .taken(let heir) = try leases.take(
        place.run, attempt: 2, breaking: zombie.lease.token)
    else {
      Issue.record("it could not be broken")
      return
    }
    let publication = Publication(in: place.folder)
    #expect(try publication.publish(Self.record(place, .running), under: zombie) == .disowned)
    #expect(try publication.publish(Self.record(place, .running), under: heir) == .published)
    #expect(
      try publication.publish(Self.record(place, .complete), under: zombie) == .published,
      "a result is a result")
  }
}
