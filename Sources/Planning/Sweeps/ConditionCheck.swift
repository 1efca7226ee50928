internal import Specification
internal import YAML

/// Finds what is wrong with the conditions of selectors: paths and values that no run can have.
struct ConditionCheck {
  private(set) var diagnostics: [Diagnostic] = []
  private let resolver: Resolver
  private let leaves: [LanguagePaths.Leaf]

  init(_ experiment: Experiment) {
    resolver = Resolver(vocabulary: experiment.vocabulary)
    let selectors =
      experiment.sweep.blocks.flatMap { $0.axes.flatMap(\.conditions) + $0.exclusions }
      + experiment.claims.flatMap(\.selectors)
    let conditions = selectors.flatMap(\.conditions)
    leaves = conditions.isEmpty ? [] : LanguagePaths.all(in: experiment.vocabulary)
    for condition in conditions { check(condition) }
  }

  private mutating func check(_ condition: Sweep.Assignment) {
    let path = condition.path
    guard !ExperimentLanguage.keysWithoutEffect.contains(path.text) else {
      return diagnostics.append(Diagnostic(.unsweepablePath(path), at: condition.place))
    }
    guard let leaf = leaves.first(where: { $0.path == path }) else {
      let nearest = LanguagePaths.nearest(to: path, among: leaves.map(\.path))
      return diagnostics.append(
        Diagnostic(.unknownPath(path, nearest: nearest), at: condition.place))
    }
    if path.components.last == "kind", let slot = slot(of: path) {
      for node in condition.value.elements ?? [condition.value] { checkKind(node, slot, path) }
      return
    }
    // The value of a list is a list; alternatives to it are a list of lists.
    guard let problems = problems(condition.value, leaf) else { return }
    guard let elements = condition.value.elements, !elements.isEmpty else {
      return diagnostics += problems
    }
    for element in elements { diagnostics += self.problems(element, leaf) ?? [] }
  }

  /// What the first kind that has the path finds wrong with `node`; nil where some kind accepts it.
  private func problems(_ node: Node, _ leaf: LanguagePaths.Leaf) -> [Diagnostic]? {
    let found = leaf.schemas.map { schema in
      resolver.value(of: node, as: schema, at: leaf.path).diagnostics
        .filter { $0.severity == .error }
    }
    return found.contains(where: \.isEmpty) ? nil : found.first
  }

  private mutating func checkKind(_ node: Node, _ slot: Slot, _ path: Path) {
    guard let name = node.string, resolver.vocabulary.kind(named: name, in: slot) != nil else {
      let owner = Schema.union(slot, default: nil)
      let place = Path(path.components.dropLast())
      diagnostics += resolver.value(of: node, as: owner, at: place).diagnostics
      return
    }
  }

  /// What the kinds at a path that ends in `kind` are for.
  private func slot(of path: Path) -> Slot? {
    let owner = Path(path.components.dropLast())
    return leaves.first { $0.path == owner }?.schemas.lazy.compactMap(\.slot).first
  }
}
