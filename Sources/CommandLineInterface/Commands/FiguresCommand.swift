import ArgumentParser
import Execution
import Figures
import Planning
import Results
import Specification
import Trainers
import Training

/// `gfrun figures FILE`: draws what the experiment asks for.
struct FiguresCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "figures",
      abstract: "Draw the figures of an experiment from its finished runs.",
      usage: "\(Program.current.name) figures FILE [figure …] [path=value …] [options]",
      discussion: Discussion.text(
        """
        Pictures are drawn by scripts/draw.py with Python and matplotlib, which 'scripts/setup \
        --python' installs; tables need neither. A picture that shows what it would show now is \
        left as it is. '\(Program.current.name) explain figures' says what can be drawn.
        """,
        examples: [
          "figures sweep.yaml": "all figures of the file, into results/NAME/figures",
          "figures sweep.yaml w1 --format pdf,svg -o paper": "one of them, for a paper",
          "figures sweep.yaml --force": "all anew",
        ],
        exits: [
          0: "drawn, of all the runs that they show",
          1: "drawn, but runs are missing in a figure",
          65: "a file is wrong; every error in it was printed with its position",
          69: "Python or matplotlib is missing",
        ]))
  }

  @OptionGroup var arguments: ExperimentArguments
  @OptionGroup var store: StoreOptions

  @Option(
    name: [.customShort("o"), .long],
    help: "The folder of the files; results/NAME/figures, unless given.", completion: .directory)
  var output: String?

  @Option(
    help: "The formats of pictures, with commas between them: png, svg, pdf.",
    completion: .list(["png", "svg", "pdf"]))
  var format = "png"

  @Option(
    help: "The Python interpreter; .venv/bin/python of the repository, else python3.",
    completion: .file())
  var python: String?

  @Flag(help: "Draw also what is up to date.")
  var force = false

  func validate() throws {
    _ = try formats()
    if output?.isEmpty == true { throw ValidationError("'--output' takes the path of a folder.") }
  }

  private func formats() throws -> [FigureFormat] {
    try format.split(separator: ",", omittingEmptySubsequences: false).map { name in
      guard let format = FigureFormat(rawValue: String(name)) else {
        throw ValidationError(
          "'--format' takes png, svg and pdf with commas between, not '\(name)'.")
      }
      return format
    }
  }

  func run() throws {
    var experiment = arguments
    // A figure has no '=' in its name, an override has one.
    let ids = arguments.overrides.filter { !$0.contains("=") }
    experiment.overrides = arguments.overrides.filter { $0.contains("=") }
    let plan = try experiment.plan(registry: Program.current.registry)
    var options = FigureDrawing.Options()
    (options.formats, options.output) = (try formats(), output)
    (options.force, options.python) = (force, python)
    try FigureCall(
      drawing: FigureDrawing(
        plan: plan,
        folder: SweepFolder(experiment: plan.experiment.name, results: store.results),
        registry: Program.current.registry, version: Program.current.provenance, options: options),
      name: plan.experiment.name
    ).run(ids)
  }
}

/// Drawing figures from the command line, and saying how it went.
struct FigureCall {
  let drawing: FigureDrawing
  let name: String
  /// Whether the names of the files are the data that the command prints.
  var listsFiles = true

  /// Draws the figures of these names, all where there are none.
  ///
  /// - Throws: the documented exit code where not all is drawn of all its runs.
  func run(_ ids: [String]) throws {
    guard !drawing.ids.isEmpty || !ids.isEmpty else {
      return Console.talk("\(name): it asks for no figures")
    }
    var code: ExitStatus?
    do {
      try reportingStoreErrors {
        try drawing.draw(ids) { result in
          switch result {
          case .success(let outcome):
            tell(outcome)
            if !outcome.missing.isEmpty { code = code ?? .runFailed }
          case .failure(let error):
            Console.error("\(error)")
            code = ExitStatus(error)
          }
        }
      }
    } catch let error as FigureError {
      Console.error("\(error)")
      throw ExitStatus(error).exit
    }
    if let code { throw code.exit }
  }

  private func tell(_ outcome: FigureDrawing.Outcome) {
    if listsFiles { for file in outcome.files { Console.out(file) } }
    Console.talk("\(name): \(outcome.id) \(outcome.isNew ? "drawn" : "is up to date")")
    guard !outcome.missing.isEmpty else { return }
    let ids = outcome.missing.prefix(5).map(\.id.description).joined(separator: ", ")
    let more = outcome.missing.count > 5 ? ", …" : ""
    Console.warn(
      "figure '\(outcome.id)' lacks \(outcome.missing.count) unfinished "
        + "\(outcome.missing.count == 1 ? "run" : "runs"): \(ids)\(more)")
  }
}

extension ExitStatus {
  /// The exit code that goes with a figure that cannot be drawn.
  init(_ error: FigureError) {
    switch error {
    case .unknown: self = .usage
    case .mixes, .selectsNothing, .unmeasured: self = .wrongFile
    case .unsuitable, .contradicted: self = .runFailed
    case .noProgram, .noPython: self = .unavailable
    case .drawing: self = .bug
    }
  }
}
