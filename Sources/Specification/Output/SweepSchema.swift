/// The `sweep` section as JSON Schema: every path of a run is a property.
struct SweepSchema {
  let writer: JSONSchemaWriter

  var section: Value {
    let paths = LanguagePaths.all(in: writer.vocabulary).filter { leaf in
      !ExperimentLanguage.keysWithoutEffect.contains(leaf.path.text)
    }
    let leaves = Set(paths.map(\.path))
    let sections = Set(
      paths.flatMap { leaf in
        leaf.path.components.indices.dropFirst().map { Path(Array(leaf.path.components[..<$0])) }
      }
    ).subtracting(leaves)
    var values = Value.Object()
    var lists = Value.Object()
    var conditions = Value.Object([.init(key: "case", value: SweepSchema.names)])
    for leaf in paths {
      let schemas = leaf.schemas.map(writer.schema)
      let unique = schemas.enumerated().filter { !schemas[..<$0.offset].contains($0.element) }
        .map(\.element)
      let value: Value = unique.count == 1 ? unique[0] : ["anyOf": .list(unique)]
      let description = Value.string(leaf.summary)
      values[leaf.path.text] = ["description": description, "anyOf": [value]]
      lists[leaf.path.text] = [
        "description": description, "type": "array", "minItems": 1, "items": value,
      ]
      conditions[leaf.path.text] = [
        "description": description, "anyOf": [value, ["type": "array", "items": value]],
      ]
    }
    for section in sections.map(\.text).sorted() {
      // Paths may also be written as nested mappings; these are not described key by key.
      values[section] = ["type": ["object", "null"]]
      lists[section] = ["type": ["object", "array"]]
      conditions[section] = ["type": "object"]
    }
    return section(patch: mapping(values), axes: mapping(lists), conditions: mapping(conditions))
  }

  private static let names: Value = [
    "description": "Cases by name.",
    "anyOf": [["type": "string"], ["type": "array", "items": ["type": "string"]]],
  ]

  private func section(patch: Value, axes: Value, conditions: Value) -> Value {
    let patchOrNothing: Value = ["anyOf": [patch, ["type": "null"]]]
    return [
      "description": .string(FileLanguage.sweepSummary),
      "type": ["object", "null"],
      "properties": [
        "cases": [
          "description": summary("cases"), "type": "object",
          "propertyNames": ["pattern": "^[A-Za-z0-9._+-]+$"],
          "additionalProperties": patchOrNothing,
        ],
        "zip": [
          "description": summary("zip"), "allOf": [axes],
        ],
        "grid": ["description": summary("grid"), "allOf": [axes]],
        "exclude": [
          "description": summary("exclude"),
          "type": "array", "items": conditions,
        ],
        "seeds": [
          "description": summary("seeds"),
          "anyOf": [
            ["type": "integer", "minimum": 1],
            [
              "type": "array", "minItems": 1, "uniqueItems": true,
              "items": writer.schema(.integer(ExperimentLanguage.seedRule)),
            ],
          ],
        ],
      ],
      "additionalProperties": false,
    ]
  }

  private func summary(_ key: String) -> Value {
    .string(FileLanguage.summary(ofSweepKey: key))
  }

  private func mapping(_ properties: Value.Object) -> Value {
    ["type": "object", "properties": .object(properties), "additionalProperties": false]
  }
}
