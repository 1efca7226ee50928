import ArgumentParser
import Glibc
import Specification
import Trainers
import Training

/// `gfrun explain PATH`: what a key of an experiment file means.
struct ExplainCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "explain",
      abstract:
        "Print what a key or a kind means: what may stand there, defaults, formula, source.",
      discussion: Discussion.text(
        """
        A path is written as in a file, with points between its words; the name of a kind may follow \
        the path where it stands.
        """,
        examples: [
          "explain flow.step": "a key",
          "explain flow.monoflow": "a kind, with its keys",
          "explain sweep": "how a sweep is written",
        ],
        exits: [
          0: "printed",
          64: "there is no such path; the nearest one is told",
        ]))
  }

  @Argument(
    help: ArgumentHelp(
      "A path of an experiment file, or a kind at one: flow.step, flow.monoflow, flow.h.exp.",
      valueName: "path"),
    completion: .explainedPaths)
  var path: String

  @Flag(help: "Print as JSON.")
  var json = false

  func run() throws {
    let explanations = Explanations(Program.current.registry.vocabulary)
    guard let explanation = explanations.explanation(of: Path(path)) else {
      let hint =
        explanations.nearest(to: Path(path)).map { "did you mean '\($0)'?" }
        ?? "'\(Program.current.name) list' prints what there is"
      Console.error("unknown path '\(path)'; \(hint)")
      throw ExitStatus.usage.exit
    }
    Console.write(
      json ? JSONText.pretty(explanation.json) : explanation.text(width: Console.width),
      to: STDOUT_FILENO)
  }
}
