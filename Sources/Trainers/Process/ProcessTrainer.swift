package import Arrays
import Distributions
package import Randomness
import Specification
package import Training

/// Trains by way of another program that speaks the trainer protocol on its standard input and output.
///
/// The program moves the law; draws, first parameters, schedules, metrics, snapshots and checkpoints
/// are gfrun's, as for any trainer. The protocol is described in `scripts/trainers/README.md`.
package struct ProcessTrainer: Trainer {
  /// The name in `trainer.kind`.
  static let kind = "process"

  private let run: Run
  private let connection: TrainerConnection
  private let service: HostService
  private let resumes: Bool
  private let names: [String]
  /// Outer iterations made so far.
  package private(set) var iteration: Int
  /// What the program says; not a number where it takes no Euler steps.
  package private(set) var flowTime = Double.nan

  /// Starts the program and hands it the run.
  ///
  /// - Throws: `TrainerFault`.
  package init(run: Run, resuming state: TrainerState?) throws {
    self.run = run
    let trainer = run.specification["trainer"]
    let patience = DurationText.parse(trainer["timeout"].text) ?? .seconds(600)
    connection = try TrainerConnection(trainer["command"].list.map(\.text), patience: patience)
    service = HostService(run) { RunLogging.write($0) }
    let introduction = try TrainerIntroduction(connection)
    resumes = introduction.resumes
    let answer = try connection.ask(
      "run", Self.assignment(run, introduction.completed(trainer["options"]), state), for: "ready",
      limit: 0,
      service: service.answer)
    let start = state?.iteration ?? 0
    guard answer.body.iteration ?? 0 == start else {
      throw connection.fault(
        .wrong("it is ready at iteration \(answer.body.iteration ?? 0), expected \(start)"))
    }
    names = answer.body.series ?? []
    if let name = names.first(where: { !Self.isName($0) }) ?? Self.repeated(names) {
      throw connection.fault(
        .wrong("the series name '\(name)' is not one; expected different names in [a-z][a-z0-9_]*"))
    }
    iteration = start
    flowTime = answer.body.flowTime ?? .nan
  }

  private static func assignment(
    _ run: Run, _ options: Value, _ state: TrainerState?
  ) -> HostMessage {
    var members: [(String, Value)] = [
      ("id", .string(run.id)), ("seed", .integer(run.seed)),
      ("specification", run.specification),
      ("options", options),
      ("source_dimension", .integer(run.source.dimension)),
      ("target_dimension", .integer(run.target.dimension)),
    ]
    if let state { members.append(("iteration", .integer(state.iteration))) }
    return HostMessage("run", members, arrays: state.map(ProgramState.blocks) ?? [])
  }

  private static func isName(_ name: String) -> Bool {
    guard let first = name.utf8.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first)
    else { return false }
    return name.utf8.allSatisfy {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "_")
    }
  }

  private static func repeated(_ names: [String]) -> String? {
    names.indices.first { names[..<$0].contains(names[$0]) }.map { names[$0] }
  }
}

// MARK: - Training

extension ProcessTrainer {
  /// Has the program make outer iterations up to `goal`, or to the first value that is not finite.
  package mutating func advance(to goal: Int) throws -> TrainingSeries {
    var series = TrainingSeries(names: names)
    guard goal > iteration else { return series }
    let answer = try connection.ask(
      "advance", HostMessage("advance", [("to", .integer(goal))]), for: "advanced",
      limit: (goal - iteration) * names.count * 8, service: service.answer)
    guard let reached = answer.body.iteration, reached > iteration, reached <= goal else {
      throw connection.fault(
        .wrong(
          "it is at iteration \(answer.body.iteration.map(String.init) ?? "not given"), "
            + "expected \(goal)"))
    }
    let columns = try names.map { try column($0, of: answer, rows: reached - iteration) }
    for row in 0..<reached - iteration {
      series.append(iteration: iteration + row + 1, columns.map { $0[row] })
    }
    if reached < goal, series.firstNonFiniteIteration == nil {
      throw connection.fault(
        .wrong("it stopped at iteration \(reached) of \(goal), but every value is finite"))
    }
    iteration = reached
    flowTime = answer.body.flowTime ?? .nan
    return series
  }

  private func column(
    _ name: String, of answer: TrainerMessage, rows: Int
  ) throws(TrainerFault) -> [Double] {
    let wanted = ArrayBlock.Header(name: name, type: "float64", shape: [rows])
    guard let array = answer.array(name), array.header == wanted,
      case .doubles(let values) = array.elements
    else { throw missing(wanted, in: answer) }
    return values
  }

  /// The program's samples, made of draws from the source.
  package func samples(count: Int, stream: RandomStream) throws -> Matrix<Float> {
    var stream = stream
    let source = run.source.sample(count: count, using: &stream)
    let wanted = ArrayBlock.Header(
      name: "samples", type: "float32", shape: [count, run.target.dimension])
    let answer = try connection.ask(
      "samples",
      HostMessage(
        "samples", [("count", .integer(count))],
        arrays: [
          ArrayBlock("source", .floats(source.elements), shape: [count, source.columns])
        ]),
      for: "samples", limit: count * run.target.dimension * 4, service: service.answer)
    guard let array = answer.array("samples"), array.header == wanted,
      case .floats(let elements) = array.elements
    else { throw missing(wanted, in: answer) }
    return Matrix(rows: count, columns: run.target.dimension, elements: elements)
  }

  private func missing(_ wanted: ArrayBlock.Header, in answer: TrainerMessage) -> TrainerFault {
    let found = answer.array(wanted.name).map(\.header.text) ?? "none"
    return connection.fault(
      .wrong("array '\(wanted.name)' is \(found), expected \(wanted.text)"))
  }

  /// The classes of the source's draws, where it has some.
  package func classes(count: Int, stream: RandomStream) -> [Int]? {
    (run.source as? any LabelledDistribution)?.classes(count: count, using: stream)
  }

  /// What the program needs to go on.
  ///
  /// - Throws: `TrainerFault`; `StatelessTrainer` where the program keeps no state.
  package func state() throws -> TrainerState {
    guard resumes else { throw StatelessTrainer(program: connection.program) }
    let answer = try connection.ask(
      "state", HostMessage("state"), for: "state", service: service.answer)
    guard answer.body.iteration == iteration else {
      throw connection.fault(
        .wrong(
          "its state is of iteration \(answer.body.iteration.map(String.init) ?? "not given"), "
            + "expected \(iteration)"))
    }
    if let name = answer.arrays.map(\.name).first(where: { !ProgramState.isName($0) }) {
      throw connection.fault(
        .wrong(
          "its state has an array '\(name)'; expected a name of letters, digits, '_', '-' and '.', "
            + "in parts between '/'"))
    }
    return ProgramState.state(answer.arrays, at: iteration)
  }
}

/// A program that says of itself that it cannot go on from a state.
struct StatelessTrainer: Error, CustomStringConvertible {
  let program: String
  var description: String { "'\(program)' keeps no state, so the run can only begin anew" }
}
