public import Randomness

/// A law whose draws each belong to a class.
public protocol LabelledDistribution: Distribution {
  /// The number of classes.
  var classCount: Int { get }

  /// The classes, from 0, of the points that `fill` draws from a stream that starts where this one does.
  func classes(count: Int, using stream: RandomStream) -> [Int]
}
