import ArgumentParser
import Execution
import Glibc

/// `gfrun collect DIR`: makes the sweep file anew.
struct CollectCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "collect",
      abstract: "Make the sweep file of a results folder anew from its run files.",
      discussion: Discussion.text(
        """
        A sweep does this at its end; by hand it is needed only after files were copied or removed.
        """,
        examples: [
          "collect results/w1fe-ring": "writes results/w1fe-ring/w1fe-ring.h5"
        ],
        exits: [
          0: "written",
          66: "there is no folder, or no run in it",
        ]))
  }

  @Argument(help: "The folder of one experiment, as results/NAME.", completion: .directory)
  var folder: String

  @Option(
    name: [.customShort("o"), .long], help: "Where it goes; into the folder, unless given.",
    completion: .file(extensions: ["h5"]))
  var output: String?

  @Flag(help: "Leave the samples out, for a small file of metrics and last values.")
  var noSamples = false

  func run() throws {
    guard unsafe access(folder, F_OK) == 0 else {
      Console.error("there is no folder '\(folder)'")
      throw ExitStatus.missingFile.exit
    }
    let sweep = SweepFolder(path: folder)
    let (rows, problems) = try reportingStoreErrors {
      try Collection(folder: sweep, version: Program.current.provenance)
        .write(to: output, samples: !noSamples)
    }
    for problem in problems { Console.warn("\(problem)") }
    Console.talk("wrote \(output ?? sweep.sweepFile): \(rows) \(rows == 1 ? "run" : "runs")")
  }
}
