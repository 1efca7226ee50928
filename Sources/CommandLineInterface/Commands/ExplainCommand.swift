import ArgumentParser
import Glibc
import Specification
import Trainers
import Training

/// `gfrun explain PATH`: what a key of an experiment file means.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Print what a key or a kind means: what may stand there, defaults, formula, source.")

  @Argument(
    help: ArgumentHelp(
      "A path of an experiment file, or a kind at one: flow.step, flow.monoflow, flow.h.exp.",
      valueName: "path"))
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
