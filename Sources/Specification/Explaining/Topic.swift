/// Something that the language has a word for: a key of an experiment file, or a kind that stands there.
struct Topic: Sendable {
  /// What a word can be.
  enum Content: Sendable {
    /// A key, as each kind that has it declares it.
    case key([Declaration])
    /// One of the kinds that may stand at a path.
    case kind(Kind, of: Slot, at: Path, where: [[Condition]])
    /// A key of the section `sweep`.
    case sweepKey(SweepLanguage.Key)
    /// The section `sweep` itself.
    case sweep
  }

  /// How the word is written, from the top of the file.
  let path: Path
  /// What it is.
  var content: Content
}

/// One declaration of a key.
struct Declaration: Sendable {
  /// The key.
  let field: Field
  /// The kinds that must be chosen above it for the key to be there.
  let conditions: [Condition]
}

/// The choice of a kind at a path.
struct Condition: Sendable, Hashable {
  /// Where the kind is chosen.
  let path: Path
  /// Among which kinds.
  let slot: Slot
  /// Which.
  let kind: String
}

/// Every word of the language, found by walking its declarations.
struct LanguageTopics: Sendable {
  /// A default that a kind brings for a key elsewhere.
  struct Override: Sendable {
    /// The kind that brings it.
    let condition: Condition
    /// The default.
    let value: Value
  }

  /// The words, in the order of their declarations.
  private(set) var topics: [Topic] = []
  /// The defaults that kinds bring, by the path of the key.
  private(set) var overrides: [Path: [Override]] = [:]
  /// Where the kinds of each slot stand.
  private(set) var places: [Slot: [Path]] = [:]
  private var indices: [Path: Int] = [:]
  private let vocabulary: Vocabulary

  /// The words of the language with the kinds of `vocabulary`.
  init(_ vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
    for field in ExperimentLanguage.runFields + [FileLanguage.extends] + FileLanguage.results {
      visit(field, under: .top, Surroundings())
    }
    add(Topic(path: "sweep", content: .sweep))
    for key in SweepLanguage.keys { visit(key, under: "sweep") }
  }

  private mutating func visit(_ key: SweepLanguage.Key, under owner: Path) {
    let path = owner.appending(key.name)
    add(Topic(path: path, content: .sweepKey(key)))
    for inner in key.keys { visit(inner, under: path) }
  }

  /// The topic that `path` names; elements of a list are spoken of alike, whatever their index.
  func topic(at path: Path) -> Topic? {
    let words = Path(path.components.filter { Int($0) == nil })
    return indices[words].map { topics[$0] }
  }

  /// What is chosen above a key.
  private struct Surroundings {
    /// The choices that the path does not name itself, as `flow.monoflow.h` does.
    var conditions: [Condition] = []
    /// Whether the path names a kind.
    var isQualified = false
    /// The slots of all choices: a kind may have keys of its own slot, but not without end.
    var slots: [Slot] = []
  }

  private mutating func visit(_ field: Field, under owner: Path, _ around: Surroundings) {
    let path = owner.appending(field.name)
    add(
      Topic(
        path: path, content: .key([Declaration(field: field, conditions: around.conditions)])))
    visit(field.schema, at: path, around)
  }

  private mutating func visit(_ schema: Schema, at path: Path, _ around: Surroundings) {
    switch schema {
    case .object(let fields):
      for field in fields { visit(field, under: path, around) }
    case .either(let schemas):
      for schema in schemas { visit(schema, at: path, around) }
    case .list(let rule): visit(rule.element, at: path, around)
    case .union(let slot, _): visit(slot, at: path, around)
    case .boolean, .integer, .number, .string, .choice, .map: break
    }
  }

  private mutating func visit(_ slot: Slot, at path: Path, _ around: Surroundings) {
    guard !around.slots.contains(slot) else { return }
    let kinds = vocabulary.kinds(of: slot)
    if !around.isQualified, !(places[slot] ?? []).contains(path) {
      places[slot, default: []].append(path)
    }
    let choice = Field(
      "kind", .choice(kinds.map { Choice($0.name, $0.summary) }), "Which \(slot.noun) it is.")
    visit(choice, under: path, around)
    for kind in kinds {
      var inner = around
      let condition = Condition(path: path, slot: slot, kind: kind.name)
      inner.slots.append(slot)
      var named = inner
      named.isQualified = true
      inner.conditions.append(condition)
      for (target, value) in kind.defaultsElsewhere where !around.isQualified {
        overrides[target, default: []].append(Override(condition: condition, value: value))
      }
      for field in kind.fields { visit(field, under: path, inner) }
      for name in [kind.name] + kind.aliases {
        let place = path.appending(name)
        add(
          Topic(
            path: place,
            content: .kind(kind, of: slot, at: path, where: [around.conditions])))
        for field in kind.fields { visit(field, under: place, named) }
      }
    }
  }

  /// Adds a topic, or what it says to the one that its path has.
  private mutating func add(_ topic: Topic) {
    guard let index = indices[topic.path] else {
      indices[topic.path] = topics.count
      return topics.append(topic)
    }
    switch (topics[index].content, topic.content) {
    case (.key(let old), .key(let new)): topics[index].content = .key(old + new)
    case (.kind(let kind, let slot, let path, let old), .kind(_, _, _, let new)):
      topics[index].content = .kind(kind, of: slot, at: path, where: old + new)
    default: break  // A key and a kind of one name: the key is what a file can say there.
    }
  }
}
