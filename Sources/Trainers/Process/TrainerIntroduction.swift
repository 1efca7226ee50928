import Processes
import Specification
import Synchronization

/// What a program says of itself before anything is asked of it.
package struct TrainerIntroduction: Sendable {
  /// What it calls itself.
  package let name: String
  /// Its version; nil where it tells none.
  package let version: String?
  /// Its options, by name.
  let options: [String: OptionDeclaration]
  /// The kinds of flow that it knows; nil where it takes any.
  package let flows: [String]?
  /// Whether it can go on from a state.
  package let resumes: Bool

  private static let known = Mutex<[[String]: Result<TrainerIntroduction, TrainerFault>]>([:])

  /// What the program of a command says, which is started once for all who ask.
  ///
  /// - Throws: `TrainerFault`.
  static func of(_ command: [String]) throws(TrainerFault) -> TrainerIntroduction {
    let found = known.withLock { known in
      if let found = known[command] { return found }
      let found = Result<TrainerIntroduction, TrainerFault> { () throws(TrainerFault) in
        try TrainerIntroduction(TrainerConnection(command, patience: .seconds(60)))
      }
      known[command] = found
      return found
    }
    return try found.get()
  }

  /// Asks the program at the other end of a connection.
  ///
  /// - Throws: `TrainerFault`.
  init(_ connection: TrainerConnection) throws(TrainerFault) {
    let hello = HostMessage(
      "hello",
      [("protocols", .list(TrainerConnection.versions.map { .integer($0) })), ("host", "gfrun")])
    let answer = try connection.ask("hello", hello, for: "hello", limit: 0).body
    guard let version = answer.protocol, TrainerConnection.versions.contains(version) else {
      throw connection.fault(
        .wrong("protocol \(answer.protocol.map(String.init) ?? "not given"), expected 1"))
    }
    name = answer.name ?? connection.program
    self.version = answer.version
    options = answer.options ?? [:]
    flows = answer.flows
    resumes = answer.resumes ?? true
  }

  /// The options of a run with the defaults of those that are not given, in the order of their names.
  func completed(_ given: Value) -> Value {
    let names = Set(options.keys).union(given.objectOrNil?.keys ?? [])
    return .object(
      names.sorted().compactMap { name in
        (given.objectOrNil?[name] ?? options[name]?.default?.value).map { (name, $0) }
      })
  }
}
