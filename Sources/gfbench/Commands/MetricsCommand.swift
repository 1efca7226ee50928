import ArgumentParser
import Benchmarking

/// `gfbench metrics`: metrics between clouds.
struct MetricsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "metrics",
    abstract: "Metrics between clouds of points, against NumPy and POT.",
    discussion: """
      A step makes a metric on its target and evaluates it once, so that nothing is saved from one \
      step to the next. The clouds are two normal laws, one shifted and narrower.
      """)

  @Option(help: "The metrics: 'mmd-2', 'mmd-784', 'sliced', 'sinkhorn'; all, unless given.")
  var only: [MetricWorkload] = []

  @OptionGroup var options: ContestOptions

  func run() throws {
    let session = Session(options)
    let products = ProductPeak(session, options)
    let workloads = only.isEmpty ? MetricWorkload.allCases : only
    let reports = workloads.map { workload in
      let standings = session.contest(
        workload.rawValue,
        [workload.contender(block: options.block)]
          + options.contenders(workload.peer, script: "metrics", modes: [workload.rawValue]))
      return ContestReport(
        title: "metrics: \(workload.title)", standings: standings,
        requirements: requirements(workload, standings))
    }
    try session.conclude(reports, products: products)
  }

  private func requirements(
    _ workload: MetricWorkload, _ standings: [Standing]
  ) -> [Requirement] {
    guard options.peers.names.contains(workload.peer.rawValue) else { return [] }
    let best = standings.best(of: workload.peer.title)
    return [
      Requirement(
        "\(best?.name ?? workload.peer.title) over gfrun", .atLeast(workload.factor),
        value: best?.ratio(to: standings[0]))
    ]
  }
}

extension MetricWorkload: ExpressibleByArgument {}
