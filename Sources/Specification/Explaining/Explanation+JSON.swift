extension Explanation {
  /// The explanation as a JSON value, with the same parts as its text.
  package var json: Value {
    ["path": .string(path.text), "meanings": .list(meanings.map(\.json))]
  }
}

extension Explanation.Meaning {
  fileprivate var json: Value {
    var object = Value.Object([
      .init(key: "where", value: circumstances.json),
      .init(key: "meaning", value: .string(summary)),
      .init(key: "expected", value: .string(expected)),
      .init(key: "required", value: .boolean(isRequired)),
    ])
    object["default"] = defaults.first { $0.circumstances.isEmpty }?.value ?? .null
    if defaults.count > 1 {
      object["defaults"] = .list(
        defaults.map { ["where": $0.circumstances.json, "value": $0.value] })
    }
    object["formula"] = formula.map(Value.string)
    object["source"] = source.map(Value.string)
    if !aliases.isEmpty { object["aliases"] = .list(aliases.map(Value.string)) }
    if !brings.isEmpty {
      object["brings"] = .object(
        Value.Object(sortedBrings.map { .init(key: $0.path.text, value: $0.value) }))
    }
    if !choices.isEmpty {
      object["choices"] = .list(
        choices.map { ["name": .string($0.name), "meaning": .string($0.summary)] })
    }
    if !keys.isEmpty {
      object["keys"] = .list(
        keys.map { key in
          [
            "name": .string(key.name), "meaning": .string(key.summary),
            "expected": key.expected.map(Value.string) ?? .null,
            "required": .boolean(key.isRequired), "default": key.defaultValue ?? .null,
          ]
        })
    }
    return .object(object)
  }

  /// What the kind brings, by path.
  var sortedBrings: [(path: Path, value: Value)] {
    brings.map { (path: $0.key, value: $0.value) }.sorted { $0.path.text < $1.path.text }
  }
}

extension [Explanation.Circumstance] {
  fileprivate var json: Value {
    .object(
      Value.Object(
        map { .init(key: $0.path.text, value: .list($0.kinds.map(Value.string))) }))
  }
}

extension Listing {
  /// The things as a JSON value: a list with an object for each.
  package var json: Value {
    .list(
      items.map { item in
        [
          "name": .string(item.name), "aliases": .list(item.aliases.map(Value.string)),
          "summary": .string(item.summary), "formula": item.formula.map(Value.string) ?? .null,
          "source": item.source.map(Value.string) ?? .null,
          "keys": .list(item.keys.map(Value.string)),
        ]
      })
  }

  /// What the things are, without the things themselves, as a JSON value.
  package var summaryJSON: Value {
    [
      "name": .string(name), "count": .integer(items.count), "summary": .string(summary),
      "paths": .list(paths.map { .string($0.text) }),
    ]
  }
}
