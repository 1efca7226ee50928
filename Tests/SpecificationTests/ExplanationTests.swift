import Specification
import Testing

@Suite("Explanations")
struct ExplanationTests {
  static let explanations = Explanations(.builtIn)

  @Test("there is one for every path that a sweep can set, and it says what may stand there")
  func paths() throws {
    let leaves = LanguagePaths.all(in: .builtIn)
    #expect(leaves.count > 100)
    for leaf in leaves {
      let explanation = try #require(
        Self.explanations.explanation(of: leaf.path), "\(leaf.path) has no explanation")
      #expect(explanation.path == leaf.path)
      #expect(explanation.meanings[0].summary == leaf.summary)
    }
  }

  @Test(
    "every one of them has a meaning, something expected, and a default or the word that there is none"
  )
  func completeness() throws {
    #expect(Self.explanations.paths.count > 500)
    for path in Self.explanations.paths {
      let explanation = try #require(Self.explanations.explanation(of: path))
      #expect(!explanation.meanings.isEmpty, "\(path)")
      for meaning in explanation.meanings {
        #expect(meaning.summary.count > 1 && meaning.summary.hasSuffix("."), "\(path)")
        #expect(!meaning.expected.isEmpty, "\(path)")
        #expect(!meaning.isRequired || meaning.defaults.isEmpty, "\(path)")
        for entry in meaning.keys + meaning.choices { #expect(!entry.summary.isEmpty, "\(path)") }
      }
    }
  }

  @Test("a section names its keys, each with an explanation of its own")
  func sections() throws {
    for path: Path in ["data", "schedule", "schedule.potential", "metrics", "samples", "sweep"] {
      let keys = try #require(Self.explanations.explanation(of: path)).meanings[0].keys
      #expect(!keys.isEmpty)
      for key in keys {
        let inner = try #require(Self.explanations.explanation(of: path.appending(key.name)))
        #expect(inner.meanings.map(\.summary).contains(key.summary))
      }
    }
  }

  @Test(
    "every kind is explained wherever it may stand, under each of its names",
    arguments: Vocabulary.builtIn.slots)
  func kinds(slot: Slot) throws {
    let listing = try #require(Self.explanations.listing(of: slot.plural))
    #expect(!listing.paths.isEmpty)
    for kind in Vocabulary.builtIn.kinds(of: slot) {
      for place in listing.paths {
        for name in [kind.name] + kind.aliases {
          let explanation = try #require(
            Self.explanations.explanation(of: place.appending(name)), "\(place).\(name)")
          let meaning = explanation.meanings[0]
          #expect(meaning.summary == kind.summary)
          #expect(meaning.keys.map(\.name) == kind.fields.map(\.name))
          #expect(meaning.formula == kind.formula && meaning.source == kind.source)
        }
        for field in kind.fields {
          let path = place.appending(kind.name).appending(field.name)
          let meanings = try #require(Self.explanations.explanation(of: path)).meanings
          #expect(meanings[0].summary == field.summary, "\(path)")
          #expect(meanings[0].defaults.last?.value == field.defaultValue, "\(path)")
          #expect(
            !kind.fields.contains { $0.name == kind.name }, "a key would hide the kind \(path)")
        }
      }
    }
  }

  @Test(
    "every built-in kind states its formula or where it comes from",
    arguments: Vocabulary.builtIn.slots)
  func formulas(slot: Slot) {
    #expect(!slot.summary.isEmpty)
    for kind in Vocabulary.builtIn.kinds(of: slot) {
      #expect(kind.formula != nil || kind.source != nil, "\(slot.name) \(kind.name)")
    }
  }

  @Test("defaults that depend on the kind say on which")
  func conditionalDefaults() throws {
    typealias Default = Explanation.Default
    let penalty = try #require(Self.explanations.explanation(of: "flow.penalty")).meanings
    #expect(penalty.count == 1)
    let ofW1 = try #require(penalty[0].defaults.first { $0.value["kind"] == "gradient" })
    #expect(ofW1.circumstances.map(\.path) == ["flow"] && ofW1.circumstances[0].kinds == ["w1"])
    #expect(penalty[0].defaults.contains { $0.value == "none" })
    let steps = try #require(Self.explanations.explanation(of: "schedule.potential.steps"))
    let defaults = steps.meanings[0].defaults
    #expect(defaults.map(\.value) == [5, 1])
    #expect(defaults[0].circumstances[0].kinds == ["w1", "w2"])
    #expect(defaults[1].circumstances.isEmpty)
  }

  @Test("a key that means two things is explained twice")
  func meanings() throws {
    let explanation = try #require(Self.explanations.explanation(of: "flow.penalty.weight"))
    #expect(
      explanation.text(width: 80) == """
        flow.penalty.weight

          where flow is jsd, w1, w2 or monoflow and flow.penalty is gradient
          λ, the factor of the penalty.

          expected  a number of at least 0
          default   10.0

          where flow is jsd, w1, w2 or monoflow and flow.penalty is r1 or r2
          γ, twice the factor of the mean squared norm.

          expected  a number of at least 0
          default   10.0

        """)
  }

  @Test("elements of a list are explained alike, and a wrong path leads to the nearest")
  func lookUp() {
    let explanations = Self.explanations
    #expect(
      explanations.explanation(of: "metrics.compute.0.kernel")
        == explanations.explanation(of: "metrics.compute.kernel"))
    #expect(explanations.explanation(of: "flow.stap") == nil)
    #expect(explanations.nearest(to: "flow.stap") == "flow.step")
    #expect(explanations.nearest(to: "monoflow") == "flow.monoflow")
    #expect(explanations.nearest(to: "sweep.gird") == "sweep.grid")
    #expect(explanations.listing(of: "flows") == explanations.listing(of: "flow"))
    #expect(explanations.listing(of: "flow.penalty") == explanations.listing(of: "penalties"))
    #expect(explanations.listing(of: "flow.h.of")?.items.map(\.name).contains("kl") == true)
    #expect(explanations.listing(of: "flow.seed") == nil)
    #expect(explanations.nearestListing(to: "penaltys") == "penalties")
  }

  @Test("what a plug-in adds appears like what is built in")
  func plugIns() throws {
    var vocabulary = Vocabulary.builtIn
    vocabulary.add(
      Kind(
        "chamfer", "The chamfer distance.",
        fields: [Field("power", .number(.positive), .defaults(to: 2.0), "The power.")]
      ).with { $0.formula = "mean min |x − y|ᵖ" }, to: .metric)
    let explanations = Explanations(vocabulary)
    #expect(explanations.listing(of: "metrics")?.items.last?.name == "chamfer")
    let kind = try #require(explanations.explanation(of: "metrics.compute.chamfer")).meanings[0]
    #expect(kind.formula == "mean min |x − y|ᵖ" && kind.keys.map(\.name) == ["power"])
    let key = try #require(explanations.explanation(of: "metrics.compute.power")).meanings[0]
    #expect(key.circumstances[0].kinds == ["chamfer"] && key.defaults[0].value == 2.0)
  }

  @Test("texts fit their width, in one column of words as well", arguments: [60, 80, 100])
  func widths(width: Int) {
    let explanations = Self.explanations
    var texts = explanations.paths.compactMap {
      explanations.explanation(of: $0)?.text(width: width)
    }
    texts += explanations.listings.map { $0.text(width: width) }
    texts.append(Listing.text(explanations.listings, width: width))
    for text in texts {
      #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
      for line in text.split(separator: "\n") where line.count > width {
        #expect(line.split(separator: " ").count == 1, "'\(line)' is wider than \(width)")
      }
    }
  }
}
