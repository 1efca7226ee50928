/// A place in the language that takes one of several kinds, and takes more from plug-ins.
///
/// Slots are told apart by their names.
public struct Slot: Hashable, Sendable {
  /// The name, which the JSON Schema uses and `list` understands: `flow`.
  public let name: String
  /// What one of its kinds is called in a message: "a flow".
  public let noun: String
  /// What all of its kinds are called, as `list` takes it: `flows`.
  public let plural: String
  /// What its kinds are, in one sentence.
  public let summary: String

  /// The slot `name`, whose kinds are each a `noun`; `plural` adds an s unless given.
  public init(name: String, noun: String, plural: String? = nil, summary: String = "") {
    self.name = name
    self.noun = noun
    self.plural = plural ?? name + "s"
    self.summary = summary
  }

  /// Whether both have one name.
  public static func == (a: Slot, b: Slot) -> Bool { a.name == b.name }

  /// Hashes the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// One kind of a slot: `gaussian-ring` of the laws, `adam` of the optimisers.
public struct Kind: Sendable {
  /// The name in `kind:`, in kebab-case.
  public let name: String
  /// Other names that a file may use; the resolved run has the first.
  public var aliases: [String] = []
  /// What it is, in one sentence.
  public let summary: String
  /// The formula, in plain text; nil where a sentence says it.
  public var formula: String?
  /// Where it comes from: paper, equation.
  public var source: String?
  /// Its keys, besides `kind`.
  public let fields: [Field]
  /// What must hold between its keys.
  public var checks: [Check] = []
  /// Defaults that it brings for keys elsewhere in the run, which come after its own in the file's order.
  public var defaultsElsewhere: [Path: Value] = [:]
  /// For a law: the dimension of its samples, given its resolved mapping; nil where it cannot be told.
  public var dimension: (@Sendable (Value) -> Int?)?
  /// For a law: what is known of it besides samples.
  public var traits: Set<LawTrait> = []
  /// For a metric: what it needs to know of the laws, given its resolved mapping.
  public var needs: (@Sendable (Value) -> [LawNeed])?
  /// For a metric: the names of its results, where they are not its own name.
  public var quantities: [String]?
  /// For a metric: the dimensions of samples it can compare.
  public var dimensions: ClosedRange<Int> = 1...Int.max

  /// A kind with these keys.
  public init(_ name: String, aliases: [String] = [], _ summary: String, fields: [Field] = []) {
    self.name = name
    self.aliases = aliases
    self.summary = summary
    self.fields = fields
  }

  /// This kind after `change`.
  public func with(_ change: (inout Kind) -> Void) -> Kind {
    var copy = self
    change(&copy)
    return copy
  }
}
