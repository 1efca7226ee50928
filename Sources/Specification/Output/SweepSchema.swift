/// The `sweep` section as JSON Schema: every path of a run is a property.
struct SweepSchema {
  let writer: JSONSchemaWriter

  /// The section: one block, or a list of them.
  static let section: Value = [
    "description": .string(SweepLanguage.summary),
    "anyOf": [
      reference("block"), ["type": "array", "minItems": 1, "items": reference("block")],
      ["type": "null"],
    ],
  ]

  /// The parts that the section refers to.
  var definitions: Value.Object {
    var patch = Value.Object()
    var axes = Value.Object([.init(key: "when", value: when)])
    var draws = axes
    var conditions = Value.Object([.init(key: "case", value: SweepSchema.names)])
    for leaf in paths {
      let value = value(of: leaf)
      let description = Value.string(leaf.summary)
      patch[leaf.path.text] = ["description": description, "anyOf": [value]]
      axes[leaf.path.text] = [
        "description": description,
        "anyOf": [
          ["type": "array", "minItems": 1, "items": value], SweepSchema.reference("list"),
        ],
      ]
      draws[leaf.path.text] = [
        "description": description, "allOf": [SweepSchema.reference("draw")],
      ]
      conditions[leaf.path.text] = [
        "description": description,
        "anyOf": [value, ["type": "array", "items": value], SweepSchema.reference("range")],
      ]
    }
    for section in sections {
      // Paths may also be written as nested mappings; these are not described key by key.
      patch[section] = ["type": ["object", "null"]]
      axes[section] = ["type": ["object", "array"]]
      draws[section] = ["type": "object"]
      conditions[section] = ["type": "object"]
    }
    return Value.Object([
      member("block", block), member("patch", SweepSchema.mapping(patch)),
      member("axes", SweepSchema.mapping(axes)),
      member("draws", SweepSchema.design(draws, [SweepLanguage.count], writer)),
      member(
        "sobol",
        SweepSchema.design(draws, [SweepLanguage.count, SweepLanguage.scramble], writer)),
      member("conditions", SweepSchema.mapping(conditions)), member("list", list),
      member("range", range), member("draw", draw),
    ])
  }

  /// The paths that a sweep can set.
  private var paths: [LanguagePaths.Leaf] {
    LanguagePaths.all(in: writer.vocabulary).filter { leaf in
      !ExperimentLanguage.keysWithoutEffect.contains(leaf.path.text)
    }
  }

  /// The paths that lead to some of these.
  private var sections: [String] {
    let leaves = Set(paths.map(\.path))
    return Set(
      leaves.flatMap { path in
        path.components.indices.dropFirst().map { Path(Array(path.components[..<$0])) }
      }
    ).subtracting(leaves).map(\.text).sorted()
  }

  private func value(of leaf: LanguagePaths.Leaf) -> Value {
    let schemas = leaf.schemas.map(writer.schema)
    let unique = schemas.enumerated().filter { !schemas[..<$0.offset].contains($0.element) }
      .map(\.element)
    return unique.count == 1 ? unique[0] : ["anyOf": .list(unique)]
  }

  private static let names: Value = [
    "description": "Cases by name.",
    "anyOf": [["type": "string"], ["type": "array", "items": ["type": "string"]]],
  ]

  private func member(_ name: String, _ value: Value) -> Value.Object.Member {
    Value.Object.Member(key: "sweep-\(name)", value: value)
  }

  private static func reference(_ name: String) -> Value {
    ["$ref": .string("#/$defs/sweep-\(name)")]
  }

  private static func mapping(_ properties: Value.Object) -> Value {
    ["type": "object", "properties": .object(properties), "additionalProperties": false]
  }

  private static func design(
    _ paths: Value.Object, _ fields: [Field], _ writer: JSONSchemaWriter
  ) -> Value {
    var properties = Value.Object(
      fields.map { .init(key: $0.name, value: writer.property($0)) })
    properties.members += paths.members
    return [
      "type": "object", "properties": .object(properties), "required": ["count"],
      "additionalProperties": false,
    ]
  }

  // MARK: - Parts

  private var when: Value {
    [
      "description": .string(SweepLanguage.when.summary),
      "anyOf": [SweepSchema.reference("conditions"), ["type": "null"]],
    ]
  }

  private static func form(_ key: SweepLanguage.Key, _ items: Value) -> Value.Object.Member {
    var object = items.object
    object["description"] = .string(key.summary)
    return .init(key: key.name, value: .object(object))
  }

  private static func numbers(_ count: ClosedRange<Int>, _ type: String = "number") -> Value {
    [
      "type": "array", "items": ["type": .string(type)], "minItems": .integer(count.lowerBound),
      "maxItems": .integer(count.upperBound),
    ]
  }

  private static let ranges = [
    form(SweepLanguage.linspace, numbers(3...3)), form(SweepLanguage.logspace, numbers(3...3)),
    form(SweepLanguage.integers, numbers(2...3, "integer")),
  ]

  private var range: Value {
    .object(Value.Object(SweepSchema.mapping(Value.Object(SweepSchema.ranges)).object.members))
      .adding("minProperties", 1).adding("maxProperties", 1)
  }

  /// A range, or a list with a condition beside it.
  private var list: Value {
    let values = SweepSchema.form(
      SweepLanguage.values, ["anyOf": [["type": "array"], SweepSchema.reference("range")]])
    let members = SweepSchema.ranges + [values, .init(key: "when", value: when)]
    // A path may also be written as nested mappings.
    return ["type": "object", "properties": .object(Value.Object(members))]
  }

  private var draw: Value {
    let members = SweepLanguage.distributions.map { key in
      let items: Value =
        switch key.name {
        case "choice":
          ["anyOf": [["type": "array", "minItems": 1], SweepSchema.reference("range")]]
        case "integers": SweepSchema.numbers(2...2, "integer")
        default: SweepSchema.numbers(2...2)
        }
      return SweepSchema.form(key, items)
    }
    return [
      "type": "object",
      "properties": .object(Value.Object(members + [.init(key: "when", value: when)])),
    ]
  }

  private func described(_ key: String, _ value: Value) -> Value.Object.Member {
    var object = Value.Object([
      .init(key: "description", value: .string(SweepLanguage.summary(of: key)))
    ])
    object.members += value.object.members
    return .init(key: key, value: .object(object))
  }

  private var block: Value {
    let patch = SweepSchema.reference("patch")
    let patchOrNothing: Value = ["anyOf": [patch, ["type": "null"]]]
    let cases: Value = [
      "type": ["object", "null"], "propertyNames": ["pattern": "^[A-Za-z0-9._+-]+$"],
      "additionalProperties": patchOrNothing,
    ]
    let properties = [
      described("cases", cases),
      described("zip", orNull(SweepSchema.reference("axes"))),
      described(
        "points",
        [
          "anyOf": [
            ["type": "string"], ["type": "array", "items": patchOrNothing], ["type": "null"],
          ]
        ]),
      described("grid", orNull(SweepSchema.reference("axes"))),
      described("random", orNull(SweepSchema.reference("draws"))),
      described("sobol", orNull(SweepSchema.reference("sobol"))),
      described("latin-hypercube", orNull(SweepSchema.reference("draws"))),
      described("seed", writer.schema(.integer(ExperimentLanguage.seedRule))),
      described(
        "exclude", ["type": ["array", "null"], "items": SweepSchema.reference("conditions")]),
      described("seeds", seeds),
    ]
    return [
      "type": ["object", "null"], "properties": .object(Value.Object(properties)),
      "additionalProperties": false,
    ]
  }

  private func orNull(_ value: Value) -> Value { ["anyOf": [value, ["type": "null"]]] }

  private var seeds: Value {
    [
      "anyOf": [
        ["type": "integer", "minimum": 1],
        [
          "type": "array", "minItems": 1, "uniqueItems": true,
          "items": writer.schema(.integer(ExperimentLanguage.seedRule)),
        ],
        SweepSchema.reference("range"),
        [
          "type": "object",
          "properties": [
            "until": .object(
              Value.Object(
                writer.schema(.object(SweepLanguage.untilFields)).object.members
                  + [
                    .init(key: "required", value: ["metric", "half-width", "max"]),
                    .init(key: "description", value: .string(SweepLanguage.until.summary)),
                  ]))
          ],
          "required": ["until"], "additionalProperties": false,
        ],
        ["type": "null"],
      ]
    ]
  }
}
