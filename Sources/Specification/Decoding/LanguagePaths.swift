/// The paths that a run can have, over all kinds of the vocabulary.
package enum LanguagePaths {
  /// A path and what it may hold: several schemas where kinds differ.
  package struct Leaf: Sendable {
    /// The path, from the top of the run.
    package let path: Path
    /// What the kinds that have the path allow there.
    package var schemas: [Schema]
    /// What the key means, by its first declaration.
    package let summary: String
  }

  /// Every path of a run that a sweep or an override can set, in the order of the declarations.
  package static func all(in vocabulary: Vocabulary) -> [Leaf] {
    var leaves: [Leaf] = []
    var places: [Path: Int] = [:]
    for field in ExperimentLanguage.runFields {
      visit(field, under: .top, vocabulary, slots: []) { leaf in
        if let place = places[leaf.path] {
          leaves[place].schemas += leaf.schemas
        } else {
          places[leaf.path] = leaves.count
          leaves.append(leaf)
        }
      }
    }
    return leaves
  }

  /// The existing path that a wrong one probably means.
  package static func nearest(to path: Path, among paths: [Path]) -> String? {
    if let nearest = Spelling.nearest(to: path.text, among: paths.map(\.text)) { return nearest }
    let ending = paths.filter {
      $0.components.suffix(path.components.count) == path.components[...]
    }
    if let shortest = ending.min(by: { $0.components.count < $1.components.count }) {
      return shortest.text
    }
    let siblings = paths.filter { $0.components.first == path.components.first }
    guard let last = path.components.last else { return nil }
    if let name = Spelling.nearest(to: last, among: siblings.compactMap(\.components.last)) {
      return siblings.first { $0.components.last == name }?.text
    }
    return siblings.filter { path.isWithin($0) }.max { $0.components.count < $1.components.count }?
      .text
  }

  private static func visit(
    _ field: Field, under owner: Path, _ vocabulary: Vocabulary, slots: [Slot],
    _ found: (Leaf) -> Void
  ) {
    let path = owner.appending(field.name)
    if case .object(let fields) = field.schema {
      for field in fields { visit(field, under: path, vocabulary, slots: slots, found) }
      return
    }
    found(Leaf(path: path, schemas: [field.schema], summary: field.summary))
    for slot in field.schema.slots where !slots.contains(slot) {
      let names = vocabulary.kinds(of: slot).map { Choice($0.name, $0.summary) }
      let kind = path.appending("kind")
      found(Leaf(path: kind, schemas: [.choice(names)], summary: "Which \(slot.noun) it is."))
      for field in vocabulary.kinds(of: slot).flatMap(\.fields) {
        visit(field, under: path, vocabulary, slots: slots + [slot], found)
      }
    }
  }
}

extension Schema {
  /// The slots that one of whose kinds may stand here.
  fileprivate var slots: [Slot] {
    switch self {
    case .union(let slot, _): [slot]
    case .either(let schemas): schemas.flatMap(\.slots)
    default: []
    }
  }
}
