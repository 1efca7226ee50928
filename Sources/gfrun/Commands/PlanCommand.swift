import ArgumentParser

/// `gfrun plan FILE`: what would run.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Print the runs of an experiment: id, case, swept values, seed, done or to do.")

  @OptionGroup var experiment: ExperimentArguments
  @OptionGroup var store: StoreOptions

  @Flag(help: "Print the table as JSON: an array with an object per run.")
  var json = false

  @Flag(help: "Print each run in full, every default written out, as a YAML document.")
  var resolved = false

  func validate() throws {
    if json && resolved { throw ValidationError("'--json' and '--resolved' exclude each other.") }
  }

  func run() throws {
    let printing = PlanPrinting(experiment: experiment, store: store)
    if resolved {
      try printing.printResolved()
    } else {
      try printing.printTable(json: json)
    }
  }
}
