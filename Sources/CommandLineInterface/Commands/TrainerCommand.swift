import ArgumentParser
import Planning
import Specification
import Trainers
import Training

/// `gfrun trainer`: about programs that train.
struct TrainerCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "trainer", abstract: "About programs that train for gfrun.",
      subcommands: [TrainerCheckCommand.self])
  }
}

/// `gfrun trainer check COMMAND…`: says what a program gets wrong.
struct TrainerCheckCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "check",
      abstract: "Try a program out as a trainer and say what it gets wrong.",
      discussion: Discussion.text(
        """
        The program is given a short run (a ring of eight Gaussians in the plane, unless --file names \
        an experiment, of which the first run is taken) and held to what scripts/trainers/README.md \
        promises of a trainer: the same bits again, however the iterations are cut, undisturbed by \
        samples, resumed from its own state, and a clean end. Options come before the program.
        """,
        examples: [
          "trainer check python3 scripts/trainers/minimal.py": "every promise, kept or broken",
          "trainer check --file sweep.yaml --option speed=2 ./trainer":
            "on the first run of an experiment",
        ],
        exits: [
          0: "it keeps every promise",
          1: "it breaks one",
          65: "it cannot train the run of --file",
        ]))
  }

  @Option(
    help: ArgumentHelp("An experiment whose first run is tried.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var file: String?

  @Option(
    name: .customLong("option"),
    help: ArgumentHelp("An option of the program.", valueName: "name=value"))
  var options: [String] = []

  @Flag(help: "Print JSON: promise, kept, problem.")
  var json = false

  @Argument(
    parsing: .captureForPassthrough, help: "The program and its arguments.")
  var command: [String]

  func run() throws {
    // What follows the program is the program's; before it stands, it is ours.
    if ["-h", "--help"].contains(command.first) { throw CleanExit.helpRequest(self) }
    let items = TrainerConformance.examine(try subject())
    if json {
      Console.write(JSONText.pretty(.list(items.map(\.json))), to: 1)
    } else {
      for item in items {
        Console.out("\(item.problem == nil ? "ok     " : "wrong  ")\(item.promise)")
        if let problem = item.problem { Console.out("       \(problem)") }
      }
    }
    if items.contains(where: { $0.problem != nil }) { throw ExitStatus.runFailed.exit }
  }

  /// A short run whose trainer is the program.
  private func subject() throws -> Run {
    let registry = Program.current.registry
    let words = command.first == "--" ? Array(command.dropFirst()) : command
    let trainer = Value.object(
      Value.Object([
        .init(key: "kind", value: "process"),
        .init(key: "command", value: .list(words.map { .string($0) })),
      ]))
    let overrides =
      ["trainer=\(JSONText.compact(trainer))"] + options.map { "trainer.options.\($0)" }
    let located = overrides.enumerated().map { Override($1, argument: $0 + 1) }
    do throws(SpecificationFailure) {
      let experiment =
        if let file {
          try Experiment.load(path: file, overrides: located, vocabulary: registry.vocabulary)
        } else {
          try Experiment.read(
            text: Self.example, named: "the example", overrides: located,
            vocabulary: registry.vocabulary)
        }
      let plan = try Plan(experiment: experiment)
      guard let first = plan.runs.first else { throw SpecificationFailure(.invalid, []) }
      do {
        return try registry.run(id: first.id.description, specification: plan.resolved(first))
      } catch {
        Console.error("\(error)")
        throw SpecificationFailure(.invalid, [])
      }
    } catch {
      Diagnostics.talk(error.diagnostics)
      throw ExitCode(error.exitCode)
    }
  }

  private static let example = """
    name: trainer-check
    data:
      target: {kind: gaussian-ring, modes: 8}
      source: {kind: gaussian, dimension: 2}
    generator: {hidden: [16]}
    potential: {hidden: [16]}
    flow: {kind: w1}
    schedule: {iterations: 7, batch: 32}
    """
}

extension TrainerConformance.Item {
  fileprivate var json: Value {
    [
      "promise": .string(promise), "kept": .boolean(problem == nil),
      "problem": problem.map { .string($0) } ?? .null,
    ]
  }
}
