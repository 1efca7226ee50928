import Glibc

/// A number that depends on the outer iteration: a step, a learning rate, a persistency level.
///
/// A function of the iteration alone, so a training that is taken up again goes on with the numbers
/// it would have had.
package enum Schedule: Hashable, Sendable {
  /// The same number throughout.
  case constant(Double)
  /// From one number to another along a line in `over` iterations, then the second.
  case linear(from: Double, to: Double, over: Int)
  /// From one number to another along half a cosine in `over` iterations, then the second
  /// (Loshchilov & Hutter 2017, without restarts).
  case cosine(from: Double, to: Double, over: Int)
  /// from · factor^(iteration / every).
  case exponential(from: Double, factor: Double, every: Int)
  /// The value of the same place as the last of `starts` that is reached; the first value holds from
  /// the start, so there is one more of them.
  case piecewise(values: [Double], starts: [Int])

  /// The number at an outer iteration, counted from 0.
  package func callAsFunction(_ iteration: Int) -> Double {
    switch self {
    case .constant(let value): return value
    case .linear(let from, let to, let over):
      return iteration >= over ? to : from + (to - from) * (Double(iteration) / Double(over))
    case .cosine(let from, let to, let over):
      guard iteration < over else { return to }
      return to + (from - to) * (0.5 + 0.5 * cos(Double.pi * Double(iteration) / Double(over)))
    case .exponential(let from, let factor, let every):
      return from * pow(factor, Double(iteration) / Double(every))
    case .piecewise(let values, let starts):
      return values[starts.count { $0 <= iteration }]
    }
  }

  /// The sum of the numbers of the iterations before `iteration`, in their order.
  package func sum(before iteration: Int) -> Double {
    if case .constant(let value) = self { return value * Double(iteration) }
    return (0..<iteration).reduce(0) { $0 + self($1) }
  }

  /// The sum before `iteration`, given that before the one before it; of the same bits as
  /// `sum(before:)`.
  package func sum(before iteration: Int, adding earlier: Double) -> Double {
    if case .constant(let value) = self { return value * Double(iteration) }
    return earlier + self(iteration - 1)
  }
}
