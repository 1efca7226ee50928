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
  package static func nearest(to path: Path, in vocabulary: Vocabulary) -> String? {
    let paths = all(in: vocabulary).map(\.path)
    let texts = paths.map(\.text)
    if let nearest = Spelling.nearest(to: path.text, among: texts) { return nearest }
    guard let last = path.components.last else { return nil }
    let names = paths.compactMap(\.components.last)
    guard let name = Spelling.nearest(to: last, among: names) else { return nil }
    let shared = { (other: Path) in
      zip(other.components, path.components).prefix { $0 == $1 }.count
    }
    return paths.filter { $0.components.last == name }
      .max { (shared($0), -$0.components.count) < (shared($1), -$1.components.count) }?.text
  }

  private static func visit(
    _ field: Field, under owner: Path, _ vocabulary: Vocabulary, slots: [Slot],
    _ found: (Leaf) -> Void
  ) {
    let path = owner.appending(field.name)
    switch field.schema {
    case .object(let fields):
      for field in fields { visit(field, under: path, vocabulary, slots: slots, found) }
    case .union(let slot, _) where !slots.contains(slot):
      found(Leaf(path: path, schemas: [field.schema], summary: field.summary))
      let names = vocabulary.kinds(of: slot).map { Choice($0.name, $0.summary) }
      let kind = path.appending("kind")
      found(Leaf(path: kind, schemas: [.choice(names)], summary: "Which \(slot.noun) it is."))
      for field in vocabulary.kinds(of: slot).flatMap(\.fields) {
        visit(field, under: path, vocabulary, slots: slots + [slot], found)
      }
    default: found(Leaf(path: path, schemas: [field.schema], summary: field.summary))
    }
  }
}
