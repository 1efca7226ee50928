public import Distributions
public import Flows
public import Metrics
public import Specification

/// Everything that a specification can name: trainers, flows, laws and metrics, each under its kind.
///
/// The built-in kinds come in through the same `register` calls as anybody's. A package that adds
/// its own makes a registry, registers, and hands it to the command line in its own `main`.
public struct Registry: Sendable {
  /// Makes a trainer for a run, or takes one up where a state left it.
  public typealias TrainerMaker = @Sendable (Run, TrainerState?) throws -> any Trainer
  /// Makes a flow with a learned potential from its resolved specification.
  public typealias FlowMaker = @Sendable (Value) throws -> any Flow
  /// Makes a law from its resolved specification.
  public typealias DistributionMaker = @Sendable (Value) throws -> any Distribution
  /// Makes a metric from its resolved specification and the target it compares with.
  public typealias MetricMaker = @Sendable (Value, MetricTarget) throws -> any Metric

  /// The language that goes with the kinds: their keys, defaults and documentation.
  public private(set) var vocabulary: Vocabulary
  private var trainers: [String: TrainerMaker] = [:]
  private var flows: [String: FlowMaker] = [:]
  private var distributions: [String: DistributionMaker] = [:]
  private var metrics: [String: MetricMaker] = [:]

  /// A registry that knows no kinds yet, over a language that may declare some.
  public init(vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
  }

  /// Adds a condition between the sections of a run, which every run is checked for.
  public mutating func register(_ check: Check) {
    vocabulary.add(check)
  }

  /// Registers the trainer that `trainer: kind` asks for.
  public mutating func register(trainer kind: String, _ make: @escaping TrainerMaker) {
    trainers[kind] = make
  }

  /// Registers the flow, one with a learned potential, that `flow: kind` asks for.
  public mutating func register(flow kind: String, _ make: @escaping FlowMaker) {
    flows[kind] = make
  }

  /// Registers a law for `data.target` and `data.source`.
  public mutating func register(distribution kind: String, _ make: @escaping DistributionMaker) {
    distributions[kind] = make
  }

  /// Registers a metric for `metrics.compute`.
  public mutating func register(metric kind: String, _ make: @escaping MetricMaker) {
    metrics[kind] = make
  }

  /// The run of a resolved specification, with its laws made.
  ///
  /// - Throws: `RegistryError.unknownKind`, or what the maker of a law or of the flow throws.
  public func run(id: String, specification: Value) throws -> Run {
    let (data, flow) = (specification["data"], specification["flow"])
    return Run(
      id: id, seed: specification["seed"].integer, specification: specification,
      target: try distribution(data["target"]), source: try distribution(data["source"]),
      flow: try flows[flow.kind]?(flow))
  }

  func distribution(_ specification: Value) throws -> any Distribution {
    let kind = specification["kind"].text
    guard let make = distributions[kind] else {
      throw RegistryError.unknownKind(kind, of: "distribution")
    }
    return try make(specification)
  }

  /// The metric of a resolved specification, against a target.
  ///
  /// - Throws: `RegistryError`, or what the maker of the metric throws.
  package func metric(_ specification: Value, target: MetricTarget) throws -> any Metric {
    let kind = specification["kind"].text
    guard let make = metrics[kind] else { throw RegistryError.unknownKind(kind, of: "metric") }
    return try make(specification, target)
  }

  package func trainer(for run: Run, resuming state: TrainerState?) throws -> any Trainer {
    let kind = run.specification["trainer"]["kind"].text
    guard let make = trainers[kind] else { throw RegistryError.unknownKind(kind, of: "trainer") }
    return try make(run, state)
  }
}

// MARK: - Kinds of other packages

extension Registry {
  /// Declares a kind of trainer and registers what makes it.
  ///
  /// What the kind declares is checked before a maker sees it: every key is there, of its type and
  /// within its bounds. Names of kinds must be new.
  public mutating func register(trainer kind: Kind, _ make: @escaping TrainerMaker) {
    vocabulary.add(kind, to: .trainer)
    register(trainer: kind.name, make)
  }

  /// Declares a kind of flow, as `Kind.flow(_:_:)` writes it down, and registers what makes it.
  public mutating func register(flow kind: Kind, _ make: @escaping FlowMaker) {
    vocabulary.add(kind, to: .flow)
    register(flow: kind.name, make)
  }

  /// Declares a kind of law, with its dimension and traits, and registers what makes it.
  public mutating func register(distribution kind: Kind, _ make: @escaping DistributionMaker) {
    vocabulary.add(kind, to: .law)
    register(distribution: kind.name, make)
  }

  /// Declares a kind of metric, with the names of its results, and registers what makes it.
  public mutating func register(metric kind: Kind, _ make: @escaping MetricMaker) {
    vocabulary.add(kind, to: .metric)
    register(metric: kind.name, make)
  }
}

/// What the language declares but nobody registered, or nobody knows.
public enum RegistryError: Error, Equatable, CustomStringConvertible {
  /// No maker is registered for the kind.
  case unknownKind(String, of: String)
  /// A metric needs something of the target's law that it does not tell.
  case unknownTrait(String)

  /// The sentence for a reader.
  public var description: String {
    switch self {
    case .unknownKind(let kind, let role): "no \(role) is registered under the kind '\(kind)'"
    case .unknownTrait(let trait): "the target's law tells no \(trait), which a metric needs"
    }
  }
}
