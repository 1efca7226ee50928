import Arrays
import Processes
import Randomness
import Specification
package import Training

/// What makes a program a good trainer, tried out on one run.
package struct TrainerConformance {
  /// One promise of the protocol and whether the program keeps it.
  package struct Item: Sendable, Equatable {
    /// The promise, in words.
    package let promise: String
    /// What is wrong; nil where the promise is kept.
    package let problem: String?
  }

  /// Why a promise is not kept.
  private struct Broken: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
  }

  /// What a stretch of training brought forth.
  private struct Course: Equatable {
    var values: [[UInt64]] = []
    var flowTime: UInt64 = 0
    var samples: [UInt32] = []
  }

  private let run: Run
  private let goal: Int
  private let count = 64

  /// Tries a program out.
  ///
  /// - Parameter run: a run whose trainer is the program, with at least 4 iterations.
  /// - Returns: the promises in the order they were tried; the first that is broken so that nothing
  ///   further can be tried is the last.
  package static func examine(_ run: Run) -> [Item] {
    var ledger = Ledger()
    TrainerConformance(run).examine(&ledger)
    return ledger.items
  }

  /// What was found so far.
  private struct Ledger {
    private(set) var items: [Item] = []

    /// Notes whether a promise is kept.
    @discardableResult
    mutating func keeps(_ promise: String, _ trial: () throws -> Void) -> Bool {
      var problem: String?
      do { try trial() } catch { problem = "\(error)" }
      items.append(Item(promise: promise, problem: problem))
      return problem == nil
    }
  }

  private init(_ run: Run) {
    self.run = run
    goal = min(run.specification["schedule"]["iterations"].integer, 7)
  }

  private func examine(_ ledger: inout Ledger) {
    guard
      ledger.keeps("starts, says hello and is ready for a run", { _ = try trainer() }),
      ledger.keeps("gives finite samples of the asked shape at the start", { try checkSamples() })
    else { return }
    var whole = Course()
    guard ledger.keeps("trains and reports its series", { whole = try course([goal]) }) else {
      return
    }
    ledger.keeps("gives the same bits again") { try expect(course([goal]), whole, "again") }
    ledger.keeps("does not care how its iterations are cut into requests") {
      try expect(course(Array(1...goal)), whole, "one iteration at a time")
    }
    ledger.keeps("is not changed by giving samples or its state") {
      try expect(course([goal], disturbed: true), whole, "with samples and states on the way")
    }
    ledger.keeps("goes on from a state as if it had never stopped") { try resume(whole) }
    ledger.keeps("ends with status 0 when it is told to stop") { try stop(told: true) }
    ledger.keeps("ends when its input does") { try stop(told: false) }
  }
}

// MARK: - Promises

extension TrainerConformance {
  private var stream: RandomStream { run.stream("snapshot/source") }

  private func trainer(from state: TrainerState? = nil) throws -> ProcessTrainer {
    try ProcessTrainer(run: run, resuming: state)
  }

  private func checkSamples() throws {
    let samples = try trainer().samples(count: count, stream: stream)
    guard samples.elements.allSatisfy(\.isFinite) else { throw Broken("a sample is not finite") }
  }

  private func course(_ stops: [Int], disturbed: Bool = false) throws -> Course {
    var trainer = try trainer()
    return try course(&trainer, stops, disturbed: disturbed)
  }

  private func course(
    _ trainer: inout ProcessTrainer, _ stops: [Int], disturbed: Bool = false
  ) throws -> Course {
    var course = Course()
    for stop in disturbed ? Array(trainer.iteration + 1...goal) : stops {
      let series = try trainer.advance(to: stop)
      if course.values.isEmpty { course.values = series.columns.map { _ in [] } }
      for (index, column) in series.columns.enumerated() {
        course.values[index] += column.map(\.bitPattern)
      }
      if let iteration = series.firstNonFiniteIteration {
        throw Broken("iteration \(iteration) reports a value that is not finite")
      }
      guard disturbed else { continue }
      _ = try trainer.samples(count: 3, stream: run.stream("conformance"))
      _ = try? trainer.state()
    }
    course.flowTime = trainer.flowTime.bitPattern
    course.samples = try trainer.samples(count: count, stream: stream).elements.map(\.bitPattern)
    return course
  }

  private func expect(_ found: Course, _ wanted: Course, _ when: String) throws {
    if found.values != wanted.values { throw Broken("its series differ \(when)") }
    if found.flowTime != wanted.flowTime { throw Broken("its flow time differs \(when)") }
    if found.samples != wanted.samples { throw Broken("its samples differ \(when)") }
  }

  private func resume(_ whole: Course) throws {
    let half = goal / 2
    var first = try trainer()
    let began = try first.advance(to: half)
    let state: TrainerState
    do {
      state = try first.state()
    } catch is StatelessTrainer {
      return
    }
    var second = try trainer(from: state)
    var course = try course(&second, [goal])
    course.values = zip(began.columns, course.values).map { $0.map(\.bitPattern) + $1 }
    try expect(course, whole, "after it went on from iteration \(half)")
  }

  private func stop(told: Bool) throws {
    let specification = run.specification["trainer"]
    let connection = try TrainerConnection(
      specification["command"].list.map(\.text), patience: .seconds(60))
    _ = try TrainerIntroduction(connection)
    switch told ? connection.stop() : connection.hangUp() {
    case .exited(0)?: return
    case .exited? where !told: return
    case let ending?: throw Broken("it \(ending.reason)")
    case nil: throw Broken("it was still there after 5 s")
    }
  }
}
