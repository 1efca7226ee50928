/// A computation written down, not yet run: a growing list of operations on tensors of fixed shape.
///
/// Nodes are only ever appended and equal nodes are stored once, so the order of the list is an order
/// of execution and a common subexpression costs nothing. A graph is built by one thread; what runs
/// is a `Plan` compiled from it.
public final class Graph {
  /// One operation with the shape of its value.
  package struct Node: Hashable {
    /// What is computed.
    package let operation: Operation
    /// The shape of the value.
    package let shape: Shape
  }

  /// All nodes; every operand stands before its users.
  package private(set) var nodes: [Node] = []
  private var known: [Node: Int] = [:]
  private var sources = 0

  /// An empty graph.
  package init() {}

  /// A tensor given from outside at every run: a batch, a parameter.
  package func source(_ shape: Shape) -> Tensor {
    sources += 1
    return append(.source(sources), shape)
  }

  /// A tensor all of whose elements are `value`.
  public func constant(_ value: Double, _ shape: Shape = .scalar) -> Tensor {
    append(.constant(value), shape)
  }

  /// The node for an operation as it stands, without simplification.
  func append(_ operation: Operation, _ shape: Shape) -> Tensor {
    let node = Node(operation: operation, shape: shape)
    if let index = known[node] { return Tensor(graph: self, index: index) }
    nodes.append(node)
    known[node] = nodes.count - 1
    return Tensor(graph: self, index: nodes.count - 1)
  }

  /// The tensor of an existing node.
  func tensor(_ index: Int) -> Tensor {
    Tensor(graph: self, index: index)
  }
}
