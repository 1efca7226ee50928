import ArgumentParser
import Glibc
import Specification
import Trainers
import Training

/// `gfrun schema`: the JSON Schema of the experiment language.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of experiment files, for editors and validators.")

  func run() throws {
    Console.write(JSONSchema.text(Program.current.registry.vocabulary), to: STDOUT_FILENO)
  }
}
