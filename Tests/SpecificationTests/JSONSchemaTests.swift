import Specification
import Testing

@Suite("JSON Schema")
struct JSONSchemaTests {
  let schema = JSONSchema.document(.builtIn)

  @Test("has the keys of an experiment and no others")
  func topLevel() {
    #expect(schema["$schema"].text == "https://json-schema.org/draft/2020-12/schema")
    #expect(
      schema["properties"].object.keys == [
        "name", "description", "data", "trainer", "generator", "potential", "flow", "schedule",
        "metrics", "samples", "seed", "extends", "sweep", "figures", "claims",
      ])
    #expect(schema["additionalProperties"] == false)
    #expect(schema["then"]["required"] == ["name", "data", "flow", "schedule"])
    #expect(schema["then"]["properties"]["schedule"]["required"] == ["iterations"])
  }

  @Test("resolves every reference within itself")
  func references() {
    let definitions = Set(schema["$defs"].object.keys)
    var used: Set<String> = []
    func visit(_ value: Value) {
      for element in value.listOrNil ?? [] { visit(element) }
      for member in value.objectOrNil?.members ?? [] {
        if member.key == "$ref", let text = member.value.textOrNil {
          #expect(text.hasPrefix("#/$defs/"))
          used.insert(String(text.dropFirst("#/$defs/".count)))
        }
        visit(member.value)
      }
    }
    visit(schema)
    #expect(used == definitions)
  }

  @Test("offers every kind, by bare name only if it needs no keys")
  func kinds() {
    for slot in Vocabulary.builtIn.slots {
      let alternatives = schema["$defs"][slot.name]["anyOf"].list
      let bare = alternatives.compactMap { $0["const"].textOrNil }
      for kind in Vocabulary.builtIn.kinds(of: slot) {
        let needsKeys = kind.fields.contains {
          if case .required = $0.presence { true } else { false }
        }
        #expect(bare.contains(kind.name) == !needsKeys)
        let names = ([kind.name] + kind.aliases).map(Value.string)
        let full = alternatives.first { $0["properties"]["kind"]["enum"] == .list(names) }
        #expect(full?["properties"].object.keys == ["kind"] + kind.fields.map(\.name))
      }
    }
  }

  @Test("names every path that a sweep can set, with bounds and words")
  func sweepPaths() throws {
    let axes = schema["$defs"]["sweep-axes"]["properties"]
    let step = axes["flow.step"]["anyOf"].list[0]
    #expect(
      step["items"]["anyOf"] == [
        ["type": "number", "exclusiveMinimum": 0.0], ["$ref": "#/$defs/schedule"],
      ])
    #expect(axes["flow.step"]["description"].text.contains("Euler step"))
    let weight = axes["flow.penalty.weight"]["anyOf"].list[0]
    #expect(weight["items"] == ["type": "number", "minimum": 0.0])
    #expect(axes["schedule.potential.optimizer.beta1"]["anyOf"].list[0]["type"] == "array")
    #expect(axes["seed"]["anyOf"].list[0]["items"]["maximum"].number == 9_007_199_254_740_991)
    let draw = schema["$defs"]["sweep-draw"]["properties"].object.keys
    #expect(draw.contains("log-uniform") && draw.contains("choice"))
    #expect(schema["$defs"]["sweep-sobol"]["properties"]["flow.step"].objectOrNil != nil)
    #expect(axes["name"].isNull)
  }

  @Test("takes in kinds that are added, as the built-in ones are")
  func additions() throws {
    var vocabulary = Vocabulary.builtIn
    let field = Field("rank", .integer(.atLeast(1)), .defaults(to: 2), "Rank.")
    vocabulary.add(Kind("low-rank", "A plug-in.", fields: [field]), to: .flow)
    let flows = JSONSchema.document(vocabulary)["$defs"]["flow"]["anyOf"].list
    #expect(flows.contains { $0["const"] == "low-rank" })
    let text =
      "name: a\ndata: {target: two-moons}\nschedule: {iterations: 1}\nflow: {kind: low-rank}"
    let experiment = try Experiment.read(text: text, named: "a", vocabulary: vocabulary)
    let resolved = Resolver(vocabulary: vocabulary).resolve(experiment.tree)
    #expect(resolved.diagnostics.isEmpty)
    #expect(resolved.value["flow"] == ["kind": "low-rank", "rank": 2])
    #expect(resolved.value["schedule"]["potential"]["steps"] == 1)
  }
}
