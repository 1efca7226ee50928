import ArgumentParser
import Execution
import Glibc
import Reports
import Results

/// `gfrun report DIR`: one page about a sweep.
struct ReportCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "report",
      abstract: "Write one self-contained HTML page about a sweep.",
      discussion: Discussion.text(
        """
        The page has the runs and how they ended, the claims as last tested, curves, particles at \
        their snapshots, the figures that were drawn, and where everything comes from. It loads \
        nothing, so it can be mailed and opens without a network; numbers have all their digits. \
        Long series are thinned and of many runs some are shown; the page says so. The same results \
        give the same bytes.
        """,
        examples: [
          "report results/w1fe-ring": "writes results/w1fe-ring/report.html",
          "report results/w1fe-ring -o ring.html --points 500": "smaller, elsewhere",
        ],
        exits: [
          0: "written",
          66: "there is no such folder, or no run in it",
        ]))
  }

  @Argument(
    help: "The folder of one experiment, as results/NAME.", completion: .directory)
  var folder: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Where to write; report.html in the folder, unless given.", valueName: "file"),
    completion: .file(extensions: ["html"]))
  var output: String?

  @Option(help: "The most points of a series.")
  var points = PageLimits().points

  @Option(help: "The most runs whose particles are shown.")
  var clouds = PageLimits().clouds

  func validate() throws {
    if points < 2 { throw ValidationError("'--points' takes a whole number from 2.") }
    if clouds < 0 { throw ValidationError("'--clouds' takes a whole number from 0.") }
    if output?.isEmpty == true { throw ValidationError("'--output' takes the path of a file.") }
  }

  func run() throws {
    guard unsafe access(folder, F_OK) == 0 else {
      Console.talk("gfrun: error: there is no folder '\(folder)'")
      throw ExitStatus.missingFile.exit
    }
    let sweep = SweepFolder(path: folder)
    var limits = PageLimits()
    (limits.points, limits.clouds) = (points, clouds)
    let path = output ?? "\(sweep.path)/report.html"
    try reportingStoreErrors {
      let page = try ReportPage(of: sweep, version: Program.current.provenance, limits: limits)
      for problem in page.problems { Console.talk("gfrun: warning: \(problem)") }
      try AtomicFile.publish(page.html, to: path)
    }
    Console.out(path)
  }
}
