/// The experiment language as a JSON Schema (draft 2020-12), for editors and other tools.
///
/// It is made of the declarations that decode a file, and refuses no file that they accept. It accepts
/// some that they refuse: those wrong only in how values go together, and, in a file that extends
/// another or has a sweep, those that lack keys.
package enum JSONSchema {
  /// The schema's text, with the kinds of `vocabulary`.
  package static func text(_ vocabulary: Vocabulary = .builtIn) -> String {
    JSONText.pretty(document(vocabulary))
  }

  /// The schema as a value.
  package static func document(_ vocabulary: Vocabulary) -> Value {
    let writer = JSONSchemaWriter(vocabulary: vocabulary)
    var properties = Value.Object()
    for field in ExperimentLanguage.runFields {
      properties[field.name] = writer.property(field)
    }
    properties["extends"] = writer.property(FileLanguage.extends)
    properties["sweep"] = SweepSchema.section
    for field in FileLanguage.results { properties[field.name] = writer.property(field) }
    return [
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "gfrun experiment",
      "type": "object",
      "properties": .object(properties),
      "additionalProperties": false,
      "if": ["not": ["anyOf": [["required": ["extends"]], ["required": ["sweep"]]]]],
      "then": writer.required(ExperimentLanguage.runFields),
      "$defs": writer.definitions,
    ]
  }
}

/// Writes declarations as JSON Schema.
struct JSONSchemaWriter {
  let vocabulary: Vocabulary

  /// One definition for each slot.
  var definitions: Value {
    var definitions = Value.Object()
    for slot in vocabulary.slots { definitions[slot.name] = definition(of: slot) }
    definitions.members += SweepSchema(writer: self).definitions.members
    return .object(definitions)
  }

  /// The schema of a key, with its documentation.
  func property(_ field: Field) -> Value {
    var object = Value.Object()
    object["description"] = .string(field.summary)
    if let value = field.defaultValue, value != [:] { object["default"] = value }
    var schema = self.schema(field.schema).object
    if case .object = field.schema { schema["type"] = ["object", "null"] }
    object.members += schema.members.filter { object[$0.key] == nil }
    return .object(object)
  }

  /// The schema of a value.
  func schema(_ schema: Schema) -> Value {
    switch schema {
    case .boolean: return ["type": "boolean"]
    case .integer(let rule): return number("integer", rule)
    case .number(let rule): return number("number", rule)
    case .string(let rule):
      guard let pattern = rule.pattern else { return ["type": "string"] }
      return ["type": "string", "pattern": .string("^(?:\(pattern))$")]
    case .choice(let choices): return ["enum": .list(choices.map { .string($0.name) })]
    case .list(let rule): return list(rule)
    case .object(let fields): return .object(Value.Object(object(fields).members))
    case .union(let slot, _): return ["$ref": .string("#/$defs/\(slot.name)")]
    case .either(let schemas): return ["anyOf": .list(schemas.map(self.schema))]
    case .map(let rule):
      return ["type": "object", "additionalProperties": self.schema(rule.value)]
    }
  }

  /// What must be there in a file that stands alone.
  func required(_ fields: [Field]) -> Value {
    var names: [Value] = []
    var properties = Value.Object()
    for field in fields {
      if case .required = field.presence { names.append(.string(field.name)) }
      switch field.schema {
      case .object(let inner):
        let rule = required(inner)
        if rule != [:] { properties[field.name] = rule }
      case .union(_, nil) where field.defaultValue == nil:
        properties[field.name] = [
          "anyOf": [["type": "string"], ["type": "object", "required": ["kind"]]]
        ]
      default: break
      }
    }
    var rule = Value.Object()
    if !names.isEmpty { rule["required"] = .list(names) }
    if !properties.members.isEmpty { rule["properties"] = .object(properties) }
    return .object(rule)
  }

  private func object(_ fields: [Field]) -> Value.Object {
    var properties = Value.Object()
    for field in fields { properties[field.name] = property(field) }
    return Value.Object([
      .init(key: "type", value: "object"), .init(key: "properties", value: .object(properties)),
      .init(key: "additionalProperties", value: false),
    ])
  }

  /// A bare name, a mapping with a kind, or a mapping that changes the kind it is laid over.
  private func definition(of slot: Slot) -> Value {
    let kinds = vocabulary.kinds(of: slot)
    let bare = kinds.filter { kind in
      kind.fields.allSatisfy { if case .required = $0.presence { false } else { true } }
    }
    var alternatives = bare.flatMap { kind in
      ([kind.name] + kind.aliases).map { name -> Value in
        ["const": .string(name), "description": .string(kind.summary)]
      }
    }
    alternatives += kinds.map { kind in
      let names = ([kind.name] + kind.aliases).map(Value.string)
      var object = self.object(kind.fields)
      var properties = Value.Object()
      properties["kind"] = ["enum": .list(names)]
      properties.members += object["properties"]?.object.members ?? []
      object["properties"] = .object(properties)
      object["description"] = .string(kind.summary)
      object["required"] = ["kind"]
      return .object(object)
    }
    alternatives.append(patch(of: kinds))
    return ["anyOf": .list(alternatives)]
  }

  private func patch(of kinds: [Kind]) -> Value {
    var fields: [String: [Value]] = [:]
    var names: [String] = []
    for field in kinds.flatMap(\.fields) {
      if fields[field.name] == nil { names.append(field.name) }
      let schema = self.schema(field.schema)
      if !(fields[field.name]?.contains(schema) ?? false) {
        fields[field.name, default: []].append(schema)
      }
    }
    var properties = Value.Object()
    for name in names {
      let schemas = fields[name] ?? []
      properties[name] = schemas.count == 1 ? schemas[0] : ["anyOf": .list(schemas)]
    }
    return [
      "type": "object", "properties": .object(properties), "additionalProperties": false,
    ]
  }

  private func list(_ rule: ListRule) -> Value {
    var object = Value.Object([
      .init(key: "type", value: "array"), .init(key: "items", value: schema(rule.element)),
    ])
    if rule.count.lowerBound > 0 { object["minItems"] = .integer(rule.count.lowerBound) }
    if rule.count.upperBound < Int.max { object["maxItems"] = .integer(rule.count.upperBound) }
    return .object(object)
  }

  private func number(_ type: String, _ rule: NumberRule) -> Value {
    var object = Value.Object([.init(key: "type", value: .string(type))])
    if let minimum = rule.minimum {
      object[rule.excludesMinimum ? "exclusiveMinimum" : "minimum"] = .number(minimum)
    }
    if let maximum = rule.maximum {
      object[rule.excludesMaximum ? "exclusiveMaximum" : "maximum"] = .number(maximum)
    }
    return .object(object)
  }
}
