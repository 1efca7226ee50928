import ArgumentParser
import Benchmarking

/// What all contests have in common.
struct ContestOptions: ParsableArguments {
  /// The peers to measure against.
  struct Peers: ExpressibleByArgument, CustomStringConvertible {
    /// Their names, in order.
    let names: [String]

    init(_ names: [String]) { self.names = names }

    init?(argument: String) {
      let words = argument.split(separator: ",").map(String.init)
      guard words.allSatisfy({ Peer(rawValue: $0) != nil || $0 == "none" }) else { return nil }
      names = words.filter { $0 != "none" }
    }

    var description: String { names.isEmpty ? "none" : names.joined(separator: ",") }
  }

  @Option(help: "Rounds of the contest.")
  var rounds = 9

  @Option(help: ArgumentHelp("CPU time of a block of steps.", valueName: "seconds"))
  var block = 0.2

  @Option(
    help:
      "The peers, 'torch', 'jax', 'numpy', 'pot', 'scipy', 'hydra' or 'none', separated by commas.")
  var peers = Peers(Peer.allCases.map(\.rawValue))

  @Option(help: ArgumentHelp("The Python that has the peers.", valueName: "path"))
  var python = "python3"

  @Option(
    help: ArgumentHelp(
      "The folder of the peers' programs; found beside gfbench.", valueName: "dir"),
    completion: .directory)
  var scripts: String?

  @Option(help: "The core that all contenders run on; the last one, unless given.")
  var core: Int?

  @Flag(help: "Print the numbers as JSON.")
  var json = false

  @Flag(help: "Exit with 1 if a required number is missed or not measured.")
  var require = false

  func validate() throws {
    if rounds < 1 { throw ValidationError("'--rounds' takes a whole number from 1.") }
    if !(block > 0 && block <= 60) {
      throw ValidationError("'--block' takes seconds, more than 0 and at most 60.")
    }
    let cores = Processor.cores
    if let core, !cores.contains(core) {
      throw ValidationError(
        "'--core' takes one of \(cores.map(String.init).joined(separator: ", ")).")
    }
  }

  /// The modes of a peer's program as contenders; none if the peer is not asked for.
  func contenders(
    _ peer: Peer, script: String, modes: [String], arguments: [String] = []
  ) -> [any Contender] {
    guard peers.names.contains(peer.rawValue) else { return [] }
    let folder = scripts ?? PeerScripts.folder ?? "scripts/peers"
    return modes.map { mode in
      PeerProcess(
        name: "\(peer.title) \(mode)", side: peer.title, program: python,
        arguments: ["-u", "\(folder)/\(script).py", "--mode", mode, "--block", "\(block)"]
          + arguments,
        environment: PeerScripts.environment, patience: PeerProcess.Patience(round: 600))
    }
  }
}
