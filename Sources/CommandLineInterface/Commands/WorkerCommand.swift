import ArgumentParser
import Execution
import Glibc
import Trainers
import Training

/// `gfrun worker`: what a sweep starts to carry out its runs.
struct WorkerCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "worker",
      abstract: "Carry out runs for a sweep, which talks to it on standard input and output.",
      discussion: """
        Not for people: '\(Program.current.name) FILE' starts as many as it needs. Each run is \
        carried out by a copy of the worker, so that a crash ends one run and not the sweep. Commands \
        come and events go as one JSON object per line; when standard input ends, the copy makes a \
        checkpoint of its run and exits with 75, and the worker ends after it.
        """,
      shouldDisplay: false)
  }

  func run() throws {
    // At once: all that is published is on the disk, and libraries that tidy up only take time.
    _exit(Worker.main(registry: Program.current.registry))
  }
}
