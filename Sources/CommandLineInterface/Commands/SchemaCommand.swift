import ArgumentParser
import Glibc
import Specification
import Trainers
import Training

/// `gfrun schema`: the JSON Schema of the experiment language.
struct SchemaCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "schema",
      abstract: "Print the JSON Schema of experiment files, for editors and validators.",
      discussion: Discussion.text(
        """
        An editor that speaks YAML completes and checks a file that names the schema in its first line: \
        # yaml-language-server: $schema=experiment.schema.json
        """,
        examples: [
          "schema > experiments/experiment.schema.json": "beside the experiments"
        ]))
  }

  func run() throws {
    Console.write(JSONSchema.text(Program.current.registry.vocabulary), to: STDOUT_FILENO)
  }
}
