import ArgumentParser
import Benchmarking
import Foundation
import Metrics
import Specification

/// `gfbench transport`: exact W₁ and W₂.
struct TransportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "transport",
    abstract: "Exact Wasserstein distances, against POT's network simplex.",
    discussion: """
      W1 and W2 between clouds of six families in the plane and in 784 dimensions, from the points to \
      the certified distance; POT's emd2 is timed with and without its cost matrix, solves the same \
      clouds, and leaves the contest if its distance differs by more than 1e-10.
      """)

  @Option(
    help: "Only this family: \(CloudFamily.allCases.map(\.rawValue).joined(separator: ", ")).")
  var family: CloudFamily?

  @Option(help: "Only cases of this many points.")
  var count: Int?

  @Flag(help: "10 000 points too, for which POT takes minutes and gigabytes.")
  var large = false

  @Flag(help: ArgumentHelp("Be the process whose memory is measured.", visibility: .hidden))
  var here = false

  @OptionGroup var options: ContestOptions

  func run() throws {
    if here { return print(try TransportMemory.solveHere()) }
    let session = Session(options)
    let cases = (TransportCase.usual + (large ? TransportCase.large : [])).filter {
      (family == nil || $0.family == family) && (count == nil || $0.count == count)
    }
    var reports = try cases.map { try report($0, session) }
    if family == nil && count == nil {
      reports.append(try memory(session))
    }
    try session.conclude(reports, products: nil)
  }

  private func report(_ item: TransportCase, _ session: Session) throws -> ContestReport {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("gfbench-\(UUID().uuidString).f64")
    try item.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let standings = session.contest(
      item.title,
      [item.contender(block: options.block)]
        + [item.matrix(block: options.block)].compactMap(\.self)
        + options.contenders(
          .pot, script: "transport", modes: ["matrix", "alone"],
          arguments: try item.arguments(file: file)),
      rounds: item.rounds(of: options.rounds))
    return ContestReport(
      title: item.title, standings: standings,
      requirements: item.requirements(
        standings, asked: options.peers.names.compactMap(Peer.init)),
      details: [
        "family": .string(item.family.rawValue), "exponent": .integer(item.exponent.rawValue),
        "count": .integer(item.count), "dimension": .integer(item.dimension),
      ])
  }

  private func memory(_ session: Session) throws -> ContestReport {
    ContestReport(
      title: "memory", standings: [Standing(name: "gfrun", side: "gfrun", times: [])],
      requirements: [try TransportMemory.requirement()])
  }
}
