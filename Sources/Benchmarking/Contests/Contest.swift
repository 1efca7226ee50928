/// Measures contenders in turns, so that whatever else the machine does meets all of them alike.
///
/// One round is one block of each. Even rounds go through the contenders in order, odd ones
/// backwards: none always comes first after the same other. One that fails leaves with its reason.
package struct Contest {
  /// What happens on the way.
  package enum Event: Equatable, Sendable {
    /// A contender gets ready.
    case preparing(name: String)
    /// A round begins, counted from 0.
    case round(Int)
    /// A contender left.
    case left(name: String, reason: String)
  }

  private let rounds: Int

  /// A contest of `rounds` rounds, at least one.
  package init(rounds: Int) {
    precondition(rounds >= 1, "a contest has at least one round")
    self.rounds = rounds
  }

  /// Carries the contest out.
  ///
  /// - Returns: how each contender stood, in their order.
  package func run(
    _ contenders: [any Contender], report: (Event) -> Void = { _ in }
  ) -> [Standing] {
    defer { for contender in contenders { contender.finish() } }
    var times = [[Double]](repeating: [], count: contenders.count)
    var failures = [String?](repeating: nil, count: contenders.count)
    func attempt(_ index: Int, _ body: (any Contender) throws -> Void) {
      do {
        try body(contenders[index])
      } catch {
        failures[index] = "\(error)"
        report(.left(name: contenders[index].name, reason: "\(error)"))
      }
    }
    for index in contenders.indices {
      report(.preparing(name: contenders[index].name))
      attempt(index) { try $0.prepare() }
    }
    for round in 0..<rounds {
      report(.round(round))
      let order = Array(contenders.indices)
      for index in round.isMultiple(of: 2) ? order : order.reversed()
      where failures[index] == nil {
        attempt(index) { times[index].append(try $0.round()) }
      }
    }
    return contenders.indices.map { index in
      Standing(
        name: contenders[index].name, side: contenders[index].side, times: times[index],
        failure: failures[index])
    }
  }
}
