extension Explanations {
  func meanings(of topic: Topic) -> [Explanation.Meaning] {
    switch topic.content {
    case .key(let declarations): meanings(of: declarations, at: topic.path)
    case .kind(let kind, let slot, let path, let places):
      [meaning(of: kind, in: slot, at: path, where: places)]
    case .sweep:
      [
        meaning(
          of: SweepLanguage.Key(
            "sweep", SweepLanguage.summary, expects: "a mapping, or a list of mappings",
            keys: SweepLanguage.keys))
      ]
    case .sweepKey(let key): [meaning(of: key)]
    }
  }

  private func meaning(of key: SweepLanguage.Key) -> Explanation.Meaning {
    var meaning = Explanation.Meaning(
      circumstances: [], summary: key.summary, expected: key.expectation,
      isRequired: key.isRequired,
      defaults: key.defaultValue.map { [Explanation.Default(value: $0, circumstances: [])] } ?? [],
      choices: [],
      keys: key.keys.map {
        Explanation.Entry(
          name: $0.name, summary: $0.summary, expected: $0.expectation,
          defaultValue: $0.defaultValue, isRequired: $0.isRequired)
      })
    meaning.formula = key.formula
    meaning.source = key.source
    return meaning
  }

  private func meaning(
    of kind: Kind, in slot: Slot, at path: Path, where places: [[Condition]]
  ) -> Explanation.Meaning {
    let isBare = kind.fields.allSatisfy { if case .required = $0.presence { false } else { true } }
    let mapping = "a mapping with kind: \(kind.name) and its keys"
    var meaning = Explanation.Meaning(
      circumstances: circumstances(places), summary: kind.summary,
      expected: isBare ? "\(kind.name), or \(mapping)" : mapping, isRequired: false, defaults: [],
      choices: [], keys: kind.fields.map(entry))
    meaning.formula = kind.formula
    meaning.source = kind.source
    meaning.aliases = kind.aliases
    meaning.brings = kind.defaultsElsewhere
    return meaning
  }

  /// The meanings of a key: declarations that say the same are one.
  private func meanings(
    of declarations: [Declaration], at path: Path
  ) -> [Explanation.Meaning] {
    var groups: [[Declaration]] = []
    for declaration in declarations {
      let index = groups.firstIndex {
        $0[0].field.summary == declaration.field.summary
          && explained($0[0].field.schema) == explained(declaration.field.schema)
      }
      if let index { groups[index].append(declaration) } else { groups.append([declaration]) }
    }
    return groups.map { group in
      let field = group[0].field
      return Explanation.Meaning(
        circumstances: circumstances(group.map(\.conditions)), summary: field.summary,
        expected: explained(field.schema),
        isRequired: group.allSatisfy { isRequired($0.field) },
        defaults: defaults(of: group, at: path), choices: choices(of: field.schema),
        keys: keys(of: field.schema))
    }
  }

  /// The defaults of declarations that differ in nothing else, those of few kinds first.
  private func defaults(of group: [Declaration], at path: Path) -> [Explanation.Default] {
    var values: [Value] = []
    for value in group.compactMap(\.field.defaultValue) where !values.contains(value) {
      values.append(value)
    }
    var found = values.map { value in
      let holders = group.filter { $0.field.defaultValue == value }
      return Explanation.Default(
        value: value,
        circumstances: values.count == 1 ? [] : circumstances(holders.map(\.conditions)))
    }
    var brought: [Value] = []
    let overrides = (topics.overrides[path] ?? []).filter { !values.contains($0.value) }
    for value in overrides.map(\.value) where !brought.contains(value) { brought.append(value) }
    found =
      brought.map { value in
        Explanation.Default(
          value: value,
          circumstances: circumstances(
            overrides.filter { $0.value == value }.map { [$0.condition] }))
      } + found
    return found
  }

  /// What several ways to a key have in common: for each path the kinds that lead there, where they
  /// are not all there are.
  private func circumstances(_ ways: [[Condition]]) -> [Explanation.Circumstance] {
    var paths: [(path: Path, slot: Slot)] = []
    var kinds: [Path: [String]] = [:]
    for condition in ways.joined() {
      if kinds[condition.path] == nil { paths.append((condition.path, condition.slot)) }
      if !(kinds[condition.path] ?? []).contains(condition.kind) {
        kinds[condition.path, default: []].append(condition.kind)
      }
    }
    return paths.compactMap { path, slot in
      let names = kinds[path] ?? []
      guard names.count < vocabulary.kinds(of: slot).count else { return nil }
      return Explanation.Circumstance(path: path, kinds: names)
    }
  }

  private func entry(_ field: Field) -> Explanation.Entry {
    Explanation.Entry(
      name: field.name, summary: field.summary, expected: explained(field.schema),
      defaultValue: field.defaultValue, isRequired: isRequired(field))
  }

  private func isRequired(_ field: Field) -> Bool {
    if case .required = field.presence { true } else { false }
  }

  private func choices(of schema: Schema) -> [Explanation.Entry] {
    switch schema {
    case .choice(let choices):
      choices.map { Explanation.Entry(name: $0.name, summary: $0.summary) }
    case .union(let slot, _):
      vocabulary.kinds(of: slot).map { Explanation.Entry(name: $0.name, summary: $0.summary) }
    case .either(let schemas): schemas.flatMap(choices)
    case .list(let rule): choices(of: rule.element)
    default: []
    }
  }

  private func keys(of schema: Schema) -> [Explanation.Entry] {
    switch schema {
    case .object(let fields): fields.map(entry)
    case .either(let schemas): schemas.flatMap(keys)
    case .list(let rule): keys(of: rule.element)
    default: []
    }
  }

  /// What may be written, more fully than in a message: a list says of what.
  private func explained(_ schema: Schema) -> String {
    switch schema {
    case .list(let rule):
      let elements = explained(rule.element)
      let least = rule.count.lowerBound
      let (low, high) = (String(least), String(rule.count.upperBound))
      let count =
        rule.count.upperBound == Int.max
        ? (least == 0 ? "" : " of at least \(low) elements") : " of \(low) to \(high) elements"
      return "a list\(count), each \(elements)"
    case .either(let schemas):
      let parts = schemas.map(explained)
      return parts.dropLast().joined(separator: ", ") + " or " + (parts.last ?? "")
    case .map(let rule):
      return "a mapping from \(rule.keys) to \(explained(rule.value))"
    default: return schema.expectation(in: vocabulary)
    }
  }
}
