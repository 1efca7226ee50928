import ArgumentParser
import Execution
import Glibc
import Results
import Specification
import Tables

/// `gfrun export DIR`: the numbers of a sweep as a table for other programs.
struct ExportCommand: ParsableCommand {
  /// How a row is written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case csv
    case jsonl
  }

  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "export",
      abstract: "Write the numbers of a sweep as CSV or JSON lines.",
      discussion: Discussion.text(
        """
        One long table: a row per run and evaluation (metrics), per run and training step (training), \
        or per run (final), each with the run's id, case, seed, status and swept values, so that any \
        tool can filter and group it. Numbers have the shortest digits that read back exactly; a cell \
        without a number is empty (CSV) or null; numbers that are not finite are nan, inf, -inf (CSV) \
        or strings of these names (JSON lines).
        """,
        examples: [
          "export results/w1fe-ring > metrics.csv": "all metrics of all runs",
          "export results/w1fe-ring --table final -o final.csv": "a row per run",
          "export results/w1fe-ring --format jsonl --table training":
            "losses and penalties, an object per line",
        ],
        exits: [
          0: "written",
          66: "there is no such folder or file",
        ]))
  }

  @Argument(
    help: "The folder of one experiment, as results/NAME, or its sweep file.",
    completion: .file(extensions: ["h5"]))
  var what: String

  @Option(help: "The table: metrics, training or final.")
  var table = TidyTable.Contents.metrics

  @Option(help: "The format: csv or jsonl.")
  var format = Format.csv

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Where to write; standard output unless given.", valueName: "file"),
    completion: .file())
  var output: String?

  func run() throws {
    try reportingStoreErrors {
      let table = try TidyTable(table, of: SweepFilePath(what).path)
      let writer = try LineSink(output)
      if format == .csv {
        try writer.write(table.columns.map(CSVField.text).joined(separator: ","))
      }
      try table.forEach { cells in
        try writer.write(
          format == .csv
            ? cells.map(\.csv).joined(separator: ",") : Self.json(table.columns, cells))
      }
      try writer.finish()
    }
  }

  private static func json(_ columns: [String], _ cells: [TidyTable.Cell]) -> String {
    let members = zip(columns, cells).map { Value.Object.Member(key: $0, value: $1.json) }
    return JSONText.compact(.object(Value.Object(members)))
  }
}

extension TidyTable.Contents: ExpressibleByArgument {}

extension TidyTable.Cell {
  fileprivate var csv: String {
    switch self {
    case .empty: ""
    case .text(let text): CSVField.text(text)
    case .integer(let integer): String(integer)
    case .number(let number): number.isFinite ? NumberText.canonical(number) : "\(number)"
    }
  }

  fileprivate var json: Value {
    switch self {
    case .empty: .null
    case .text(let text): .string(text)
    case .integer(let integer): .integer(integer)
    case .number(let number): number.isFinite ? .number(number) : .string("\(number)")
    }
  }
}
