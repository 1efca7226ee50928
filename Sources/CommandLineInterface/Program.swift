import ArgumentParser
import Glibc
import Trainers
public import Training

/// A program with the commands of gfrun over a registry of one's own.
///
/// A package that adds a trainer, a flow, a law or a metric registers it and is a program of a few
/// lines, with every command, the same results and the same promises:
///
/// ```swift
/// import CommandLineInterface
/// import Specification
/// import Trainers
/// import Training
///
/// var registry = Registry.builtIn
/// registry.register(trainer: Kind("langevin", "Particles take noisy steps.")) {
///   try LangevinTrainer(run: $0, resuming: $1)
/// }
/// Program("langevin-lab", version: "1.2.0", registry: registry).main()
/// ```
///
/// A sweep starts the same program again as its workers, so what is registered may depend on nothing
/// but the program itself: not on arguments, the environment or files.
public struct Program: Sendable {
  /// The name, as in usage and messages.
  public let name: String
  /// The program's own version, as `--version` prints it.
  public let version: String
  /// All that an experiment file can name.
  public let registry: Registry

  /// A program called `name`, in this version of its own, that knows what is registered.
  public init(_ name: String, version: String, registry: Registry) {
    self.name = name
    self.version = version
    self.registry = registry
  }

  /// Does what the command line asks for and ends the process with the documented exit code.
  public func main() -> Never {
    // A reader that goes away is no reason to lose the runs in hand.
    signal(SIGPIPE, SIG_IGN)
    Program.$current.withValue(self) { RootCommand.main(nil) }
    exit(EXIT_SUCCESS)
  }
}

extension Program {
  /// The program gfrun itself.
  package static let gfrun = Program("gfrun", version: "0.1.0", registry: .builtIn)

  /// The program whose command line is read: argument parsing knows the commands by their types, so
  /// it cannot be handed to them.
  @TaskLocal static var current = gfrun

  /// What result files say of the program that made them: the version of gfrun, and as its build
  /// metadata, by the rules of semantic versioning, the program that was built on it.
  var provenance: String {
    isGFRun ? version : "\(Program.gfrun.version)+\(name).\(version)"
  }

  /// What `--version` prints.
  var versionText: String {
    isGFRun ? version : "\(version) (gfrun \(Program.gfrun.version))"
  }

  private var isGFRun: Bool { name == Program.gfrun.name }
}
