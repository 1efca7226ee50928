import Arrays
import Foundation
import Planning
import Randomness
import Specification
import Testing
import Trainers
import Training

/// Runs whose trainer is one of the programs in `scripts/trainers`.
enum TrainerPrograms {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "scripts/trainers")
    .path

  static func run(_ words: [String], timeout: String = "30s", options: String = "{}") throws -> Run
  {
    try run(
      command: ["python3", "\(folder)/\(words[0])"] + words.dropFirst(), timeout: timeout,
      options: options)
  }

  static func run(
    command: [String], timeout: String = "30s", options: String = "{}"
  ) throws -> Run {
    let program = command.map { "\"\($0)\"" }.joined(separator: ", ")
    let text = """
      name: process
      data: {target: {kind: gaussian-ring}, source: {kind: gaussian, dimension: 2}}
      trainer: {kind: process, command: [\(program)], timeout: \(timeout), options: \(options)}
      flow: {kind: w2, step: {kind: linear, from: 1.0, to: 0.5, over: 8}}
      schedule: {iterations: 8, batch: 32}
      metrics: {every: 4, count: 40, compute: [w1, mmd2]}
      samples: {every: 4, count: 8}
      """
    let plan = try Plan(
      experiment: try Experiment.read(text: text, named: "process.yaml"))
    let planned = try #require(plan.runs.first)
    return try Registry.builtIn.run(
      id: planned.id.description, specification: plan.resolved(planned))
  }
}

@Suite("Trainers in other processes")
struct ProcessTrainerTests {
  @Test("train like any other: metrics, snapshots, series, flow time")
  func whole() throws {
    var loop = try RunLoop(run: try TrainerPrograms.run(["minimal.py"]), registry: .builtIn)
    #expect(try loop.execute(shouldStop: { false }, report: { _ in }) == .complete)
    #expect(loop.history.evaluations == [0, 4, 8])
    #expect(loop.history.training?.names == ["distance"])
    #expect(loop.history.training?.iterations == Array(1...8))
    #expect(loop.history.snapshots.map(\.flowTime) == [0, 3.625, 6.25])
    #expect(loop.history.metrics.allSatisfy { $0.values.allSatisfy(\.isFinite) })
  }

  @Test("are told to stop when the run has ended, and may take their leave")
  func farewell() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "status-\(UUID())").path
    defer { try? FileManager.default.removeItem(atPath: file) }
    let program = "\(TrainerPrograms.folder)/minimal.py"
    let run = try TrainerPrograms.run(
      command: ["sh", "-c", "python3 '\(program)'; echo $? > '\(file)'"])
    do {
      var trainer = try ProcessTrainer(run: run, resuming: nil)
      _ = try trainer.advance(to: 2)
    }
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "0\n")
  }

  @Test("bring forth the same bits when they go on from a checkpoint")
  func resumed() throws {
    let run = try TrainerPrograms.run(["minimal.py"])
    var whole = try RunLoop(run: run, registry: .builtIn)
    var checkpoints: [RunCheckpoint] = []
    _ = try whole.execute(
      shouldStop: { false }, report: { _ in },
      pause: { checkpoints.append(try ResumeTests.checkpoint($0)) })
    let middle = try #require(checkpoints.last { $0.state.iteration < 8 })
    var second = try RunLoop(run: run, registry: .builtIn, resuming: middle)
    _ = try second.execute(shouldStop: { false }, report: { _ in })
    #expect(second.history.training == whole.history.training)
    #expect(
      second.history.snapshots.map(\.samples.elements)
        == whole.history.snapshots.map(\.samples.elements))
    #expect(second.history.metrics.map(\.values) == whole.history.metrics.map(\.values))
  }

  @Test(
    "keep every promise that 'gfrun trainer check' tries", arguments: ["minimal.py", "faulty.py"])
  func conformance(program: String) throws {
    let items = TrainerConformance.examine(try TrainerPrograms.run([program]))
    #expect(items.count == 9)
    for item in items { #expect(item.problem == nil, "\(item.promise)") }
  }

  /// What a run comes to: trained in two stretches, with samples and a state between them.
  private func fault(_ words: [String]) throws -> TrainerFault? {
    do {
      // Short where silence is the fault; elsewhere a busy machine must not make it one.
      let isSilent = ["hang", "late", "stalled"].contains(words[1])
      let run = try TrainerPrograms.run(["faulty.py"] + words, timeout: isSilent ? "3s" : "30s")
      var trainer = try ProcessTrainer(run: run, resuming: nil)
      _ = try trainer.advance(to: 3)
      _ = try trainer.samples(count: 5, stream: run.stream("test"))
      _ = try trainer.state()
      _ = try trainer.advance(to: 8)
      return nil
    } catch let fault as TrainerFault {
      return fault
    }
  }

  @Test(
    "that do something wrong are faults that say what, and whether to try again",
    arguments: [
      ("hello", "exit", "exited with status 3 while asked for 'hello'", true),
      ("hello", "kill", "for want of memory) while asked for 'hello'", true),
      ("hello", "hang", "gave no sign of life for 3 s while asked for 'hello'", true),
      ("hello", "garbage", "wrote 'Epoch 1/10: loss nan' where the answer to 'hello'", false),
      ("hello", "wrong-version", "answered 'hello' wrongly: protocol 99, expected 1", false),
      ("hello", "missing-keys", "protocol not given, expected 1", false),
      ("run", "exit", "exited with status 3 while asked for 'run'", true),
      ("run", "kill", "for want of memory) while asked for 'run'", true),
      ("run", "flood-lines", "wrote 'nothing that is asked for'", false),
      ("advance", "kill", "was ended by signal 9", true),
      ("samples", "exit", "exited with status 3 while asked for 'samples'", true),
      ("state", "kill", "while asked for 'state'", true),
      ("run", "hang", "gave no sign of life for 3 s while asked for 'run'", true),
      ("advance", "hang", "trainer.timeout sets how long is waited", true),
      ("advance", "late", "gave no sign of life", true),
      ("advance", "half-line", "exited with status 3", true),
      ("samples", "truncated", "exited with status 3", true),
      ("samples", "stalled", "never arrived in full", false),
      ("advance", "close-output", "closed its output", true),
      ("run", "garbage", "wrote 'Epoch 1/10: loss nan' where the answer to 'run'", false),
      ("advance", "garbage-before", "wrote 'Epoch 1/10: loss nan'", false),
      ("advance", "flood-lines", "wrote 'nothing that is asked for'", false),
      ("advance", "flood-line", "wrote 'xxxx", false),
      ("samples", "not-text", #"wrote '\xff\xfe{\x00}' where the answer to 'samples'"#, false),
      ("samples", "hang", "gave no sign of life for 3 s while asked for 'samples'", true),
      ("state", "hang", "gave no sign of life for 3 s while asked for 'state'", true),
      ("advance", "truncated", "exited with status 3 while asked for 'advance'", true),
      ("state", "truncated", "exited with status 3 while asked for 'state'", true),
      ("samples", "twice-array", "array 'samples' comes twice", false),
      ("state", "twice-array", "array 'counter' comes twice", false),
      ("state", "wrong-name", "its state has an array '../counter'; expected a name of", false),
      ("samples", "huge", "is larger than was asked for", false),
      ("advance", "close-input", "while asked for 'samples'", true),
      ("run", "option-error", "this fault is wanted", false),
      ("samples", "no-object", "wrote '[1, 2, 3]'", false),
      ("samples", "no-type", "wrote '{", false),
      ("state", "wrong-answer", "the protocol has no message 'pardon' at this point", false),
      ("advance", "other-answer", "no message 'samples' at this point", false),
      ("run", "missing-keys", "is larger than was asked for", false),
      ("advance", "missing-keys", "it is at iteration not given, expected 3", false),
      ("advance", "wrong-keys", "wrote '{", false),
      ("samples", "wrong-shape", "is larger than was asked for", false),
      ("samples", "wrong-axes", "is float32 [5, 2, 1, 1], expected float32 [5, 2]", false),
      ("samples", "negative-shape", "float32 [-1, 2], is larger", false),
      ("advance", "wrong-type", "is int64 [3], expected float64 [3]", false),
      ("samples", "unknown-type", "of the unknown type 'complex64'", false),
      ("samples", "missing-array", "array 'samples' is none, expected float32 [5, 2]", false),
      ("advance", "huge", "is larger than was asked for", false),
      ("state", "overflowing", "is larger than was asked for", false),
      ("advance", "twice", "at this point", false),
      ("run", "error", "there is no such law", false),
      ("advance", "unknown-draw", "'draw' asks for the law 'sauce'", false),
      ("advance", "negative-draw", "asks for -1 numbers or points", false),
      ("advance", "huge-draw", "numbers or points", false),
      ("advance", "unknown-request", "no message 'sing' at this point", false),
      ("advance", "too-far", "it is at iteration 4, expected 3", false),
      ("advance", "too-short", "it is at iteration 0, expected 3", false),
      ("state", "too-far", "its state is of iteration 4, expected 3", false),
    ])
  func faults(request: String, what: String, message: String, isTransient: Bool) throws {
    let fault = try #require(try fault([request, what]))
    #expect("\(fault)".contains(message), "\(fault)")
    #expect(fault.isTransient == isTransient)
  }

  @Test("may say no end of things on standard error", arguments: ["run", "advance", "state"])
  func errorStream(request: String) throws {
    #expect(try fault([request, "flood-errors"]) == nil)
  }

  @Test("are ended where they do not end when told to")
  func deafToStop() throws {
    let start = ContinuousClock.now
    do {
      var trainer = try ProcessTrainer(
        run: try TrainerPrograms.run(["faulty.py", "stop", "ignore-stop"]), resuming: nil)
      _ = try trainer.advance(to: 3)
    }
    #expect(ContinuousClock.now - start < .seconds(20))
  }

  @Test(
    "make a run diverge where numbers are not finite", arguments: ["advance", "samples"],
    ["nan", "infinite"])
  func divergence(request: String, what: String) throws {
    let run = try TrainerPrograms.run(["faulty.py", request, what, "1"])
    var loop = try RunLoop(run: run, registry: .builtIn)
    guard case .diverged = try loop.execute(shouldStop: { false }, report: { _ in }) else {
      Issue.record("it did not diverge")
      return
    }
  }

  @Test(
    "are checked before a run is made",
    arguments: [
      ("trainer.options={spede: 1}", "minimal has no option 'spede'", "its options: speed"),
      (
        "trainer.options={speed: -1}", "option 'speed' of minimal cannot be this", "a number from 0"
      ),
      (
        "trainer.options={speed: fast}", "option 'speed' of minimal cannot be this",
        "a number from 0"
      ),
      ("trainer.command=[no-such-program]", "cannot start 'no-such-program'", "on the PATH"),
      ("trainer.command=[echo, hello]", "wrote 'hello'", "speaks the trainer protocol"),
      ("trainer.command=[]", "", ""), ("trainer.timeout=90", "", ""),
    ])
  func checks(override: String, message: String, hint: String) throws {
    let text = """
      name: process
      data: {target: {kind: gaussian-ring}}
      trainer: {kind: process, command: [python3, \(TrainerPrograms.folder)/minimal.py]}
      flow: {kind: w2}
      schedule: {iterations: 8}
      """
    let failure = #expect(throws: SpecificationFailure.self) {
      _ = try Plan(
        experiment: try Experiment.read(
          text: text, named: "process.yaml", overrides: [Override(override, argument: 1)],
          vocabulary: Registry.builtIn.vocabulary))
    }
    let texts = (failure?.diagnostics.map { "\($0.problem)" } ?? []).joined()
      .replacing("\\'", with: "'")
    for text in [message, hint] where !text.isEmpty { #expect(texts.contains(text)) }
  }

  @Test("are given weights with both axes, and vectors with one, in one dimension too")
  func firstParameters() throws {
    let script = """
      import json, math, sys
      def read():
          message = json.loads(sys.stdin.buffer.readline())
          for array in message.get("arrays", []): sys.stdin.buffer.read(4 * math.prod(array["shape"]))
          return message
      def say(**message): print(json.dumps(message), flush=True)
      read(); say(type="hello", protocol=1, name="asking", version="1", options={})
      read(); say(type="parameters", network="potential")
      shapes = {array["name"]: array["shape"] for array in read()["arrays"]}
      say(type="error", message=json.dumps(shapes, sort_keys=True))
      """
    let file = URL.temporaryDirectory.appending(path: "\(UUID().uuidString).py")
    try script.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let text = """
      name: line
      data: {target: {kind: gaussian, dimension: 1}, source: {kind: gaussian, dimension: 1}}
      trainer: {kind: process, command: [python3, \(file.path)]}
      potential: {hidden: [3], normalization: spectral}
      flow: {kind: w1}
      schedule: {iterations: 8}
      """
    let plan = try Plan(experiment: try Experiment.read(text: text, named: "line.yaml"))
    let planned = try #require(plan.runs.first)
    let run = try Registry.builtIn.run(
      id: planned.id.description, specification: plan.resolved(planned))
    let fault = #expect(throws: TrainerFault.self) {
      _ = try ProcessTrainer(run: run, resuming: nil)
    }
    let shapes = """
      {"layer0/bias": [3], "layer0/u": [3], "layer0/v": [1], "layer0/weight": [1, 3], \
      "layer1/bias": [1], "layer1/u": [1], "layer1/v": [3], "layer1/weight": [3, 1]}
      """
    #expect(fault.map { "\($0)".contains(shapes) } == true, "\(fault.map { "\($0)" } ?? "")")
  }

  @Test("do not change a run's identity by their patience")
  func identity() throws {
    let short = try TrainerPrograms.run(["minimal.py"], timeout: "5s")
    #expect(short.id == (try TrainerPrograms.run(["minimal.py"], timeout: "1h")).id)
    #expect(short.id != (try TrainerPrograms.run(["faulty.py"])).id)
  }
}
