/// What there is of one sort, as data: the answer to `gfrun list`.
package struct Listing: Sendable, Equatable {
  /// One of the things there are.
  package struct Item: Sendable, Equatable {
    /// Its name in an experiment file.
    package let name: String
    /// Other names that a file may use.
    package var aliases: [String] = []
    /// What it is, in one sentence.
    package let summary: String
    /// Its formula, in plain text.
    package var formula: String?
    /// Where it comes from: paper, equation.
    package var source: String?
    /// The names of its keys.
    package var keys: [String] = []
  }

  /// What all of them are called: `flows`.
  package let name: String
  /// What they are, in one sentence.
  package let summary: String
  /// Where in a file they stand.
  package let paths: [Path]
  /// The things.
  package let items: [Item]
}

extension Explanations {
  /// Everything of which there are several kinds, in the order of the vocabulary.
  package var listings: [Listing] {
    vocabulary.slots.map(listing)
  }

  /// What there is under `word`: the name of a slot in the singular or plural, or a path that takes one
  /// of several names; nil where there is neither.
  package func listing(of word: String) -> Listing? {
    if let slot = vocabulary.slots.first(where: { names(of: $0).contains(word) }) {
      return listing(slot)
    }
    guard let explanation = explanation(of: Path(word)) else { return nil }
    let choices = explanation.meanings.flatMap(\.choices)
    guard let first = explanation.meanings.first, !choices.isEmpty else { return nil }
    let slots = vocabulary.slots
    if let slot = slots.first(where: { topics.places[$0]?.contains(explanation.path) ?? false }) {
      return listing(slot)
    }
    return Listing(
      name: explanation.path.text, summary: first.summary, paths: [explanation.path],
      items: choices.map { Listing.Item(name: $0.name, summary: $0.summary) })
  }

  /// The word for things there are that `word` probably means; nil where none is near.
  package func nearestListing(to word: String) -> String? {
    Spelling.nearest(to: word, among: vocabulary.slots.map(\.plural))
  }

  private func names(of slot: Slot) -> [String] {
    [slot.plural, slot.name, slot.noun, slot.noun + "s"]
  }

  private func listing(_ slot: Slot) -> Listing {
    Listing(
      name: slot.plural, summary: slot.summary, paths: topics.places[slot] ?? [],
      items: vocabulary.kinds(of: slot).map { kind in
        Listing.Item(
          name: kind.name, aliases: kind.aliases, summary: kind.summary, formula: kind.formula,
          source: kind.source, keys: kind.fields.map(\.name))
      })
  }
}
