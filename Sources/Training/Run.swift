public import Distributions
public import Flows
public import Randomness
public import Specification

/// One run of a plan, ready for a trainer: what is learned, from what, along which flow, how long.
public struct Run: Sendable {
  /// The first 12 hex digits of the hash of the resolved specification.
  public let id: String
  /// The seed from which all random streams of the run are derived.
  public let seed: Int
  /// The resolved specification: every key is there, with its default where the user left it out.
  public let specification: Value
  /// The law that is learned.
  public let target: any Distribution
  /// The law that the generator or the particles start from.
  public let source: any Distribution
  /// The mathematics of its flow; nil where the flow has no potential to learn.
  public let flow: (any Flow)?

  /// A run over laws and a flow that were made from its specification.
  public init(
    id: String, seed: Int, specification: Value, target: any Distribution,
    source: any Distribution, flow: (any Flow)? = nil
  ) {
    self.id = id
    self.seed = seed
    self.specification = specification
    self.target = target
    self.source = source
    self.flow = flow
  }

  /// The run's own random stream for `purpose` at `iteration`.
  ///
  /// Streams of different purposes or iterations are independent, so no draw depends on what else
  /// was drawn before it.
  public func stream(_ purpose: RandomStream.Purpose, iteration: Int = 0) -> RandomStream {
    RandomStream(seed: seed, purpose: purpose, iteration: iteration)
  }
}
