import Benchmarking
import Testing

/// A contender that gives the times it is told, and writes down when it is asked.
private final class Scripted: Contender {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  let name: String
  let side: String
  private var times: [Result<Double, Failure>]
  private let preparation: Failure?
  private let log: Log

  final class Log {
    var calls: [String] = []
  }

  init(
    _ name: String, side: String = "peer", times: [Result<Double, Failure>],
    preparation: Failure? = nil, log: Log
  ) {
    self.name = name
    self.side = side
    self.times = times
    self.preparation = preparation
    self.log = log
  }

  func prepare() throws {
    log.calls.append("prepare \(name)")
    if let preparation { throw preparation }
  }

  func round() throws -> Double {
    log.calls.append(name)
    return try times.removeFirst().get()
  }

  func finish() { log.calls.append("finish \(name)") }
}

@Suite("Contest")
struct ContestTests {
  @Test("takes contenders in turns, every other round backwards")
  func order() {
    let log = Scripted.Log()
    let contenders = ["a", "b", "c"].map {
      Scripted($0, times: Array(repeating: .success(1), count: 3), log: log)
    }
    _ = Contest(rounds: 3).run(contenders)
    #expect(
      log.calls.joined(separator: " ")
        == "prepare a prepare b prepare c a b c c b a a b c finish a finish b finish c")
  }

  @Test("goes on without those that fail, and keeps their reasons")
  func failures() {
    let log = Scripted.Log()
    let failure = Scripted.Failure(description: "out of breath")
    var events: [Contest.Event] = []
    let standings = Contest(rounds: 3).run(
      [
        Scripted("a", times: [.success(3), .success(2), .success(4)], log: log),
        Scripted("b", times: [.success(1), .failure(failure)], log: log),
        Scripted("c", times: [], preparation: .init(description: "not here"), log: log),
      ]) { events.append($0) }
    #expect(standings.map(\.times) == [[3, 2, 4], [1], []])
    #expect(standings.map(\.failure) == [nil, "out of breath", "not here"])
    #expect(standings.map(\.minimum) == [2, nil, nil])
    #expect(standings.map(\.median) == [3, nil, nil])
    #expect(events.contains(.left(name: "b", reason: "out of breath")))
    #expect(log.calls.filter { $0 == "b" }.count == 2)
    #expect(log.calls.suffix(3) == ["finish a", "finish b", "finish c"])
  }

  @Test("compares shortest times")
  func ratios() {
    let ours = Standing(name: "ours", side: "ours", times: [5, 4, 9, 6])
    let peers = [
      Standing(name: "x", side: "peer", times: [12, 20, 14]),
      Standing(name: "y", side: "peer", times: [10, 30, 30]),
      Standing(name: "z", side: "peer", times: [1], failure: "gone"),
    ]
    #expect(ours.median == 5.5)
    #expect(peers[0].ratio(to: ours) == 3)
    #expect(([ours] + peers).best(of: "peer") == peers[1])
    #expect(([ours] + peers).best(of: "nobody") == nil)
    #expect(peers[2].ratio(to: ours) == nil)
    #expect(ours.ratio(to: peers[2]) == nil)
  }

  @Test("makes blocks of as many steps as the time asks for")
  func workload() throws {
    var (now, made) = (0.0, [Int]())
    let work = Workload(name: "sleep", side: "ours", block: 0.05, clock: { now }) {
      { steps in
        made.append(steps)
        now += Double(steps) * 0.002
      }
    }
    try work.prepare()
    #expect(try abs(work.round() - 2000) < 1e-6)
    #expect(made.suffix(2) == [25, 25])
  }

  @Test("makes at least one step a block")
  func longStep() throws {
    var (now, made) = (0.0, 0)
    let work = Workload(name: "sleep", side: "ours", block: 0.05, clock: { now }) {
      { steps in
        made = steps
        now += Double(steps) * 3
      }
    }
    try work.prepare()
    #expect(try abs(work.round() - 3e6) < 1e-3)
    #expect(made == 1)
  }
}
