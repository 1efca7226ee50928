/// Which nodes a plan needs and how they are used: what may be fused is decided here.
struct Usage {
  /// The users of each live node, in order; a user stands twice if it reads the node twice.
  private(set) var users: [[Int]]
  /// Whether each node is needed.
  private(set) var isLive: [Bool]
  /// Broadcasts that are never written out, because every user reads their operand instead.
  private(set) var elided: Set<Int> = []
  /// Nodes computed as a part of their only user.
  private(set) var absorbed: Set<Int> = []

  private let nodes: [Graph.Node]
  private let outputs: Set<Int>

  /// The usage of the nodes of `graph` by `outputs`.
  init(_ graph: Graph, outputs: Set<Int>) {
    nodes = graph.nodes
    self.outputs = outputs
    users = Array(repeating: [], count: nodes.count)
    isLive = Array(repeating: false, count: nodes.count)
    for index in nodes.indices.reversed() {
      isLive[index] = isLive[index] || outputs.contains(index)
      guard isLive[index] else { continue }
      for operand in nodes[index].operation.operands { isLive[operand] = true }
    }
    for index in nodes.indices where isLive[index] {
      for operand in nodes[index].operation.operands { users[operand].append(index) }
    }
    for index in nodes.indices where isLive[index] && isElidable(index) { elided.insert(index) }
    for index in nodes.indices where isLive[index] {
      if let part = absorbedPart(of: index) { absorbed.insert(part) }
    }
  }

  /// Whether exactly one node reads this one, once, and nobody outside does.
  func isPrivate(_ index: Int) -> Bool {
    users[index].count == 1 && !outputs.contains(index)
  }

  private func isBroadcast(_ index: Int) -> Bool {
    nodes[index].operation.broadcast(of: 0) != nil
  }

  private func isElidable(_ index: Int) -> Bool {
    isBroadcast(index) && !outputs.contains(index)
      && users[index].allSatisfy { canReadThrough(index, by: $0) }
  }

  /// Whether `user` has a kernel that takes the operand of the broadcast `index` in its place.
  private func canReadThrough(_ index: Int, by user: Int) -> Bool {
    switch nodes[user].operation {
    case .add(let a, let b), .multiply(let a, let b):
      return a != b && !isBroadcast(a == index ? b : a)
    case .subtract(let a, let b):
      return b == index && !isBroadcast(a)
    case .gate(let a, let selector, _):
      guard case .repeatRow = nodes[index].operation else { return false }
      return a == index && selector != index && !isBroadcast(selector)
    default: return false
    }
  }

  /// The operand that is computed within `index` itself, if there is one.
  private func absorbedPart(of index: Int) -> Int? {
    switch nodes[index].operation {
    case .relu(let a, _), .tanh(let a), .sigmoid(let a), .softplus(let a):
      return biasOperands(a) != nil && isPrivate(a) ? a : nil
    case .add(let a, let b):
      if isProduct(b), canAccumulate(on: a) { return b }
      if isProduct(a), canAccumulate(on: b) { return a }
      return nil
    default: return nil
    }
  }

  /// The matrix and the row of a sum `matrix + repeated row`, where `index` is one.
  func biasOperands(_ index: Int) -> (matrix: Int, row: Int)? {
    guard case .add(let a, let b) = nodes[index].operation else { return nil }
    for (matrix, broadcast) in [(a, b), (b, a)] where elided.contains(broadcast) {
      if case .repeatRow(let row) = nodes[broadcast].operation { return (matrix, row) }
    }
    return nil
  }

  private func isProduct(_ index: Int) -> Bool {
    guard case .product = nodes[index].operation else { return false }
    return isPrivate(index)
  }

  /// Whether a product may be added to this value where it lies.
  private func canAccumulate(on index: Int) -> Bool {
    guard isPrivate(index), !elided.contains(index), !absorbed.contains(index) else { return false }
    switch nodes[index].operation {
    case .source, .constant, .reshape, .detach: return false
    default: return true
    }
  }
}
