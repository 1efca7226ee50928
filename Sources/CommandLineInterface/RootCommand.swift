import ArgumentParser

/// The command line; see `Commands` for what each word does.
struct RootCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "\(Program.current.name)",
      abstract: "Runs declarative experiments on generative models seen as gradient flows.",
      usage: """
        \(Program.current.name) FILE [path=value …] [-j N] [-n]
        \(Program.current.name) <command> …
        """,
      discussion: """
        A path as first word means 'run': '\(Program.current.name) experiments/sweep.yaml' plans \
        the experiment, runs what is missing and collects the results in results/NAME. The same \
        command again continues where it left off. Standard output is data, standard error talk.

        EXIT CODES
          0    every run that was asked for is complete, every claim holds
          1    finished, but a run failed, a claim does not hold, a figure lacks
               runs, a metric could not be certified, or two results differ
          64   the command line is wrong
          65   a file is wrong; every error in it was printed with its position
          66   a file is missing
          69   what draws figures is not installed
          70   a bug in gfrun
          73   a result cannot be created
          74   input or output failed, the disk is full
          75   stopped at its time limit, to be continued by the same command
          77   permission denied
          130  interrupted by Ctrl-C (143: SIGTERM, 129: SIGHUP), to be continued
        """,
      version: Program.current.versionText,
      subcommands: [
        RunCommand.self, CheckCommand.self, PlanCommand.self, DiffCommand.self, WhyCommand.self,
        ShowCommand.self, CompareCommand.self, CollectCommand.self, ExportCommand.self,
        ReportCommand.self, FiguresCommand.self,
        ReproduceCommand.self, ClaimsCommand.self, MetricCommand.self, ListCommand.self,
        ExplainCommand.self, SchemaCommand.self, StatusCommand.self, LogsCommand.self,
        RetryCommand.self, VerifyCommand.self, CleanCommand.self, TrainerCommand.self,
        WorkerCommand.self,
      ],
      defaultSubcommand: RunCommand.self)
  }
}
